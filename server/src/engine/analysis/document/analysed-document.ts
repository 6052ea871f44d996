import { Binder } from '../../delivery/binder.ts';
import type { DeliveryHeader } from '../../delivery/header.ts';
import type { Voorziening } from '../../delivery/record.ts';
import { namespaceInPlace, type PackChoice } from '../../packs/choose-pack.ts';
import type { Pack } from '../../packs/load-pack.ts';
import { containerPath } from '../../packs/places.ts';
import { repeatingNamesIn } from '../../syntax/document-scanner.ts';
import { NamespaceScope } from '../../syntax/namespaces.ts';
import type { NodeId } from '../../syntax/node-table.ts';
import type { Placeholders } from '../../syntax/placeholders/placeholders.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { recognise, type TemplateSign } from '../../templates/recognise.ts';
import type { SourceText } from '../../text/source-text.ts';
import { shift, type TextRange } from '../../text/text-range.ts';
import type { Steps } from '../../text/time-sliced.ts';
import type { AnalysisSettings } from '../analysis-settings.ts';
import { type AnySegment, NONE, RecordSegment } from './segment.ts';
import { SegmentIndex } from './segment-index.ts';
import { LARGE_SEGMENT, SegmentTrees } from './segment-trees.ts';

/** A segment of the document, for features that go through all of it. */
export interface SegmentView extends TextRange {
  readonly kind: 'header' | 'record' | 'trailer';
  /** What {@link AnalysedDocument.treeOf}, `textOf` and `startOf` take: the same object as long as the segment is the same. */
  readonly owner: object;
  /** End tags that belong in it are there, too. */
  readonly wellFormed: boolean;
  /** The typed records in it; none where it is not well-formed. */
  readonly records: readonly Voorziening[];
  /** Values of the header stand in it. */
  readonly holdsHeader: boolean;
  /** Another object when the mask over the records is another. */
  readonly validity: object;
}

/**
 * What a document consists of and where it stands: header, record and trailer segments with their trees and records.
 * These segments are the owners of findings and records; outside the analysis they are opaque.
 */
export abstract class AnalysedDocument {
  readonly choice: PackChoice;
  /** What makes a template of the document; undefined for a delivery. */
  readonly template: TemplateSign | undefined;
  /** What the placeholders of a template look like. */
  readonly placeholders: Placeholders | undefined;
  protected readonly segments: SegmentIndex;
  protected readonly trees: SegmentTrees;
  /** undefined where no pack is known. */
  protected readonly binder: Binder | undefined;

  constructor(
    readonly source: SourceText,
    protected readonly settings: AnalysisSettings,
    recognition = recognise(source, settings.packs, settings.templates),
  ) {
    this.segments = new SegmentIndex(source);
    const { choice, template, placeholders } = recognition;
    this.choice = choice;
    this.template = template;
    this.placeholders = placeholders;
    if (choice.kind === 'known') {
      const { pack, root, isSlip } = choice;
      const unresolvedNamespace = namespaceInPlace(choice);
      this.binder = new Binder(pack, { placeholders, unresolvedNamespace, ...(isSlip && { root: root.localName }) });
    }
    this.trees = new SegmentTrees(this.segments, this.binder?.shape);
  }

  abstract get header(): DeliveryHeader | undefined;

  get pack(): Pack {
    if (this.choice.kind !== 'known') throw new Error('a document without a pack has no pack');
    return this.choice.pack;
  }

  /** The packs that a document may be in, the user's own first. */
  get packs(): readonly Pack[] {
    return this.settings.packs;
  }

  /** It will be filled in before it is delivered: values with a placeholder are not checked. */
  get isTemplate(): boolean {
    return this.template !== undefined;
  }

  /** The placeholders of a template that touch a stretch of the text, in its order. */
  *placeholdersIn(start: number, end: number): Generator<TextRange> {
    const { header, trailer } = this.segments;
    if (!this.isTemplate || !header) return;
    for (const segment of [header, ...this.segments.between(start, end), ...(trailer ? [trailer] : [])]) {
      if (!segment.hasPlaceholders) continue;
      const tree = this.treeOf(segment);
      for (const node of tree.placeholders()) {
        const range = shift(tree.range(node), this.startOf(segment));
        if (range.start <= end && range.end >= start) yield range;
      }
    }
  }

  /** The records of the segment at an offset and of up to `count` segments on each side, the nearest first. */
  recordsNear(offset: number, count: number): Voorziening[] {
    const { segments } = this;
    const here = segments.at(offset);
    const near = [...(here ? readable(here) : NONE)];
    let before = here && segments.previous(here);
    let behind = here ? segments.next(here) : segments.first;
    for (let distance = 0; distance < count && (before || behind); distance++) {
      if (before) near.push(...readable(before));
      if (behind) near.push(...readable(behind));
      before = before && segments.previous(before);
      behind = behind && segments.next(behind);
    }
    return near;
  }

  get recordCount(): number {
    return this.segments.recordCount;
  }

  /** The index of a record in the document; -1 where it is not in there. */
  recordIndex(record: Voorziening): number {
    const segment = record.owner as RecordSegment;
    const place = segment.records.indexOf(record);
    return place < 0 ? -1 : this.segments.recordsBefore(segment) + place;
  }

  /** The records that touch a stretch of the text, in its order. */
  *recordsIn(start: number, end: number): Generator<Voorziening> {
    for (const segment of this.segments.between(start, end)) {
      const offset = this.startOf(segment);
      // Of what is not well-formed, rules know the records, and nobody else goes by them.
      for (const record of readable(segment)) {
        if (record.range.start + offset <= end && record.range.end + offset >= start) yield record;
      }
    }
  }

  /** Where a segment starts in the text. */
  startOf(owner: object): number {
    return this.segments.startOf(owner);
  }

  /** The segment that holds an offset, with its tree. */
  segmentAt(offset: number): { owner: object; tree: SyntaxTree; start: number; record: Voorziening | undefined } {
    const { header, trailer } = this.segments;
    const segment = this.segments.at(offset);
    if (segment && offset < this.segments.endOf(segment)) {
      const start = this.startOf(segment);
      const within = offset - start;
      const record = readable(segment).find(({ range }) => range.start <= within && within <= range.end);
      return { owner: segment, tree: this.treeOf(segment), start, record };
    }
    if (trailer && offset >= this.startOf(trailer)) {
      return {
        owner: trailer,
        tree: trailer.tree,
        start: this.startOf(trailer),
        record: undefined,
      };
    }
    return { owner: header, tree: header.tree, start: 0, record: undefined };
  }

  /** The segments that a stretch of the text touches, in their order, as far as they are parsed. */
  *segmentsIn(start: number, end: number): Generator<SegmentView> {
    const { header, trailer } = this.segments;
    if (!header) return;
    if (start <= header.length) yield this.view('header', header, header.wellFormed, NONE, this.header ?? header);
    for (const segment of this.segments.between(start, end)) {
      yield this.view('record', segment, segment.wellFormed, readable(segment), segment.applied);
    }
    if (!trailer || this.startOf(trailer) > end) return;
    yield this.view('trailer', trailer, trailer.wellFormed && trailer.unclosedElements.length === 0, NONE, trailer);
  }

  private view(
    kind: SegmentView['kind'],
    owner: AnySegment,
    wellFormed: boolean,
    records: SegmentView['records'],
    validity: object,
  ): SegmentView {
    const start = this.startOf(owner);
    const holdsHeader = kind === 'header' || (owner instanceof RecordSegment && owner.headerPart !== undefined);
    return { kind, owner, start, end: start + owner.length, wellFormed, records, holdsHeader, validity };
  }

  treeOf(owner: object): SyntaxTree {
    return this.trees.of(owner as AnySegment);
  }

  /** Makes the tree of a large segment in steps; {@link treeOf} gives it then. */
  *prepareTree(owner: object): Steps<void> {
    if ((owner as AnySegment).length > LARGE_SEGMENT) yield* this.trees.prepare(owner as AnySegment);
  }

  textOf(owner: object): string {
    return this.segments.textOf(owner);
  }

  /** The names, as they stand in the text, of the elements around the records, outermost first. */
  get openNames(): readonly string[] {
    return this.segments.header?.openElements?.names ?? [];
  }

  /** How an element that repeats around the records may be named in the text. */
  get repeatingNames(): readonly string[] {
    const openElements = this.segments.header?.openElements;
    if (!openElements || !this.binder) return NONE;
    return repeatingNamesIn(this.binder.shape, new NamespaceScope(openElements.namespaces, true));
  }

  ancestorsOf(owner: object): readonly string[] {
    if (this.choice.kind !== 'known' || owner === this.segments.header) return [];
    const container = containerPath(this.pack);
    return owner === this.segments.trailer ? container.slice(0, 1) : container;
  }

  /** The segments that touch `start`..`end`, in the order of the text; all of them without. */
  ownersIn(start?: number, end?: number): Iterable<object> {
    return start === undefined || end === undefined ? this.segments : this.segments.between(start, end);
  }

  isWellFormed(owner: object): boolean {
    return (owner as AnySegment).wellFormed;
  }

  /** The records of a segment; those of one that is not well-formed are bound on demand, with unvalidated values. */
  recordsOf(owner: object): readonly Voorziening[] {
    if (!(owner instanceof RecordSegment)) return [];
    if (owner.records.length > 0 || owner.wellFormed || !owner.isRepeatingElement) return owner.records;
    return this.binder!.bindRepeatingElement(this.treeOf(owner), owner.node, owner);
  }

  /** The element at a node repeats around the records, or is one. */
  isRepeatingElement(tree: SyntaxTree, node: NodeId): boolean {
    return this.binder?.shape.repeatingElements.some((element) => tree.isNamed(node, element)) === true;
  }

  /** The records in such an element as they stand in the text, half typed and unjudged: values may be no values at all. */
  unjudgedRecords(owner: object, tree: SyntaxTree, node: NodeId): readonly Voorziening[] {
    return this.binder?.bindRepeatingElement(tree, node, owner) ?? NONE;
  }

  /** The node of a record segment's own element in its tree; -1 for other segments. */
  elementOf(owner: object): NodeId {
    return owner instanceof RecordSegment ? owner.node : -1;
  }
}

/** The records of a segment that is well-formed. */
function readable({ wellFormed, records }: RecordSegment): readonly Voorziening[] {
  return wellFormed ? records : NONE;
}
