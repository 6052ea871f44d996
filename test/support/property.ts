import fc from 'fast-check';

/**
 * Holds a property against random cases, and prints the seed, so that a run can be had again: with the environment
 * variable SEED the cases are those of that seed.
 */
export function holds<T extends [unknown, ...unknown[]]>(
  name: string,
  property: fc.IProperty<T>,
  numRuns: number,
): void {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2_147_483_647));
  console.info(`seed ${seed}, ${numRuns} cases: ${name}`);
  fc.assert(property, { numRuns, seed });
}
