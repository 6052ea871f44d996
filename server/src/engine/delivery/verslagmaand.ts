import type { PackManifest } from '../packs/pack.ts';
import type { Month } from './day.ts';
import type { DeliveryHeader } from './header.ts';

/** The month that a delivery is about: one value, or a year and a month apart; undefined where that can't be read. */
export function verslagmaandOf(header: DeliveryHeader): Month | undefined {
  const month = header.month('verslagmaand');
  if (month !== undefined) return month;
  const [year, number] = [header.part('statistiekjaar'), header.part('statistiekmaand')];
  return year === undefined || number === undefined ? undefined : year * 12 + number - 1;
}

/** The concept whose value shows the verslagmaand: the month's, where year and month are apart. */
export function verslagmaandConcept({ concepts }: PackManifest): 'verslagmaand' | 'statistiekmaand' {
  return concepts.verslagmaand === undefined ? 'statistiekmaand' : 'verslagmaand';
}
