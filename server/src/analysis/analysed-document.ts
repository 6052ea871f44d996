import { Binder } from '../delivery/binder.ts';
import type { PreviousDelivery } from '../delivery/previous-delivery.ts';
import type { Leveringgegevens, Voorziening } from '../delivery/record.ts';
import type { PackChoice } from '../packs/choose-pack.ts';
import { type Pack, unitPath } from '../packs/load-pack.ts';
import type { RuleSettings } from '../rules/registry.ts';
import type { SchematronFile } from '../schematron/schematron-file.ts';
import { DocumentScanner } from '../syntax/document-scanner.ts';
import type { NodeId } from '../syntax/node-table.ts';
import type { Placeholders } from '../syntax/placeholders/placeholders.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { SourceText } from '../text/source-text.ts';
import { shift, type TextRange } from '../text/text-range.ts';
import { type Head, Item, NONE, type Tail } from './parts/part.ts';
import { Parts } from './parts/parts.ts';
import { recognise, type TemplateSettings, type TemplateSign } from './recognise.ts';

export interface AnalysisSettings {
  readonly packs: readonly Pack[];
  readonly rules: RuleSettings;
  /** The berichtgevercodes that the user expects; empty for any known one. */
  readonly berichtgevers: readonly string[];
  /** The delivery of the month before, where there is one to begin with; see `setPrevious`. */
  readonly previous?: PreviousDelivery | undefined;
  /** Without it, no name makes a template of a document, and placeholders are the common ones. */
  readonly templates?: TemplateSettings;
  /** The rules of the user's own; see `setSchematron`. */
  readonly schematron?: readonly SchematronFile[];
}

/** A part of the document as those see it who go through all of it: the head, an item or the tail. */
export interface PartView extends TextRange {
  readonly kind: 'head' | 'item' | 'tail';
  /** What {@link AnalysedDocument.treeOf}, `textOf` and `startOf` take; the same object as long as the part is the same. */
  readonly owner: object;
  /** The form of its elements is sound, the end tags that belong in it among them. */
  readonly sound: boolean;
  /** The typed records in it; none where it is not sound. */
  readonly records: readonly Voorziening[];
  /** Another object when the schema judges other values in the part to be sound. */
  readonly judgement: object;
}

/** Trees made on demand are kept for as many items. */
const KEPT_TREES = 64;

/**
 * What a document consists of, and what stands where in it: head, items and tail, with their trees and records. Owners
 * of findings and records are such parts, opaque to all outside the analysis.
 */
export abstract class AnalysedDocument {
  readonly choice: PackChoice;
  /** What makes a template of the document; undefined for a delivery. */
  readonly template: TemplateSign | undefined;
  /** What the placeholders of a template look like. */
  readonly placeholders: Placeholders | undefined;
  protected readonly parts: Parts;
  /** undefined where no pack is known. */
  protected readonly binder: Binder | undefined;
  /** Of items, made on demand. */
  protected readonly trees = new Map<Item, SyntaxTree>();

  constructor(
    readonly source: SourceText,
    protected readonly settings: AnalysisSettings,
  ) {
    this.parts = new Parts(source);
    const { choice, template, placeholders } = recognise(source, settings.packs, settings.templates);
    this.choice = choice;
    this.template = template;
    this.placeholders = placeholders;
    if (choice.kind === 'known') this.binder = new Binder(choice.pack, choice.root.prefix, placeholders);
  }

  abstract get header(): Leveringgegevens | undefined;

  get pack(): Pack {
    if (this.choice.kind !== 'known') throw new Error('a document without a pack has no pack');
    return this.choice.pack;
  }

  /** The packs that a document may be in, the user's own first. */
  get packs(): readonly Pack[] {
    return this.settings.packs;
  }

  /** It is filled in before it becomes a delivery: values that hold a placeholder are not looked at. */
  get isTemplate(): boolean {
    return this.template !== undefined;
  }

  /** The placeholders of a template that touch a stretch of the text, in its order. */
  *placeholdersIn(start: number, end: number): Generator<TextRange> {
    const { head, tail } = this.parts;
    if (!this.isTemplate || !head) return;
    for (const part of [head, ...this.parts.between(start, end), ...(tail ? [tail] : [])]) {
      if (!part.hasPlaceholders) continue;
      const tree = this.treeOf(part);
      for (const node of tree.placeholders()) {
        const range = shift(tree.range(node), this.startOf(part));
        if (range.start <= end && range.end >= start) yield range;
      }
    }
  }

  /** The records around an offset, the nearest first: those of at most `count` items before it, and behind it. */
  recordsNear(offset: number, count: number): Voorziening[] {
    const { parts } = this;
    const here = parts.at(offset);
    const near = [...(here?.records ?? [])];
    let before = here && parts.previous(here);
    let behind = here ? parts.next(here) : parts.first;
    for (let distance = 0; distance < count && (before || behind); distance++) {
      if (before) near.push(...before.records);
      if (behind) near.push(...behind.records);
      before = before && parts.previous(before);
      behind = behind && parts.next(behind);
    }
    return near;
  }

  get recordCount(): number {
    return this.parts.recordCount;
  }

  /** The place of a record among all records, from 0; -1 where it is not in the document. */
  recordIndex(record: Voorziening): number {
    const item = record.owner as Item;
    const place = item.records.indexOf(record);
    return place < 0 ? -1 : this.parts.recordsBefore(item) + place;
  }

  /** The records that touch a stretch of the text, in its order. */
  *recordsIn(start: number, end: number): Generator<Voorziening> {
    for (const item of this.parts.between(start, end)) {
      const offset = this.startOf(item);
      for (const record of item.records) {
        if (record.range.start + offset <= end && record.range.end + offset >= start) yield record;
      }
    }
  }

  /** Where a part starts in the text. */
  startOf(owner: object): number {
    return this.parts.startOf(owner);
  }

  /** The part that holds an offset, with its tree. */
  partAt(offset: number): { owner: object; tree: SyntaxTree; start: number; record: Voorziening | undefined } {
    const { head, tail } = this.parts;
    const item = this.parts.at(offset);
    if (item && offset < this.parts.endOf(item)) {
      const start = this.startOf(item);
      const within = offset - start;
      const record = item.records.find(({ range }) => range.start <= within && within <= range.end);
      return { owner: item, tree: this.treeOf(item), start, record };
    }
    if (tail && offset >= this.startOf(tail)) {
      return { owner: tail, tree: tail.tree, start: this.startOf(tail), record: undefined };
    }
    return { owner: head, tree: head.tree, start: 0, record: undefined };
  }

  /** The parts that a stretch of the text touches, in their order; of one that is being scanned those that are known. */
  *partsIn(start: number, end: number): Generator<PartView> {
    const { head, tail } = this.parts;
    if (!head) return;
    if (start <= head.length) yield this.view('head', head, head.sound, NONE, this.header ?? head);
    for (const item of this.parts.between(start, end)) {
      yield this.view('item', item, item.sound, item.records, item.applied);
    }
    if (!tail || this.startOf(tail) > end) return;
    yield this.view('tail', tail, tail.sound && tail.unclosedFrames.length === 0, NONE, tail);
  }

  private view(
    kind: PartView['kind'],
    owner: Head | Item | Tail,
    sound: boolean,
    records: PartView['records'],
    judgement: object,
  ): PartView {
    const start = this.startOf(owner);
    return { kind, owner, start, end: start + owner.length, sound, records, judgement };
  }

  treeOf(owner: object): SyntaxTree {
    if (!(owner instanceof Item)) return (owner as Head | Tail).tree;
    const known = this.trees.get(owner);
    if (known) return known;
    const scanner = new DocumentScanner(this.textOf(owner), this.binder!.shape, 0, this.parts.head.frame);
    const { tree } = scanner.nextItem()!;
    if (this.trees.size >= KEPT_TREES) this.trees.delete(this.trees.keys().next().value!);
    this.trees.set(owner, tree);
    return tree;
  }

  textOf(owner: object): string {
    return this.parts.textOf(owner);
  }

  ancestorsOf(owner: object): readonly string[] {
    if (this.choice.kind !== 'known' || owner === this.parts.head) return [];
    const container = unitPath(this.pack.manifest).slice(0, -1);
    return owner === this.parts.tail ? container.slice(0, 1) : container;
  }

  /** The items that touch `start`..`end`, in the order of the text; all of them without. */
  ownersIn(start?: number, end?: number): Iterable<object> {
    return start === undefined || end === undefined ? this.parts : this.parts.between(start, end);
  }

  /** The records of an item; those of one that is not sound are bound for the asking, and their values not judged. */
  recordsOf(owner: object): readonly Voorziening[] {
    if (!(owner instanceof Item)) return [];
    if (owner.records.length > 0 || owner.sound || !owner.isUnit) return owner.records;
    return this.binder!.bindUnit(this.treeOf(owner), owner.node, owner);
  }

  /** The node of an item's own element, in the item's tree. */
  elementOf(owner: object): NodeId {
    return owner instanceof Item ? owner.node : -1;
  }
}
