import { CompletionItemKind } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../../engine/analysis/delivery-analysis.ts';
import type { Voorziening } from '../../../engine/delivery/record.ts';
import { fictitiousBsn } from '../../../engine/delivery/values/bsn.ts';
import { formatMessage } from '../../../engine/messages/message.ts';
import { trimXml } from '../../../engine/text/xml-whitespace.ts';
import type { CompletionDraft } from '../item.ts';
import type { ValueSite } from './codes.ts';
import { personFiller } from './person-values.ts';

/** What is known of the value that is being typed, among the persons of a delivery. */
export interface DeliverySite extends ValueSite {
  readonly analysis: DeliveryAnalysis;
}

/** As many persons of the file are offered at once. */
const SHOWN = 50;
/** From as many digits on, the whole file is looked through for what begins with them. */
const ENOUGH = 2;

/**
 * The persons of the file: those whose records stand nearest, or whose BSN begins with what is typed; then a number of
 * nobody. Who takes a person of the file gets what else is known of that person.
 * @returns `incomplete` where another answer may come with the next digit
 */
export function bsnsAt(site: DeliverySite): { drafts: CompletionDraft[]; incomplete: boolean } {
  const { analysis, range, options, record } = site;
  const typed = trimXml(site.typed);
  const near = analysis.recordsNear(range.start, SHOWN);
  // So few that all can be told, whatever is typed.
  const all = analysis.recordCount <= SHOWN;
  const own = isAlone(site, record) ? trimXml(record?.value('bsn')) : undefined;
  const found = new Set<string>();
  const offer = (bsn: string | undefined) => {
    if (bsn !== undefined && bsn !== own && (all || bsn.startsWith(typed)) && found.size < SHOWN) found.add(bsn);
  };
  for (const one of near) offer(one.value('bsn'));
  if (!all && typed.length >= ENOUGH) {
    for (const bsn of analysis.valuesOf('bsn')) {
      offer(bsn);
      if (found.size >= SHOWN) break;
    }
  }
  const fill = personFiller(analysis, record);
  const drafts = [...found].map((bsn): CompletionDraft => {
    const more = fill(bsn);
    const count = analysis.recordsWith('bsn', bsn).length;
    const key = count === 1 ? 'complete.person.one' : 'complete.person.many';
    return {
      label: bsn,
      meaning: formatMessage({ key, parameters: { count } }, options),
      kind: CompletionItemKind.Reference,
      text: bsn,
      range,
      ...(more.length > 0 ? { more, remark: formatMessage({ key: 'complete.person.fills' }, options) } : {}),
    };
  });
  // Not before all of the file is known can it be said what is not in it.
  if (!analysis.done) return { drafts, incomplete: true };
  const fresh = fictitiousBsn((bsn) => analysis.recordsWith('bsn', bsn).length > 0, analysis.source.length);
  drafts.push({
    label: fresh,
    meaning: formatMessage({ key: 'complete.fictitious' }, options),
    kind: CompletionItemKind.Value,
    text: fresh,
    range,
    // Found by its own digits, and by the word.
    filter: `${fresh} ${formatMessage({ key: 'complete.fictitious' }, options)}`,
  });
  return { drafts, incomplete: !all };
}

/** The BSN that is being typed is in the file only here: no one to offer. */
function isAlone({ analysis }: DeliverySite, record: Voorziening | undefined): boolean {
  const bsn = trimXml(record?.value('bsn'));
  return bsn !== undefined && analysis.recordsWith('bsn', bsn).length <= 1;
}

/** A registratienummer that is not in the file: the nearest one before, counted on. */
export function numbersAt({ analysis, range, options, concept }: DeliverySite): CompletionDraft[] {
  if (concept !== 'registratienummer' || !analysis.done) return [];
  for (const near of analysis.recordsNear(range.start, SHOWN)) {
    const value = near.value('registratienummer');
    const next = value && nextNumber(value, (number) => analysis.recordsWith('registratienummer', number).length > 0);
    if (!next) continue;
    return [
      {
        label: next,
        meaning: formatMessage({ key: 'complete.freshNumber' }, options),
        kind: CompletionItemKind.Value,
        text: next,
        range,
      },
    ];
  }
  return [];
}

/** The number with its last digits counted on to one that is not taken; undefined where it ends in no digit. */
export function nextNumber(value: string, isTaken: (number: string) => boolean): string | undefined {
  const match = /^(.*?)(\d{1,15})$/.exec(value);
  if (!match) return undefined;
  const [, before, digits] = match as unknown as [string, string, string];
  const first = Number(digits) + 1;
  const at = (n: number) => before + String(n).padStart(digits.length, '0');
  // Files are often numbered through: steps that double find the end of such a run, halving them its first free one.
  let step = 1;
  while (isTaken(at(first + step - 1))) step *= 2;
  let [low, high] = [Math.floor(step / 2), step];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (isTaken(at(first + middle - 1))) low = middle;
    else high = middle;
  }
  return at(first + high - 1);
}
