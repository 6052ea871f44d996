import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import type { DeliveryHeader } from '../delivery/header.ts';
import { verslagmaandOf } from '../delivery/verslagmaand.ts';
import { formatMessage, type Message, type MessageOptions } from '../messages/message.ts';
import { codeOf } from '../packs/load-pack.ts';
import type { Concept, HeaderConcept, RecordConcept } from '../packs/pack.ts';
import { nameOf } from '../packs/places.ts';
import { legible } from '../privacy/legible.ts';
import { shownBsn, shownText } from '../privacy/mask.ts';
import { collapseXml, trimXml } from '../text/xml-whitespace.ts';
import type { FieldValue } from './field-changes.ts';

/** What a pack may have the verslagmaand in. */
const MONTH_CONCEPTS = [
  'verslagmaand',
  'statistiekjaar',
  'statistiekmaand',
] as const satisfies readonly HeaderConcept[];

/** How much of a value is shown: what is valid is shorter. */
const LONGEST = 120;

/** The two deliveries that are told of, and how. */
export interface Telling {
  readonly old: DeliveryAnalysis;
  readonly now: DeliveryAnalysis;
  readonly options: MessageOptions;
}

export function say(message: Message, { options }: Telling): string {
  return formatMessage(message, options);
}

/** The name of the concept's element or attribute. */
export function fieldName(concept: Concept, { old, now }: Telling): string {
  return nameOf(now.pack, concept) || nameOf(old.pack, concept) || concept;
}

/** The short label of a code of either pack; the empty string where there is none. */
export function shortLabel(concept: Concept, code: string, { old, now }: Telling): string {
  return (codeOf(now.pack, concept, code) ?? codeOf(old.pack, concept, code))?.short ?? '';
}

/** A value of a record as the reader sees it. */
export function fieldText(concept: RecordConcept, { state, text }: FieldValue, telling: Telling): string {
  if (text === undefined) return say({ key: 'compare.value.absent' }, telling);
  const shown = short(shownField(concept, text, telling.options));
  if (state === 'invalid' && shown === '') return say({ key: 'compare.value.empty' }, telling);
  if (state === 'invalid') return say({ key: 'compare.value.invalid', parameters: { value: shown } }, telling);
  if (shown === '') return say({ key: 'compare.value.present' }, telling);
  const label = shortLabel(concept, text, telling);
  return label === '' ? shown : `${shown} ${label}`;
}

/** A value of a delivery's header as the reader sees it. */
export function headerText(concept: HeaderConcept, { header, pack }: DeliveryAnalysis, telling: Telling): string {
  if (concept === 'verslagmaand') return monthText(header, telling);
  if (!header || header.state(concept) === 'absent') return say({ key: 'compare.value.absent' }, telling);
  const text = trimXml(header.value(concept));
  if (text === undefined) return say({ key: 'compare.value.unknown' }, telling);
  const name = concept === 'gemeentecode' ? pack.gemeenten.get(text)?.naam : codeOf(pack, concept, text)?.label;
  const shown = short(shownText(text, telling.options));
  return name === undefined ? shown : `${shown} ${name}`;
}

function monthText(header: DeliveryHeader | undefined, telling: Telling): string {
  const month = header && verslagmaandOf(header);
  if (month !== undefined) return say({ key: 'compare.month', parameters: { month: { month } } }, telling);
  const isAbsent = MONTH_CONCEPTS.every((concept) => (header?.state(concept) ?? 'absent') === 'absent');
  return say({ key: isAbsent ? 'compare.value.absent' : 'compare.value.unknown' }, telling);
}

/** A value of a record for a reader who may see BSNs, or may not. */
export function shownField(concept: RecordConcept, text: string, options: MessageOptions): string {
  return concept === 'bsn' ? shownBsn(text, options) : shownText(text, options);
}

/** On one line and cut short. */
function short(text: string): string {
  const line = legible(collapseXml(text));
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
