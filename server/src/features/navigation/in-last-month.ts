import type { LocationLink } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { matchRecords } from '../../engine/delivery/matching.ts';
import type { PreviousDelivery, RunningRecord } from '../../engine/delivery/previous-delivery.ts';
import type { Voorziening } from '../../engine/delivery/record.ts';
import { trimXml } from '../../engine/text/xml-whitespace.ts';

/**
 * Where the same record stands in the delivery of the month before: the whole of it, and the name in its start tag.
 * Known are the records that ran at the end of that month. They are the same by BSN, type and start date as SRG-I104
 * has it, or else by registratienummer, so that a record with a changed or half-typed value is found, too.
 */
export function inLastMonth(analysis: DeliveryAnalysis, record: Voorziening): LocationLink[] {
  const { previous, verslagmaand } = analysis;
  if (!previous || verslagmaand === undefined || previous.verslagmaand !== verslagmaand - 1) return [];
  const bsns = personsNear(previous, record);
  const running = bsns.flatMap((bsn) => previous.byBsn.get(bsn)).sort((a, b) => a.index - b.index);
  if (running.length === 0) return [];
  const old = matchRecords(running, recordsNear(analysis, record, bsns)).oldOf.get(record)?.old;
  return old ? [linkTo(old)] : [];
}

/** The person, and those who had the number last month. */
function personsNear({ bsnsByNumber }: PreviousDelivery, record: Voorziening): string[] {
  const bsns = new Set(bsnsByNumber.get(trimXml(record.value('registratienummer')) ?? ''));
  return [...bsns.add(trimXml(record.value('bsn')) ?? '')];
}

/** The record, and those that may belong to one of last month's rather than it does. */
function recordsNear(analysis: DeliveryAnalysis, record: Voorziening, bsns: readonly string[]): Voorziening[] {
  const near = new Set(bsns.flatMap((bsn) => analysis.recordsWith('bsn', bsn)));
  const number = record.value('registratienummer');
  if (number !== undefined) for (const one of analysis.recordsWith('registratienummer', number)) near.add(one);
  return [...near.add(record)];
}

function linkTo(record: RunningRecord): LocationLink {
  const { line, character, nameLength, endLine, endCharacter } = record;
  return {
    targetUri: record.file.uri,
    targetRange: {
      start: { line, character: character - '<'.length },
      end: { line: endLine, character: endCharacter },
    },
    targetSelectionRange: { start: { line, character }, end: { line, character: character + nameLength } },
  };
}
