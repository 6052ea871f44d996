import type { Voorziening } from '../../delivery/record.ts';
import type { RecordConcept } from '../../packs/pack.ts';
import { pathOfConcept } from '../../packs/places.ts';
import { meetsFacets } from '../../schema/facets.ts';
import { applyEdits, shift, type TextEdit } from '../../text/text-range.ts';
import { trimXml } from '../../text/xml-whitespace.ts';
import type { EditContext, OwnedEdit } from '../rule.ts';
import { typeAt } from '../technical/type-at.ts';
import { cut, spaceBefore } from './edits.ts';
import { giveValue } from './give-value.ts';

/** So many numbers are tried before giving up. */
const TRIES = 100_000;

/**
 * A registratienummer that the document does not hold yet: the old one with a number behind it or, where the schema
 * doesn't allow that, the next number. undefined where the record has none, or none such is to be had.
 */
export function freshNumber(context: EditContext, record: Voorziening): string | undefined {
  const old = trimXml(record.value('registratienummer'));
  const type = typeAt(context.pack, pathOfConcept(context.pack, 'registratienummer') ?? []);
  if (old === undefined || !type) return undefined;
  const longest = Number(type.facets.find(({ name }) => name === 'maxLength')?.value ?? Number.POSITIVE_INFINITY);
  const digits = /\d{0,15}$/.exec(old)![0];
  const behind = (n: number) => `${old.slice(0, Math.max(0, longest - `-${n}`.length))}-${n}`;
  const next = (n: number) => {
    const number = String(Number(digits) + n - 1).padStart(digits.length, '0');
    return `${old.slice(0, old.length - digits.length)}${number}`;
  };
  for (const candidate of [behind, next]) {
    for (let n = 2; n < TRIES && meetsFacets(candidate(n), type); n++) {
      if (context.recordsWith('registratienummer', candidate(n)).length === 0) return candidate(n);
    }
  }
  return undefined;
}

/** The text of the record with other values, or without the elements whose value is undefined. */
export function copyWith(
  context: EditContext,
  record: Voorziening,
  changes: ReadonlyMap<RecordConcept, string | undefined>,
): string {
  const tree = context.treeOf(record.owner);
  const edits: TextEdit[] = [];
  for (const [concept, value] of changes) {
    const node = record.nodeOf(concept);
    if (!record.has(concept) || tree.start(node) < record.range.start) continue;
    if (value === undefined) edits.push(cut(tree, record.owner, node));
    else edits.push(...(giveValue(tree, node, value) ?? []));
  }
  return copyOf(context, record, edits);
}

/** The text of the record after edits of its owner's text. */
export function copyOf(context: EditContext, record: Voorziening, edits: readonly TextEdit[]): string {
  const { start, end } = record.range;
  const text = context.textOf(record.owner).slice(start, end);
  return applyEdits(
    text,
    edits.map((edit) => ({ ...shift(edit, -start), newText: edit.newText })),
  );
}

/** Puts a record behind another, with as much white space before it. */
export function insertBehind(context: EditContext, record: Voorziening, text: string): OwnedEdit {
  const { start, end } = record.range;
  return { owner: record.owner, start: end, end, newText: spaceBefore(context, record.owner, start) + text };
}
