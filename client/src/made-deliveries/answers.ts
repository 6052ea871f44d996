/** What users answer when a delivery is to be made. */

/** A whole number from 0 up; undefined for anything else. */
export function readCount(text: string): number | undefined {
  return /^ *[0-9]{1,6} *$/.test(text) ? Number(text) : undefined;
}

/** The month before a day, as in `2025-03`: the one that is to be delivered then. */
export function lastMonth(today: Date): string {
  const month = today.getFullYear() * 12 + today.getMonth() - 1;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}
