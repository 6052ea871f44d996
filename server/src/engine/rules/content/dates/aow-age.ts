import { type Day, partsOf } from '../../../delivery/day.ts';
import { type Age, dayOfAge } from '../../counting.ts';

/**
 * The AOW age by the year in which it is reached, from that year on. [wet] Algemene Ouderdomswet, article 7a, for the
 * years up to 2024. [recon] What comes after is set year by year: 2025 to 2027 as set, 2028 to 2031 as announced; for
 * later years the last one known holds.
 */
const AOW_AGES: readonly (Age & { readonly from: number })[] = [
  { from: Number.NEGATIVE_INFINITY, years: 65, months: 0 },
  { from: 2013, years: 65, months: 1 },
  { from: 2014, years: 65, months: 2 },
  { from: 2015, years: 65, months: 3 },
  { from: 2016, years: 65, months: 6 },
  { from: 2017, years: 65, months: 9 },
  { from: 2018, years: 66, months: 0 },
  { from: 2019, years: 66, months: 4 },
  { from: 2022, years: 66, months: 7 },
  { from: 2023, years: 66, months: 10 },
  { from: 2024, years: 67, months: 0 },
  { from: 2028, years: 67, months: 3 },
];

/** Nobody reached it at an earlier age, in years. */
export const EARLIEST_AOW = 65;

/** The AOW age of who was born on a day, and the day that it is reached on. */
export function aowAgeOf(birth: Day): { readonly age: Age; readonly reached: Day } {
  const found = AOW_AGES.findIndex((age, index) => {
    const until = AOW_AGES[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    const { year } = partsOf(dayOfAge(birth, age));
    return age.from <= year && year < until;
  });
  const age = AOW_AGES[found]!;
  return { age, reached: dayOfAge(birth, age) };
}
