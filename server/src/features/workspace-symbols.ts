import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { formatMonth } from '../delivery/day.ts';
import type { Voorziening } from '../delivery/record.ts';
import type { MessageOptions } from '../messages/message.ts';
import { deliveryLabel, rootElement } from './delivery-label.ts';
import { toRange } from './protocol-range.ts';
import { rangeInText, recordLabel, shownValue } from './record-label.ts';

/** A delivery to look in. */
export interface SearchedDelivery {
  readonly uri: string;
  readonly analysis: DeliveryAnalysis;
}

/** A list that nobody reads to its end; a longer query gives a shorter one. */
const MOST = 200;

/**
 * What answers to a query: deliveries by municipality, berichtgevercode and month (`amsterdam 2025-03`, each word
 * somewhere), records by a part of their voorzieningnummer, and by BSN on all nine digits of it, never on fewer, so
 * that nobody is found by chance. Names start with what was asked for, because editors look for it there again.
 */
export function workspaceSymbolsOf(
  query: string,
  deliveries: readonly SearchedDelivery[],
  options: MessageOptions,
): WorkspaceSymbol[] {
  const wanted = query.trim().toLowerCase();
  const found: WorkspaceSymbol[] = [];
  for (const delivery of deliveries) {
    if (delivery.analysis.choice.kind !== 'known') continue;
    const symbol = deliverySymbol(delivery, wanted, options);
    if (symbol) found.push(symbol);
  }
  if (wanted === '') return found;
  const isBsn = /^\d{9}$/.test(wanted);
  for (const delivery of deliveries) {
    const { analysis } = delivery;
    if (analysis.choice.kind !== 'known') continue;
    const records = new Map<Voorziening, string>();
    if (isBsn) for (const record of analysis.recordsWith('bsn', wanted)) records.set(record, wanted);
    for (const record of withNumber(analysis, query.trim(), MOST - found.length)) {
      if (!records.has(record)) records.set(record, shownValue(analysis, record, 'voorzieningnummer'));
    }
    const containerName = deliveryLabel(analysis, options);
    for (const [record, by] of records) {
      if (found.length >= MOST) return found;
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
  const { verslagmaand } = analysis;
  const month = verslagmaand === undefined ? '' : ` · ${formatMonth(verslagmaand)}`;
  const name = deliveryLabel(analysis, options) + month;
  if (!wanted.split(/\s+/).every((word) => name.toLowerCase().includes(word))) return undefined;
  return { name, kind: SymbolKind.Module, location: { uri, range: toRange(analysis.source, root.nameRange) } };
}

/** At most `limit` records whose voorzieningnummer holds the text, those that have exactly it first. */
function withNumber(analysis: DeliveryAnalysis, query: string, limit: number): Set<Voorziening> {
  const found = new Set(analysis.recordsWith('voorzieningnummer', query).slice(0, limit));
  const wanted = query.toLowerCase();
  for (const owner of analysis.ownersIn()) {
    for (const record of analysis.recordsOf(owner)) {
      if (found.size >= limit) return found;
      if (record.value('voorzieningnummer')?.toLowerCase().includes(wanted)) found.add(record);
    }
  }
  return found;
}
