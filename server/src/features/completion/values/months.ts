import { CompletionItemKind } from 'vscode-languageserver-protocol';
import { type Month, monthOf } from '../../../engine/delivery/day.ts';
import {
  formatValue,
  parseValue,
  type ValueNotation,
  valueInAnyNotation,
} from '../../../engine/delivery/values/value-notation.ts';
import { formatMessage, type Message, type MessageKey } from '../../../engine/messages/message.ts';
import type { CompletionDraft } from '../item.ts';
import type { ValueSite } from './codes.ts';

/** As many months are offered: a delivery may be made anew. */
const MONTHS_BACK = 13;

/**
 * Months: the one that is typed in another notation, then the one that has gone by, which is the likeliest verslagmaand,
 * this one, and those before. Where year and month are apart, what each of them is in those.
 */
export function monthsAt(site: ValueSite): CompletionDraft[] {
  const { range, written, typed, options, notation } = site;
  if (notation === undefined || notation.type === 'day') return [];
  const now = monthOf(options.today);
  const drafts: CompletionDraft[] = [];
  const add = (value: number, remark: Message | undefined, as?: string) => {
    const label = formatValue(value, notation);
    if (drafts.some((draft) => draft.label === label)) return;
    const words = inWords(value, notation);
    const meaning = words && formatMessage(words, options);
    drafts.push({
      label,
      meaning,
      remark: remark && formatMessage(remark, options),
      kind: CompletionItemKind.Value,
      text: label,
      range,
      filter: as ?? (meaning === undefined ? label : `${label} ${meaning}`),
    });
  };
  if (parseValue(written, notation) === undefined) {
    for (const text of [written, typed]) {
      const value = valueInAnyNotation(text, notation.type);
      // What is in its notation so far is found by that.
      if (value === undefined || formatValue(value, notation) === text) continue;
      add(value, { key: 'complete.typedMonth', parameters: { notation: notation.notation } }, text);
    }
  }
  const { type } = notation;
  for (let back = 1; back <= MONTHS_BACK; back++) {
    // This month comes second.
    const month = back === 1 ? now - 1 : back === 2 ? now : now - back + 1;
    const why = type === 'year' ? undefined : WHY.get(now - month);
    add(partOf(month, type), why === undefined ? undefined : { key: why });
  }
  return drafts;
}

const WHY: ReadonlyMap<number, MessageKey> = new Map([
  [0, 'complete.thisMonth'],
  [1, 'complete.lastMonth'],
  [2, 'complete.monthBeforeLast'],
]);

/** What of a month stands at a place. */
function partOf(month: Month, type: ValueNotation['type']): number {
  if (type === 'year') return Math.floor(month / 12);
  return type === 'monthNumber' ? (month % 12) + 1 : month;
}

/** A year says what it is itself. */
function inWords(value: number, { type }: ValueNotation): Message | undefined {
  if (type === 'month') return { key: 'complete.month', parameters: { month: { month: value } } };
  if (type === 'monthNumber') return { key: 'complete.month', parameters: { month: { monthName: value } } };
  return undefined;
}
