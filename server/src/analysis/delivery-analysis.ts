import { Binder } from '../delivery/binder.ts';
import type { Month } from '../delivery/day.ts';
import type { Leveringgegevens, Voorziening } from '../delivery/record.ts';
import type { Message } from '../messages/message.ts';
import { choosePack, type PackChoice } from '../packs/choose-pack.ts';
import { type Pack, unitPath } from '../packs/load-pack.ts';
import type { RecordConcept } from '../packs/pack.ts';
import { activeRules, type RuleSettings, ruleOf } from '../rules/registry.ts';
import type { Draft, Finding, Fix, FixContext, GroupKey, Rule, RuleCode, RuleContext } from '../rules/rule.ts';
import { draftOfSyntaxProblem } from '../rules/technical/t001-welgevormd.ts';
import { draftOfIssue } from '../rules/technical/t002-schema.ts';
import { draftOfUnknownFormat, fixesOfUnknownFormat } from '../rules/technical/t005-onbekend-formaat.ts';
import { DocumentScanner } from '../syntax/document-scanner.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { SourceText } from '../text/source-text.ts';
import { GROUP_KEYS, Groups } from './groups.ts';
import { append, Head, Item, Tail } from './part.ts';
import { Parts } from './parts.ts';
import { type MadeEdit, rescan } from './rescan.ts';
import { lastElement, SchemaJudge } from './schema-judge.ts';
import { StaleGroups } from './stale-groups.ts';
import { addsFinding } from './what-if.ts';

export interface AnalysisSettings {
  readonly packs: readonly Pack[];
  readonly rules: RuleSettings;
  /** The berichtgevercodes that the user expects; empty for any known one. */
  readonly berichtgevers: readonly string[];
}

/** Counts of work: items scanned, texts judged by the XSD, records and groups that rules ran over. */
export interface Work {
  scanned: number;
  chunks: number;
  ruled: number;
  groups: number;
}

/** Trees made on demand are kept for as many items. */
const KEPT_TREES = 64;

/**
 * All that is known of one document, made in steps: scan, judge by the XSD, bind to typed records, apply the rules.
 * What it knows is complete when {@link run} has given true.
 */
export class DeliveryAnalysis implements RuleContext {
  /** How much work was done since it was last set to nothing: told, not timed, in tests and in the bench. */
  readonly work: Work = { scanned: 0, chunks: 0, ruled: 0, groups: 0 };
  readonly choice: PackChoice;
  private readonly opening: Generator<void, void>;
  private finished = false;

  private readonly parts: Parts;
  private binder: Binder | undefined;
  private judge: SchemaJudge | undefined;
  private readonly groups = new Groups();
  private recordPlaces: Map<Voorziening, number> | undefined;
  private readonly trees = new Map<Item, SyntaxTree>();
  header: Leveringgegevens | undefined;
  /** Of the header, once the schema has judged it. */
  verslagmaand: Month | undefined;

  /**
   * @param encodingProblem a contradiction between the bytes and the declaration, found while decoding
   */
  constructor(
    readonly source: SourceText,
    private readonly settings: AnalysisSettings,
    private readonly encodingProblem?: Message,
  ) {
    const text = source.toString();
    this.parts = new Parts(source);
    this.choice = choosePack(text, settings.packs);
    this.opening = this.steps(text);
  }

  /** Goes on until `pause` says so, asked some times a millisecond; true when everything is known. */
  run(pause: () => boolean = () => false): boolean {
    while (!this.finished) {
      this.finished = this.opening.next().done ?? false;
      if (!this.finished && pause()) return false;
    }
    return true;
  }

  /**
   * Takes in an edit that the source text has been through. Only what it touches is looked at again, and the records
   * that have a value in common with that.
   * @returns false where everything has to be known anew: make another analysis
   */
  edited(edit: MadeEdit): boolean {
    if (!this.finished || !this.binder || !this.judge || !this.pack.judgesInChunks) return false;
    const wasEmpty = this.parts.items.length === 0;
    const change = rescan(this.parts, this.binder, edit);
    if (!change) return false;
    const { removed, added, first, tailChanged } = change;
    this.work.scanned += added.length;
    this.recordPlaces = undefined;
    const stale = new StaleGroups(this.groups);
    for (const item of removed) {
      this.trees.delete(item);
      for (const record of item.records) stale.remove(record);
    }
    for (const item of added) this.reportProblems(item);
    for (let at = first; at < first + added.length; ) at = this.judgeItems(at, first + added.length);
    // A missing end tag of the frame belongs at the end of the text, which every edit moves.
    const framesOpen = this.parts.tail!.unclosedFrames.length > 0;
    if (tailChanged || framesOpen || wasEmpty || this.parts.items.length === 0) this.refreshFrame();
    const rules = activeRules(this.pack, this.settings.rules);
    for (const item of added) this.applyToItem(item, rules, (record) => stale.add(record));
    for (const [key, value] of stale.all()) this.refreshGroup(key, value, rules);
    return true;
  }

  get done(): boolean {
    return this.finished;
  }

  get pack(): Pack {
    if (this.choice.kind !== 'known') throw new Error('a document without a pack has no pack');
    return this.choice.pack;
  }

  get expectedBerichtgevers(): readonly string[] {
    return this.settings.berichtgevers;
  }

  recordsWith(group: GroupKey, value: string): readonly Voorziening[] {
    return this.groups.get(group, value);
  }

  get recordCount(): number {
    let count = 0;
    for (const item of this.parts.items) count += item.records.length || (item.isUnit ? 1 : 0);
    return count;
  }

  /** The place of a record among all records, from 0. */
  recordIndex(record: Voorziening): number {
    this.recordPlaces ??= this.placesOfRecords();
    return this.recordPlaces.get(record) ?? -1;
  }

  private placesOfRecords(): Map<Voorziening, number> {
    const places = new Map<Voorziening, number>();
    let place = 0;
    for (const item of this.parts.items) {
      for (const record of item.records) places.set(record, place++);
      if (item.records.length === 0 && item.isUnit) place++;
    }
    return places;
  }

  /** All findings, in no order. */
  *findings(): Generator<Finding> {
    const { head, items, tail } = this.parts;
    yield* head.findings;
    for (const item of items) {
      yield* item.findings;
      yield* item.groupFindings;
    }
    if (tail) yield* tail.findings;
  }

  /** The findings that touch a stretch of the text. */
  *findingsIn(start: number, end: number): Generator<Finding> {
    const { head, items, tail } = this.parts;
    const first = Math.max(0, this.parts.indexAt(start) - 1);
    const near = items.slice(first, this.parts.indexAt(end) + 2);
    for (const part of [head, ...near, ...(tail ? [tail] : [])]) {
      const offset = this.startOf(part);
      for (const finding of part instanceof Item ? [...part.findings, ...part.groupFindings] : part.findings) {
        if (finding.range.start + offset <= end && finding.range.end + offset >= start) yield finding;
      }
    }
  }

  /** Where a part starts in the text. */
  startOf(owner: object): number {
    return this.parts.startOf(owner);
  }

  /** The part that holds an offset, with its tree. */
  partAt(offset: number): { owner: object; tree: SyntaxTree; start: number; record: Voorziening | undefined } {
    const { head, tail, items } = this.parts;
    const item = items[this.parts.indexAt(offset)];
    const start = item ? this.startOf(item) : 0;
    if (item && offset < start + item.length) {
      const within = offset - start;
      const record = item.records.find(({ range }) => range.start <= within && within <= range.end);
      return { owner: item, tree: this.treeOf(item), start, record };
    }
    if (tail && offset >= head.length) {
      return { owner: tail, tree: tail.tree, start: this.startOf(tail), record: undefined };
    }
    return { owner: head, tree: head.tree, start: 0, record: undefined };
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

  /** Ways to put a finding right; none while the analysis is not done. */
  fixesOf(finding: Finding): Fix[] {
    if (!this.finished) return [];
    if (finding.code === 'SRG-T005' && this.choice.kind === 'unknown') {
      return fixesOfUnknownFormat(this.choice.root, this.parts.head.tree, this.settings.packs, this.parts.head);
    }
    if (this.choice.kind !== 'known') return [];
    const rules = activeRules(this.pack, this.settings.rules);
    const context: FixContext = {
      pack: this.pack,
      header: this.header,
      verslagmaand: this.verslagmaand,
      expectedBerichtgevers: this.expectedBerichtgevers,
      recordsWith: (group, value) => this.recordsWith(group, value),
      treeOf: (owner) => this.treeOf(owner),
      textOf: (owner) => this.textOf(owner),
      ancestorsOf: (owner) => this.ancestorsOf(owner),
      wouldAdd: (record, changes: ReadonlyMap<RecordConcept, string | undefined>) =>
        addsFinding(rules, record, changes, this),
    };
    return ruleOf(finding.code).fixes?.(finding, context) ?? [];
  }

  private *steps(text: string): Generator<void, void> {
    const { choice } = this;
    if (choice.kind !== 'known') {
      this.parts.head = new Head(new DocumentScanner(text, undefined).scanHead());
      this.addOutsideFindings();
      return;
    }
    this.binder = new Binder(choice.pack, choice.root.prefix);
    yield* this.scan(text, this.binder);
    const { items } = this.parts;
    for (const item of items) {
      this.reportProblems(item);
      if (item.index % 200 === 0) yield;
    }
    this.judge = this.makeJudge();
    this.refreshFrame();
    yield;
    for (let at = 0; at < items.length; ) {
      at = this.judgeItems(at, items.length);
      yield;
    }
    yield* this.applyRules(activeRules(choice.pack, this.settings.rules));
  }

  private *scan(text: string, binder: Binder): Generator<void, void> {
    const { parts } = this;
    const scanner = new DocumentScanner(text, binder.shape);
    parts.head = new Head(scanner.scanHead());
    if (!parts.head.frame) return;
    for (let fragment = scanner.nextItem(); fragment; fragment = scanner.nextItem()) {
      const item = new Item(fragment, parts.items.length);
      if (fragment.isUnit && fragment.sound) item.records = binder.bindUnit(fragment.tree, fragment.node, item);
      parts.push(item, fragment.start);
      if (item.index % 50 === 0) yield;
    }
    parts.tail = new Tail(scanner.scanTail());
    this.work.scanned += parts.items.length;
  }

  private makeJudge(): SchemaJudge {
    return new SchemaJudge(
      { pack: this.pack, parts: this.parts, treeOf: (item) => this.treeOf(item) },
      (part, issue) => {
        const tree = part instanceof Item ? this.treeOf(part) : part.tree;
        this.add(part, 'SRG-T002', draftOfIssue(issue, tree, this.pack), this.recordAt(part, issue.range.start));
        if (issue.kind === 'value' || issue.kind === 'unexpectedElement') this.invalidate(part, issue.node);
      },
      (part, sentence) => {
        const range = part instanceof Item ? this.treeOf(part).nameRange(part.node) : { start: 0, end: 1 };
        this.add(part, 'SRG-T001', { range, message: { key: 'SRG-T001.unreadable', parameters: { sentence } } });
      },
    );
  }

  private judgeItems(from: number, to: number): number {
    this.work.chunks++;
    return this.judge!.judgeItems(from, to);
  }

  /** Judges head and tail, and makes the header of what the schema leaves of it. */
  private refreshFrame(): void {
    const { head, tail } = this.parts;
    head.clearFindings();
    tail?.clearFindings();
    this.header = this.binder!.bindHeader(head.tree, head);
    this.reportProblems(head);
    if (tail) this.reportProblems(tail);
    this.reportUnclosedFrames();
    this.reportEncoding();
    this.judge!.judgeFrame();
    this.verslagmaand = this.header?.month('verslagmaand');
    if (!this.header) return;
    for (const rule of activeRules(this.pack, this.settings.rules)) {
      rule.checkHeader?.(this.header, this, (draft) => this.add(head, rule.code, draft));
    }
  }

  private *applyRules(rules: readonly Rule[]): Generator<void, void> {
    for (const item of this.parts.items) {
      this.applyToItem(item, rules, (record) => this.groups.add(record));
      if (item.index % 200 === 0) yield;
    }
    let count = 0;
    for (const key of GROUP_KEYS) {
      for (const [value, records] of this.groups.all(key)) {
        this.applyToGroup(key, value, records, rules);
        if (count++ % 200 === 0) yield;
      }
    }
  }

  private applyToItem(item: Item, rules: readonly Rule[], take: (record: Voorziening) => void): void {
    for (const record of item.records) {
      this.work.ruled++;
      take(record);
      for (const rule of rules) {
        rule.checkRecord?.(record, this, (draft) => this.add(item, rule.code, draft, record));
      }
    }
  }

  private applyToGroup(key: GroupKey, value: string, records: readonly Voorziening[], rules: readonly Rule[]): void {
    this.work.groups++;
    for (const rule of rules) {
      if (!rule.groups?.includes(key)) continue;
      rule.checkGroup!(key, records, this, (record, draft) => {
        const item = record.owner as Item;
        const finding = this.finding(item, rule.code, draft, record);
        if (finding) item.groupFindings = append(item.groupFindings, { ...finding, group: { key, value } });
      });
    }
  }

  private refreshGroup(key: GroupKey, value: string, rules: readonly Rule[]): void {
    const records = this.groups.get(key, value);
    for (const record of records) {
      const item = record.owner as Item;
      if (item.groupFindings.length === 0) continue;
      item.groupFindings = item.groupFindings.filter(({ group }) => group!.key !== key || group!.value !== value);
    }
    if (records.length > 0) this.applyToGroup(key, value, records, rules);
  }

  private reportProblems(part: Head | Item | Tail): void {
    for (const problem of part.errors) this.add(part, 'SRG-T001', draftOfSyntaxProblem(problem));
  }

  /** The elements around the records whose end tags are missing at the end of the text. */
  private reportUnclosedFrames(): void {
    const { head, tail } = this.parts;
    if (!head.frame || !tail) return;
    for (const { depth, insertAt } of tail.unclosedFrames) {
      let node = lastElement(head.tree);
      for (let up = head.frame.names.length - 1; up > depth; up--) node = head.tree.parent(node);
      const problem = {
        kind: 'unclosedElement',
        ...head.tree.nameRange(node),
        name: head.tree.name(node),
        insertAt: this.startOf(tail) + insertAt,
      } as const;
      this.add(head, 'SRG-T001', draftOfSyntaxProblem(problem));
    }
  }

  /** Findings on a document that no pack is known for. */
  private addOutsideFindings(): void {
    const { head } = this.parts;
    if (this.choice.kind === 'unknown') {
      this.add(head, 'SRG-T005', draftOfUnknownFormat(this.choice.root, head.tree, this.settings.packs));
    } else if (this.choice.kind === 'none') {
      this.reportProblems(head);
      this.reportEncoding();
    }
  }

  private reportEncoding(): void {
    if (!this.encodingProblem) return;
    const { head } = this.parts;
    const declared = head.tree.size > 0 ? head.tree.range(0) : { start: 0, end: 0 };
    this.add(head, 'SRG-T001', { range: declared, message: this.encodingProblem });
  }

  private add(part: Head | Item | Tail, code: RuleCode, draft: Draft, record?: Voorziening): void {
    const finding = this.finding(part, code, draft, record);
    if (finding) part.findings = append(part.findings, finding);
  }

  private finding(owner: object, code: RuleCode, draft: Draft, record?: Voorziening): Finding | undefined {
    const setting = this.settings.rules[code];
    if (setting === 'off') return undefined;
    const ownSeverity = draft.severity ?? ruleOf(code).severity;
    return { ...draft, code, severity: setting ?? ownSeverity, ownSeverity, owner, record };
  }

  private recordAt(part: Head | Item | Tail, offset: number): Voorziening | undefined {
    if (!(part instanceof Item)) return undefined;
    return part.records.find(({ range }) => range.start <= offset && offset < range.end);
  }

  private invalidate(part: Head | Item | Tail, node: number): void {
    if (part instanceof Item) for (const record of part.records) record.invalidate(node);
    else if (part === this.parts.head) this.header?.invalidate(node);
  }
}
