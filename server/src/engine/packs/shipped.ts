/** The folders in `schemas/` of the packs that ship, the one for the newest deliveries first. */
export const SHIPPED_PACKS = ['srg-regeling-2026'];
