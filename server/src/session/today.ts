import { type Day, dayOf } from '../engine/delivery/day.ts';

/** The day that it is on this machine, in its own time zone. */
export function today(): Day {
  const now = new Date();
  return dayOf(now.getFullYear(), now.getMonth() + 1, now.getDate());
}
