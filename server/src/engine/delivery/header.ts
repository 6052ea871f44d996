import type { ConceptOf, HeaderConcept } from '../packs/pack.ts';
import type { NodeId } from '../syntax/node-table.ts';
import type { TextRange } from '../text/text-range.ts';
import type { Month } from './day.ts';
import type { FieldState, Fields } from './record.ts';

/** The values of a header that stand in one segment. */
export type HeaderPart = Fields<HeaderConcept>;

/** A range, and what its offsets count from. */
export interface OwnedRange {
  readonly owner: object;
  readonly range: TextRange;
}

/**
 * The header of a delivery. Its values stand before the records, or where a pack has them beside or behind these, in
 * segments of their own.
 */
export class DeliveryHeader {
  /** The element that opens the document. */
  readonly main: HeaderPart;

  /** @param parts in the order of the text, that of the header segment first */
  constructor(readonly parts: readonly [HeaderPart, ...HeaderPart[]]) {
    this.main = parts[0];
  }

  /** The same without the mask of what the XSD refuses. */
  get asWritten(): DeliveryHeader {
    const [main, ...others] = this.parts;
    return new DeliveryHeader([main.under([]), ...others.map((part) => part.under([]))]);
  }

  /** The part that has a value; the first where none has. */
  partOf(concept: HeaderConcept): HeaderPart {
    return this.parts.find((part) => part.has(concept)) ?? this.main;
  }

  /** Where a value stands; the name of the root where there is none. */
  placeOf(concept: HeaderConcept): OwnedRange {
    const part = this.partOf(concept);
    return { owner: part.owner, range: part.rangeOf(concept) };
  }

  value(concept: HeaderConcept): string | undefined {
    return this.partOf(concept).value(concept);
  }

  month(concept: HeaderConcept & ConceptOf<'month'>): Month | undefined {
    return this.partOf(concept).month(concept);
  }

  part(concept: HeaderConcept & ConceptOf<'year' | 'monthNumber'>): number | undefined {
    return this.partOf(concept).part(concept);
  }

  state(concept: HeaderConcept): FieldState {
    return this.partOf(concept).state(concept);
  }

  has(concept: HeaderConcept): boolean {
    return this.partOf(concept).has(concept);
  }

  nodeOf(concept: HeaderConcept): NodeId {
    return this.partOf(concept).nodeOf(concept);
  }
}
