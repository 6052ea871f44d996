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
import { SourceText } from '../text/source-text.ts';
import { Groups } from './groups.ts';
import { append, Head, Item, Tail } from './part.ts';
import { lastElement, SchemaJudge } from './schema-judge.ts';
import { addsFinding } from './what-if.ts';

export interface AnalysisSettings {
  readonly packs: readonly Pack[];
  readonly rules: RuleSettings;
  /** The berichtgevercodes that the user expects; empty for any known one. */
  readonly berichtgevers: readonly string[];
}

/** Trees made on demand are kept for as many items. */
const KEPT_TREES = 64;

/**
 * All that is known of one document, made in steps: scan, judge by the XSD, bind to typed records, apply the rules.
 * What it knows is complete when {@link run} has given true.
 */
export class DeliveryAnalysis implements RuleContext {
  readonly source: SourceText;
  readonly choice: PackChoice;
  private readonly work: Generator<void, void>;
  private finished = false;

  private head!: Head;
  private tail!: Tail;
  readonly items: Item[] = [];
  private starts: number[] = [];
  private binder: Binder | undefined;
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
    text: string,
    private readonly settings: AnalysisSettings,
    private readonly encodingProblem?: Message,
  ) {
    this.source = new SourceText(text);
    this.choice = choosePack(text, settings.packs);
    this.work = this.steps(text);
  }

  /** Goes on until `pause` says so, asked some times a millisecond; true when everything is known. */
  run(pause: () => boolean = () => false): boolean {
    while (!this.finished) {
      this.finished = this.work.next().done ?? false;
      if (!this.finished && pause()) return false;
    }
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
    for (const item of this.items) count += item.records.length || (item.isUnit ? 1 : 0);
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
    for (const item of this.items) {
      for (const record of item.records) places.set(record, place++);
      if (item.records.length === 0 && item.isUnit) place++;
    }
    return places;
  }

  /** All findings, in no order. */
  *findings(): Generator<Finding> {
    yield* this.head.findings;
    for (const item of this.items) {
      yield* item.findings;
      yield* item.groupFindings;
    }
    if (this.tail) yield* this.tail.findings;
  }

  /** The findings that touch a stretch of the text. */
  *findingsIn(start: number, end: number): Generator<Finding> {
    const first = this.itemIndexAt(start);
    const last = this.itemIndexAt(end);
    const parts: (Head | Item | Tail)[] = [this.head, ...this.items.slice(Math.max(0, first - 1), last + 2)];
    if (this.tail) parts.push(this.tail);
    for (const part of parts) {
      const offset = this.startOf(part);
      for (const finding of part instanceof Item ? [...part.findings, ...part.groupFindings] : part.findings) {
        if (finding.range.start + offset <= end && finding.range.end + offset >= start) yield finding;
      }
    }
  }

  /** Where a part starts in the text. */
  startOf(owner: object): number {
    if (owner instanceof Item) return this.starts[owner.index]!;
    return owner === this.tail ? this.source.length - this.tail.length : 0;
  }

  /** The part that holds an offset, with its tree. */
  partAt(offset: number): { owner: object; tree: SyntaxTree; start: number; record: Voorziening | undefined } {
    const index = this.itemIndexAt(offset);
    const item = this.items[index];
    const start = item ? this.starts[index]! : 0;
    if (item && offset < start + item.length) {
      const within = offset - start;
      const record = item.records.find(({ range }) => range.start <= within && within <= range.end);
      return { owner: item, tree: this.treeOf(item), start, record };
    }
    if (item || (this.tail && offset >= this.head.length && this.head.length < this.source.length)) {
      return { owner: this.tail, tree: this.tail.tree, start: this.startOf(this.tail), record: undefined };
    }
    return { owner: this.head, tree: this.head.tree, start: 0, record: undefined };
  }

  treeOf(owner: object): SyntaxTree {
    if (!(owner instanceof Item)) return owner === this.tail ? this.tail.tree : this.head.tree;
    const known = this.trees.get(owner);
    if (known) return known;
    const scanner = new DocumentScanner(this.itemText(owner), this.binder!.shape, 0, this.head.frame);
    const { tree } = scanner.nextItem()!;
    if (this.trees.size >= KEPT_TREES) this.trees.delete(this.trees.keys().next().value!);
    this.trees.set(owner, tree);
    return tree;
  }

  textOf(owner: object): string {
    if (owner instanceof Item) return this.itemText(owner);
    const start = this.startOf(owner);
    return this.source.slice(start, start + (owner as Head).length);
  }

  ancestorsOf(owner: object): readonly string[] {
    if (this.choice.kind !== 'known' || owner === this.head) return [];
    const container = unitPath(this.pack.manifest).slice(0, -1);
    return owner === this.tail ? container.slice(0, 1) : container;
  }

  /** Ways to put a finding right; none while the analysis is not done. */
  fixesOf(finding: Finding): Fix[] {
    if (!this.finished) return [];
    if (finding.code === 'SRG-T005' && this.choice.kind === 'unknown') {
      return fixesOfUnknownFormat(this.choice.root, this.head.tree, this.settings.packs, this.head);
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
      this.head = new Head(new DocumentScanner(text, undefined).scanHead());
      this.addOutsideFindings();
      return;
    }
    const { pack } = choice;
    this.binder = new Binder(pack, choice.root.prefix);
    yield* this.scan(text, this.binder);
    this.header = this.binder.bindHeader(this.head.tree, this.head);
    this.reportSyntax();
    yield;
    yield* this.judge();
    this.verslagmaand = this.header?.month('verslagmaand');
    yield* this.applyRules(activeRules(pack, this.settings.rules));
  }

  private *scan(text: string, binder: Binder): Generator<void, void> {
    const scanner = new DocumentScanner(text, binder.shape);
    this.head = new Head(scanner.scanHead());
    if (!this.head.frame) return;
    for (let fragment = scanner.nextItem(); fragment; fragment = scanner.nextItem()) {
      const item = new Item(fragment, this.items.length);
      if (fragment.isUnit && fragment.sound) item.records = binder.bindUnit(fragment.tree, fragment.node, item);
      this.items.push(item);
      this.starts.push(fragment.start);
      if (item.index % 50 === 0) yield;
    }
    this.tail = new Tail(scanner.scanTail());
  }

  private *judge(): Generator<void, void> {
    if (this.settings.rules['SRG-T002'] === 'off' && this.settings.rules['SRG-T001'] === 'off') return;
    const { head } = this;
    const tail = this.tail ?? new Tail(new DocumentScanner('', undefined).scanTail());
    const judge = new SchemaJudge(
      {
        pack: this.pack,
        head,
        items: this.items,
        tail,
        treeOf: (item) => this.treeOf(item),
        textOf: (first, last) => this.source.slice(this.starts[first.index]!, this.starts[last.index]! + last.length),
        headText: () => this.textOf(head),
        tailText: () => (this.tail ? this.textOf(this.tail) : ''),
      },
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
    judge.judgeFrame();
    yield;
    for (let at = 0; at < this.items.length; ) {
      at = judge.judgeItems(at);
      yield;
    }
  }

  private *applyRules(rules: readonly Rule[]): Generator<void, void> {
    if (this.header) {
      for (const rule of rules) {
        rule.checkHeader?.(this.header, this, (draft) => this.add(this.head, rule.code, draft));
      }
    }
    const recordRules = rules.filter((rule) => rule.checkRecord);
    for (const item of this.items) {
      for (const record of item.records) {
        this.groups.add(record);
        for (const rule of recordRules) {
          rule.checkRecord!(record, this, (draft) => this.add(item, rule.code, draft, record));
        }
      }
      if (item.index % 200 === 0) yield;
    }
    for (const rule of rules) {
      for (const group of rule.groups ?? []) yield* this.applyToGroups(rule, group);
    }
  }

  private *applyToGroups(rule: Rule, group: GroupKey): Generator<void, void> {
    let count = 0;
    for (const records of this.groups.all(group)) {
      rule.checkGroup!(group, records, this, (record, draft) => {
        const item = record.owner as Item;
        const finding = this.finding(item, rule.code, draft, record);
        if (finding) item.groupFindings = append(item.groupFindings, finding);
      });
      if (count++ % 200 === 0) yield;
    }
  }

  private reportSyntax(): void {
    const parts = [this.head, ...this.items, ...(this.tail ? [this.tail] : [])];
    for (const part of parts) {
      for (const error of part.errors) this.add(part, 'SRG-T001', draftOfSyntaxProblem(error));
    }
    this.reportUnclosedFrames();
    this.reportEncoding();
  }

  /** The elements around the records whose end tags are missing at the end of the text. */
  private reportUnclosedFrames(): void {
    const { head, tail } = this;
    if (!head.frame) return;
    const open = head.frame.names.length - tail.framesClosed;
    let node = lastElement(head.tree);
    for (let depth = head.frame.names.length; depth > 0; depth--, node = head.tree.parent(node)) {
      if (depth > open) continue;
      const insertAt = this.source.slice(0, this.source.length).trimEnd().length;
      const name = head.tree.name(node);
      const draft = draftOfSyntaxProblem({ kind: 'unclosedElement', ...head.tree.nameRange(node), name, insertAt });
      this.add(head, 'SRG-T001', draft);
    }
  }

  /** Findings on a document that no pack is known for. */
  private addOutsideFindings(): void {
    if (this.choice.kind === 'unknown') {
      this.add(this.head, 'SRG-T005', draftOfUnknownFormat(this.choice.root, this.head.tree, this.settings.packs));
    } else if (this.choice.kind === 'none') {
      for (const error of this.head.errors) this.add(this.head, 'SRG-T001', draftOfSyntaxProblem(error));
      this.reportEncoding();
    }
  }

  private reportEncoding(): void {
    if (!this.encodingProblem) return;
    const declared = this.head.tree.size > 0 ? this.head.tree.range(0) : { start: 0, end: 0 };
    this.add(this.head, 'SRG-T001', { range: declared, message: this.encodingProblem });
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
    else if (part === this.head) this.header?.invalidate(node);
  }

  private itemText(item: Item): string {
    const start = this.starts[item.index]!;
    return this.source.slice(start, start + item.length);
  }

  /** The last item that starts at or before an offset; -1 where there is none. */
  private itemIndexAt(offset: number): number {
    let low = -1;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
