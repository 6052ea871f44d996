import type { Fields, Voorziening } from '../delivery/record.ts';
import type { RecordConcept } from '../packs/pack.ts';
import { escapeText } from '../syntax/references.ts';
import type { TextRange } from '../text/text-range.ts';
import { trailingXmlSpace, trimXmlEnd } from '../text/xml-whitespace.ts';
import type { EditContext, OwnedEdit, RelatedPlace } from './rule.ts';

/**
 * A fix looks through the records that share a value with its own. Where they are more than this the file is wrong in
 * another way, and doing so for each of them would take too long, so that there is no fix.
 */
export const MOST_ALIKE = 1000;

/** Replaces the value of a concept that is there. */
export function replaceValue<C extends string>(fields: Fields<C>, concept: C, value: string): OwnedEdit {
  return { owner: fields.owner, ...fields.rangeOf(concept), newText: escapeText(value) };
}

/** Takes out an element with the white space before it. */
export function removeElement(context: EditContext, owner: object, range: TextRange): OwnedEdit {
  const before = context.textOf(owner).slice(0, range.start);
  return { owner, start: trimXmlEnd(before).length, end: range.end, newText: '' };
}

/** Takes out the element of a concept with the white space before it. */
export function removeConcept(context: EditContext, record: Voorziening, concept: RecordConcept): OwnedEdit {
  const range = context.treeOf(record.owner).range(record.nodeOf(concept));
  return removeElement(context, record.owner, range);
}

/** Takes out the record with the white space before it. */
export function removeRecord(context: EditContext, record: Voorziening): OwnedEdit {
  return removeElement(context, record.owner, record.range);
}

/** The white space that stands before an offset. */
export function spaceBefore(context: EditContext, owner: object, offset: number): string {
  return trailingXmlSpace(context.textOf(owner).slice(0, offset));
}

export function goTo(place: RelatedPlace) {
  return { title: { key: 'fix.goTo' }, edits: [], goTo: place } as const;
}
