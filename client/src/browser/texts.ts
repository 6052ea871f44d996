export const LANGUAGES = ['nl', 'en'] as const;

/** The texts for users by language, once they have been read: in the bundle the files of l10n/ stand for these. */
export const texts: Partial<Record<(typeof LANGUAGES)[number], unknown>> = {};
