import type { InlayHint } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { DeliveryHeader } from '../../engine/delivery/header.ts';
import type { Fields, Voorziening } from '../../engine/delivery/record.ts';
import { formatMessage, type Message, type MessageOptions } from '../../engine/messages/message.ts';
import { codeOf } from '../../engine/packs/load-pack.ts';
import { type Concept, HEADER_CONCEPTS, RECORD_CONCEPTS } from '../../engine/packs/pack.ts';
import { NodeKind } from '../../engine/syntax/node-table.ts';
import type { TextRange } from '../../engine/text/text-range.ts';
import { trimXml } from '../../engine/text/xml-whitespace.ts';
import { documentedValue } from '../documented-value.ts';
import { sentenceOf } from '../hover/dates.ts';
import { MARKDOWN } from '../hover/markup.ts';
import { isLongLine } from './long-line.ts';
import { periodLength } from './period-length.ts';

/** Which kinds of hints to give: `srg.inlayHints`. */
export interface InlayHintSettings {
  /** The short label behind a code. */
  readonly codes: boolean;
  /** How long a voorziening lasts, at its end date. */
  readonly periods: boolean;
  /** "loopt", at the start date of one without an end date. */
  readonly running: boolean;
  /** The municipality behind the gemeentecode. */
  readonly berichtgever: boolean;
}

export interface InlayHintOptions extends MessageOptions {
  readonly hints: InlayHintSettings;
}

/** No editor shows more at once, but some ask for the whole file. */
const MOST = 1_500;

/** The hints in a stretch of the text, in its order; none on very long lines. */
export function inlayHintsIn(analysis: DeliveryAnalysis, range: TextRange, options: InlayHintOptions): InlayHint[] {
  if (analysis.choice.kind !== 'known') return [];
  const { source } = analysis;
  const hints = new Map<number, InlayHint>();
  const add = (place: number, label: string, tooltip: string) => {
    if (place < range.start || place > range.end || hints.has(place) || label === '') return;
    const position = source.positionAt(place);
    if (isLongLine(source, position.line)) return;
    hints.set(place, {
      position,
      label,
      tooltip: { kind: MARKDOWN.kind, value: tooltip },
      paddingLeft: true,
    });
  };
  if (analysis.header) hintHeader(analysis, analysis.header, options, add);
  for (const { owner, end } of analysis.segmentsIn(range.start, range.end)) {
    if (isLongLine(source, source.positionAt(end).line)) continue;
    for (const record of analysis.recordsOf(owner)) hintRecord(analysis, record, options, add);
    if (hints.size >= MOST) break;
  }
  return [...hints.keys()]
    .sort((a, b) => a - b)
    .slice(0, MOST)
    .map((place) => hints.get(place)!);
}

type Add = (place: number, label: string, tooltip: string) => void;

function hintHeader(analysis: DeliveryAnalysis, header: DeliveryHeader, options: InlayHintOptions, add: Add): void {
  if (options.hints.codes) for (const part of header.parts) hintCodes(analysis, part, HEADER_CONCEPTS, add);
  const code = header.value('gemeentecode');
  const known = code === undefined ? undefined : analysis.pack.gemeenten.get(code);
  if (!options.hints.berichtgever || !known) return;
  const { naam, provincie } = known;
  const tooltip = provincie ? formatMessage({ key: 'hover.gemeente', parameters: { naam, provincie } }, options) : naam;
  add(placeBehind(analysis, header.partOf('gemeentecode'), 'gemeentecode'), naam, MARKDOWN.text(tooltip));
}

function hintRecord(analysis: DeliveryAnalysis, record: Voorziening, options: InlayHintOptions, add: Add): void {
  const { hints } = options;
  if (hints.codes) hintCodes(analysis, record, RECORD_CONCEPTS, add);
  const start = record.day('begindatum');
  if (start === undefined || analysis.pack.manifest.concepts.einddatum === undefined) return;
  const end = record.day('einddatum');
  const say = (message: Message) => formatMessage(message, options);
  if (end === undefined) {
    if (!hints.running || !record.lacks('einddatum')) return;
    const tooltip = say(sentenceOf(start, undefined));
    add(placeBehind(analysis, record, 'begindatum'), say({ key: 'period.running' }), tooltip);
  } else if (hints.periods && start <= end) {
    const tooltip = say(sentenceOf(start, end));
    add(placeBehind(analysis, record, 'einddatum'), periodLength(start, end, options), tooltip);
  }
}

function hintCodes<C extends Concept>(
  analysis: DeliveryAnalysis,
  fields: Fields<C>,
  concepts: readonly C[],
  add: Add,
): void {
  const { pack } = analysis;
  for (const concept of concepts) {
    const value = trimXml(fields.value(concept));
    if (value === undefined) continue;
    const documentation = documentedValue(pack, concept, value);
    if (documentation !== undefined) {
      add(placeBehind(analysis, fields, concept), documentation.split('. ')[0]!, MARKDOWN.text(documentation));
      continue;
    }
    const code = codeOf(pack, concept, value);
    if (!code) continue;
    const tooltip = [MARKDOWN.strong(`${code.code} · ${code.label}`), MARKDOWN.text(code.description)]
      .filter(Boolean)
      .join('\n\n');
    add(placeBehind(analysis, fields, concept), code.short || code.label, tooltip);
  }
}

/** Behind the value; behind the quote where the value is an attribute's. */
function placeBehind<C extends Concept>(analysis: DeliveryAnalysis, fields: Fields<C>, concept: C): number {
  const end = fields.rangeOf(concept).end + analysis.startOf(fields.owner);
  const isAttribute = analysis.treeOf(fields.owner).kind(fields.nodeOf(concept)) === NodeKind.Attribute;
  return isAttribute && /["']/.test(analysis.source.slice(end, end + 1)) ? end + 1 : end;
}
