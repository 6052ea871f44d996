import { type Day, lastDayOfPeriod, monthOf } from '../../engine/delivery/day.ts';
import { formatMessage, type Message, type MessageOptions } from '../../engine/messages/message.ts';

/**
 * How long a period is, exactly and in few characters: whole years and months from its first day on, and the days that
 * are left (`6 mnd`, `1 jr 2 mnd`, `21 dgn`). Months are counted as the six months of forfaitaire loonkostensubsidie
 * are, so that its longest period reads `6 mnd`.
 * @param end the last day, not before `start`
 */
export function periodLength(start: Day, end: Day, options: MessageOptions): string {
  let months = monthOf(end) - monthOf(start) + 1;
  while (months > 0 && lastDayOfPeriod(start, months) > end) months--;
  const days = end - lastDayOfPeriod(start, months);
  const parts: Message[] = [];
  if (months >= 12) parts.push({ key: 'period.years', parameters: { n: Math.floor(months / 12) } });
  if (months % 12 > 0) parts.push({ key: 'period.months', parameters: { n: months % 12 } });
  if (days === 1) parts.push({ key: 'period.day' });
  if (days > 1) parts.push({ key: 'period.days', parameters: { n: days } });
  return parts.map((part) => formatMessage(part, options)).join(' ');
}
