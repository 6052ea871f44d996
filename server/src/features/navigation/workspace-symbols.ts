import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { Month } from '../../engine/delivery/day.ts';
import type { Voorziening } from '../../engine/delivery/record.ts';
import { formatMonth } from '../../engine/delivery/values/notation.ts';
import type { MessageOptions } from '../../engine/messages/message.ts';
import { pastedWords, trimPasted } from '../../engine/text/pasted-space.ts';
import { deliveryLabel, rootElement } from '../delivery-label.ts';
import { toRange } from '../protocol-range.ts';
import { rangeInText, recordLabel, shownValue } from '../record-label.ts';

/** A delivery to look in. */
export interface SearchedDelivery {
  readonly uri: string;
  readonly analysis: DeliveryAnalysis;
}

/** A list that nobody reads to its end; a longer query gives a shorter one. */
export const MOST_SYMBOLS = 200;

/**
 * What answers to a query: deliveries by municipality, berichtgevercode and month (`amsterdam 2025-03`, each word
 * somewhere), records by a part of their registratienummer, and by BSN on all nine digits of it, never on fewer, so
 * that nobody is found by chance. Names start with what was asked for, because editors look for it there again.
 */
export function workspaceSymbolsOf(
  query: string,
  deliveries: readonly SearchedDelivery[],
  options: MessageOptions,
): WorkspaceSymbol[] {
  const wanted = trimPasted(query).toLowerCase();
  const found: WorkspaceSymbol[] = [];
  for (const delivery of deliveries) {
    if (delivery.analysis.choice.kind !== 'known') continue;
    const symbol = deliverySymbol(delivery, wanted, options);
    if (symbol) found.push(symbol);
  }
  if (wanted === '') return found;
  for (const delivery of deliveries) {
    const { analysis } = delivery;
    if (analysis.choice.kind !== 'known') continue;
    const records = recordsAnswering(analysis, trimPasted(query), MOST_SYMBOLS - found.length);
    const containerName = deliveryLabel(analysis, options);
    for (const [record, by] of records) {
      if (found.length >= MOST_SYMBOLS) return found;
      const range = toRange(analysis.source, rangeInText(analysis, record, record.range));
      const name = `${by} · ${recordLabel(analysis, record, options)}`;
      found.push({ name, kind: SymbolKind.Event, containerName, location: { uri: delivery.uri, range } });
    }
  }
  return found;
}

function deliverySymbol(
  { uri, analysis }: SearchedDelivery,
  wanted: string,
  options: MessageOptions,
): WorkspaceSymbol | undefined {
  const root = rootElement(analysis);
  if (!root) return undefined;
  const name = deliveryName(deliveryLabel(analysis, options), analysis.verslagmaand);
  if (!answersTo(name, wanted)) return undefined;
  return { name, kind: SymbolKind.Module, location: { uri, range: toRange(analysis.source, root.nameRange) } };
}

/**
 * At most `limit` records that answer to a query, and by which value; those that have exactly what was asked for come
 * first. Those that are not well-formed are in no group, so they are looked at themselves.
 */
function recordsAnswering(analysis: DeliveryAnalysis, query: string, limit: number): Map<Voorziening, string> {
  const wanted = query.toLowerCase();
  const bsn = isWholeBsn(wanted) ? wanted : undefined;
  const found = new Map<Voorziening, string>();
  const take = (record: Voorziening, by: string) => {
    if (found.size < limit && !found.has(record)) found.set(record, by);
  };
  const number = (record: Voorziening) => shownValue(analysis, record, 'registratienummer');
  if (bsn !== undefined) for (const record of analysis.recordsWith('bsn', bsn)) take(record, bsn);
  for (const record of analysis.recordsWith('registratienummer', query)) take(record, number(record));
  const answering = new Set<object>();
  for (const value of analysis.valuesOf('registratienummer')) {
    if (!value.toLowerCase().includes(wanted)) continue;
    for (const { owner } of analysis.recordsWith('registratienummer', value)) answering.add(owner);
  }
  for (const owner of analysis.ownersIn()) {
    if (found.size >= limit) break;
    if (analysis.isWellFormed(owner) && !answering.has(owner)) continue;
    for (const record of analysis.recordsOf(owner)) {
      if (bsn !== undefined && record.value('bsn') === bsn) take(record, bsn);
      else if (record.value('registratienummer')?.toLowerCase().includes(wanted)) take(record, number(record));
    }
  }
  return found;
}

/** A delivery by its label and by its month in digits. */
export function deliveryName(label: string, month: Month | undefined): string {
  return month === undefined ? label : `${label} · ${formatMonth(month, 'jjjj-mm')}`;
}

/** Each word of a query, in small letters, is somewhere in a name. */
export function answersTo(name: string, wanted: string): boolean {
  return pastedWords(wanted).every((word) => name.toLowerCase().includes(word));
}

export function isWholeBsn(wanted: string): boolean {
  return /^\d{9}$/.test(wanted);
}
