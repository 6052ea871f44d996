import { codesOf, type Pack } from '../../packs/load-pack.ts';
import type { ValueType } from '../../packs/notations.ts';
import {
  type Concept,
  HEADER_CONCEPTS,
  type HeaderConcept,
  isRecordConcept,
  RECORD_CONCEPTS,
  type RecordConcept,
  VALUE_TYPES,
} from '../../packs/pack.ts';
import { copyOf } from '../../text/copy-of.ts';
import { trimXml } from '../../text/xml-whitespace.ts';
import { notationAt, parseValue } from './value-notation.ts';

/** How the value of a concept is read in a pack. */
export interface FieldType {
  readonly type: ValueType;
  /**
   * The value in its one form: without white space around it, and a code as its list has it, whatever its leading
   * zeros. Empty where it means that there is none.
   */
  clean(text: string): string;
  /** The Day, Month, year or month of the year; undefined where the text is no such thing. */
  parse(text: string): number | undefined;
}

/** The concepts of a record or of a header, each with its place in an index and how a pack has it. */
export interface FieldTypes<C extends string> {
  readonly index: ReadonlyMap<C, number>;
  /** By the place in the index. */
  readonly types: readonly FieldType[];
}

const MADE = new WeakMap<Pack, { header: FieldTypes<HeaderConcept>; record: FieldTypes<RecordConcept> }>();

/** How a pack has the values of a header and those of a record; made once. */
export function fieldTypesOf(pack: Pack): {
  readonly header: FieldTypes<HeaderConcept>;
  readonly record: FieldTypes<RecordConcept>;
} {
  const known = MADE.get(pack);
  if (known) return known;
  const made = { header: typesOf(pack, HEADER_CONCEPTS), record: typesOf(pack, RECORD_CONCEPTS) };
  MADE.set(pack, made);
  return made;
}

/** A value of a concept in its one form, as {@link FieldType.clean} gives it. */
export function cleanValue(pack: Pack, concept: Concept, text: string): string {
  const { header, record } = fieldTypesOf(pack);
  return isRecordConcept(concept)
    ? record.types[record.index.get(concept)!]!.clean(text)
    : header.types[header.index.get(concept)!]!.clean(text);
}

function typesOf<C extends Concept>(pack: Pack, concepts: readonly C[]): FieldTypes<C> {
  return {
    index: new Map(concepts.map((concept, at) => [concept, at])),
    types: concepts.map((concept) => typeOf(pack, concept)),
  };
}

function typeOf(pack: Pack, concept: Concept): FieldType {
  const place = pack.manifest.concepts[concept];
  const notation = notationAt(pack, concept, undefined);
  const none = new Set(place?.none);
  const clean = VALUE_TYPES[concept] === 'code' ? codeCleaner(pack, concept) : trimmed;
  return {
    type: VALUE_TYPES[concept],
    clean: none.size === 0 ? clean : (text) => (none.has(trimmed(text)) ? '' : clean(text)),
    parse: notation ? (text) => parseValue(text, notation) : () => undefined,
  };
}

/** [wet] The width of codes that no list says it of. */
const WIDTHS: Partial<Record<Concept, number>> = { gemeentecode: 4, berichtgevercode: 4 };

/**
 * Gives a code as its list has it. Digits are compared at the list's width, where all its codes have the same: 3 is 03,
 * and 855 is 0855.
 */
function codeCleaner(pack: Pack, concept: Concept): FieldType['clean'] {
  const codes = codesOf(pack, concept)?.codes.map(({ code }) => code) ?? [];
  const forms = new Map(codes.map((code) => [code, code]));
  const width = widthOf(codes) ?? (codes.length === 0 ? WIDTHS[concept] : undefined);
  return (text) => {
    const known = forms.get(text);
    if (known !== undefined) return known;
    const value = trimmed(text);
    if (width === undefined || !/^\d+$/.test(value)) return forms.get(value) ?? value;
    const atWidth = value.replace(/^0+(?=\d)/, '').padStart(width, '0');
    return forms.get(atWidth) ?? atWidth;
  };
}

/** The width of codes that are digits and all equally wide. */
function widthOf(codes: readonly string[]): number | undefined {
  const [first] = codes;
  return codes.every((code) => /^\d+$/.test(code) && code.length === first!.length) ? first?.length : undefined;
}

/** V8 copies a shorter part of a text; a longer one it keeps as a view, and with it the whole text. */
const COPIED = 13;

/** The text without white space around it, and without holding on to the text that it was cut from. */
function trimmed(text: string): string {
  const value = trimXml(text);
  return value.length < COPIED ? value : copyOf(value);
}
