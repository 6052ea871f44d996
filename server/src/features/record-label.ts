import type { DeliveryAnalysis } from '../engine/analysis/delivery-analysis.ts';
import type { Voorziening } from '../engine/delivery/record.ts';
import { formatMessage, type MessageOptions } from '../engine/messages/message.ts';
import { codeOf, type Pack } from '../engine/packs/load-pack.ts';
import type { RecordConcept } from '../engine/packs/pack.ts';
import { shownText } from '../engine/privacy/mask.ts';
import { shift, type TextRange } from '../engine/text/text-range.ts';
import { collapseXml, trimXml } from '../engine/text/xml-whitespace.ts';

/** A value that ought to be some characters long may be a whole record where a tag is missing. */
const LONGEST = 40;

/** The values that a record is known by, as they are shown; empty where there is none. */
export interface LabelValues {
  readonly type: string;
  readonly start: string;
  readonly end: string;
  /** Of the record's element, which stands for a type that is not there. */
  readonly name: string;
}

/** A record in a few words: `LKS P-wet · 2025-01-01 → loopt`. Values that the XSD refuses are told as they stand. */
export function recordLabel(analysis: DeliveryAnalysis, record: Voorziening, options: MessageOptions): string {
  const name = analysis.source.slice(...absolute(analysis, record, record.nameRange));
  const values = {
    type: shownValue(analysis, record, 'typeVoorziening'),
    start: shownValue(analysis, record, 'begindatum'),
    end: shownValue(analysis, record, 'einddatum'),
    name: name.slice(name.indexOf(':') + 1),
  };
  return labelOf(analysis.pack, values, options);
}

/** By what a user finds a record: its number in the delivery, from 1, and its registratienummer. */
export function recordNumber(analysis: DeliveryAnalysis, record: Voorziening, options: MessageOptions): string {
  const number = shownText(trimXml(record.value('registratienummer') ?? ''), options);
  return [`${analysis.recordIndex(record) + 1}`, number].filter(Boolean).join(' · ');
}

/** The same of values. */
export function labelOf(pack: Pack, { type, start, end, name }: LabelValues, options: MessageOptions): string {
  const what = codeOf(pack, 'typeVoorziening', type)?.short || type || name;
  return [what, period(pack, start, end, options)].filter(Boolean).join(' · ');
}

function period(pack: Pack, start: string, end: string, options: MessageOptions): string {
  if (start === '' && end === '') return '';
  if (pack.manifest.concepts.einddatum === undefined) return start;
  return `${start || '?'} → ${end || formatMessage({ key: 'period.running' }, options)}`;
}

/** The value as a user sees it, in one line; empty where there is none. */
export function shownValue(analysis: DeliveryAnalysis, record: Voorziening, concept: RecordConcept): string {
  const state = record.state(concept);
  if (state === 'absent') return '';
  const line = collapseXml(record.value(concept) ?? writtenValue(analysis, record, concept));
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

/** A value that was refused as it stands; an empty element has its name for a place. */
function writtenValue(analysis: DeliveryAnalysis, record: Voorziening, concept: RecordConcept): string {
  const [start, end] = absolute(analysis, record, record.rangeOf(concept));
  return analysis.source.slice(start - 1, start) === '<' ? '' : analysis.source.slice(start, end);
}

/** A range of a record in the text. */
export function rangeInText(analysis: DeliveryAnalysis, record: Voorziening, range: TextRange): TextRange {
  return shift(range, analysis.startOf(record.owner));
}

function absolute(analysis: DeliveryAnalysis, record: Voorziening, range: TextRange): [start: number, end: number] {
  const { start, end } = rangeInText(analysis, record, range);
  return [start, end];
}
