import { type Range, SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-protocol';
import type { DeliveryIdentity } from '../../engine/delivery/delivery-identity.ts';
import type { RecordFacts } from '../../engine/delivery/record-facts.ts';
import type { MessageOptions } from '../../engine/messages/message.ts';
import { recordPaths } from '../../engine/packs/places.ts';
import { trimPasted } from '../../engine/text/pasted-space.ts';
import { labelOfDelivery } from '../delivery-label.ts';
import { labelOf } from '../record-label.ts';
import { answersTo, deliveryName, isWholeBsn } from './workspace-symbols.ts';

/** A delivery that no editor holds, by what its header says. */
export interface ClosedDelivery {
  readonly uri: string;
  readonly identity: DeliveryIdentity;
}

/** Queries with fewer characters find no records of files that nobody has open: nearly all would answer. */
const SHORTEST = 3;

/** What a query asks of records, in small letters; undefined where it is too short to ask that of closed files. */
export function wantedOfClosed(query: string): string | undefined {
  const wanted = trimPasted(query).toLowerCase();
  return wanted.length < SHORTEST ? undefined : wanted;
}

/** The delivery itself, where it answers to a query as one that is open would. */
export function closedDeliverySymbol(
  query: string,
  delivery: ClosedDelivery,
  options: MessageOptions,
): WorkspaceSymbol | undefined {
  const { line, character, length } = delivery.identity.root;
  const name = deliveryName(labelOfClosed(delivery, options), delivery.identity.verslagmaand);
  if (!answersTo(name, trimPasted(query).toLowerCase())) return undefined;
  const range: Range = { start: { line, character }, end: { line, character: character + length } };
  return { name, kind: SymbolKind.Module, location: { uri: delivery.uri, range } };
}

/**
 * The records that answer to a query: by a part of their registratienummer, and by BSN on all nine digits of it.
 * @param wanted see {@link wantedOfClosed}
 * @param limit no more than these; those that have exactly what was asked for come first
 */
export function closedRecordSymbols(
  wanted: string,
  delivery: ClosedDelivery,
  records: readonly RecordFacts[],
  limit: number,
  options: MessageOptions,
): WorkspaceSymbol[] {
  const isBsn = isWholeBsn(wanted);
  const exact: RecordFacts[] = [];
  const others: RecordFacts[] = [];
  for (const record of records) {
    if (isBsn && record.bsn === wanted) exact.push(record);
    else if (record.number.toLowerCase() === wanted) exact.push(record);
    else if (others.length < limit && record.number.toLowerCase().includes(wanted)) others.push(record);
  }
  const { pack } = delivery.identity;
  const containerName = labelOfClosed(delivery, options);
  const element = recordPaths(pack)[0]!.at(-1)!;
  return [...exact, ...others].slice(0, limit).map((record) => {
    const by = isBsn && record.bsn === wanted ? wanted : record.number;
    const range: Range = {
      start: { line: record.line, character: record.character },
      end: { line: record.endLine, character: record.endCharacter },
    };
    return {
      name: `${by} · ${labelOf(pack, { ...record, name: element }, options)}`,
      kind: SymbolKind.Event,
      containerName,
      location: { uri: delivery.uri, range },
    };
  });
}

function labelOfClosed({ identity }: ClosedDelivery, options: MessageOptions): string {
  return labelOfDelivery(
    identity.pack,
    identity.gemeentecode ?? identity.berichtgevercode,
    identity.verslagmaand,
    options,
  );
}
