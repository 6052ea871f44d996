import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import type { Voorziening } from '../delivery/record.ts';
import type { Concept } from '../packs/pack.ts';
import { conceptAt, containerPath, namesOf } from '../packs/places.ts';
import { isRuleCode } from '../rules/registry.ts';
import { type Suppression, suppressionsIn } from '../rules/suppression/suppression.ts';
import { typeAt } from '../rules/technical/type-at.ts';
import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { applyEdits, type TextEdit, type TextRange } from '../text/text-range.ts';
import { isXmlBlank, leadingXmlSpace, trailingXmlSpace, trimXml } from '../text/xml-whitespace.ts';
import { personOf } from './persons.ts';
import { WrittenText } from './spans.ts';
import type { AlphabetOf } from './values/alphabets.ts';
import type { FictitiousBsns } from './values/bsns.ts';
import type { NeutralNames } from './values/names.ts';
import type { NeutralValues, Place, Who } from './values/values.ts';

/** What there is in a delivery to put something else in the place of, and what of it could not be told for certain. */
export interface Doubts {
  /** Names that the schema doesn't know. */
  names: number;
  /** Stretches that are no value, tag or comment: where the text is broken, or something stands that doesn't belong there. */
  stretches: number;
  /** Comments and instructions that are gone. */
  comments: number;
}

const BSN_NAME = /bsn|burgerservicenummer|sofi-?nummer/i;
const BIRTH_NAME = /geb(?:oorte)?[-_]?da(?:t|g)|birth/i;
/** Where a name may mean several things, it is taken for the first of these. */
const MOST_TELLING: readonly Concept[] = ['bsn', 'geboortedatum', 'registratienummer', 'omschrijving'];
/** Words of markup itself. */
const MARKUP =
  /^(?:CDATA|DOCTYPE|xml|version|encoding|standalone|xmlns|xsi|nil|true|false|yes|no|ja|nee|UTF|ISO|windows|SYSTEM|PUBLIC)$/;
/** Of what it says, the values are short: a number of eight digits is none of them. */
const DECLARATION =
  /^<\?xml(?:[ \t\r\n]+(?:version|encoding|standalone)[ \t\r\n]*=[ \t\r\n]*(["'])(?![^"']*[0-9]{5})[A-Za-z0-9._-]{1,20}\1)*[ \t\r\n]*\??>$/i;
const WORD = /[\p{L}_][\p{L}\p{M}\p{N}_.:-]*|[\p{N}]+(?:[-/. ][\p{N}]+)*/gu;
/** White space beside a comment is looked at so far. */
const LINE = 200;

/** Goes through the text of a delivery and lets nothing pass that says something of anybody. */
export class Rewriter {
  readonly doubts: Doubts = { names: 0, stretches: 0, comments: 0 };
  private readonly places = new Map<string, Place>();
  private readonly byName = new Map<string, Concept | undefined>();
  private readonly conceptsByName = new Map<string, Set<Concept>>();

  constructor(
    private readonly analysis: DeliveryAnalysis,
    private readonly values: NeutralValues,
    private readonly names: NeutralNames,
    private readonly bsns: FictitiousBsns,
    private readonly alphabetOf: AlphabetOf,
  ) {
    for (const [concept, place] of Object.entries(analysis.pack.manifest.concepts)) {
      for (const name of namesOf(place)) {
        const known = this.conceptsByName.get(name) ?? new Set<Concept>();
        this.conceptsByName.set(name, known.add(concept as Concept));
      }
    }
  }

  /** The text of a segment. */
  segment(owner: object): string {
    const tree = this.analysis.treeOf(owner);
    const text = this.analysis.textOf(owner);
    return this.filled(text, new SegmentEdits(tree, this, this.analysis.recordsOf(owner)).make());
  }

  /** What no edit covers is markup and white space, or nothing that anybody knows. */
  private filled(text: string, edits: readonly TextEdit[]): string {
    const parts: string[] = [];
    let at = 0;
    for (const { start, end, newText } of [...edits].sort((a, b) => a.start - b.start || b.end - a.end)) {
      if (end <= at && start < at) continue;
      if (start > at) parts.push(this.loose(text.slice(at, start)));
      parts.push(newText);
      at = Math.max(at, end);
    }
    parts.push(this.loose(text.slice(at)));
    return parts.join('');
  }

  /** Text that is no value: names of the schema stay, and all else becomes other words and numbers. */
  loose(text: string): string {
    if (!/[\p{L}\p{N}]/u.test(text)) return text;
    let isTelling = false;
    const rewritten = text.replace(WORD, (word) => {
      if (MARKUP.test(word)) return word;
      const now = /^[\p{L}_]/u.test(word) ? this.names.of(word, this.alphabetOf) : this.number(word);
      isTelling ||= now !== word;
      return now;
    });
    if (isTelling) this.doubts.stretches++;
    return rewritten;
  }

  private number(word: string): string {
    if (/^[0-9]{9}$/.test(word)) return this.bsns.of(word);
    if (/^[0-9]{1,2}$/.test(word)) return word;
    return this.values.text({ core: word, before: '', behind: '' }, { concept: undefined, type: undefined });
  }

  name(name: string): string {
    const now = this.names.of(name, this.alphabetOf);
    if (now !== name) this.doubts.names++;
    return now;
  }

  value(value: string, place: Place, who: Who | undefined): string {
    if (isXmlBlank(value)) return value;
    const [before, behind] = [leadingXmlSpace(value), trailingXmlSpace(value)];
    const core = trimXml(value);
    // Tags that are none: what was meant is to be seen by the names.
    if (/[<>]/.test(core)) return this.loose(value);
    return before + this.values.of({ core, before, behind }, place, who) + behind;
  }

  /** The value of an attribute that XML Schema itself, or XML, gives a meaning. */
  special(name: string, value: string): string | undefined {
    const local = name.slice(name.indexOf(':') + 1);
    if (name === 'xmlns' || name.startsWith('xmlns:')) return this.names.namespace(value, this.alphabetOf);
    if (name === 'xml:lang') return /^[A-Za-z]{0,3}(?:-[A-Za-z]{2})?$/.test(value) ? value : undefined;
    if (name === 'xml:space') return /^(?:default|preserve)$/.test(value) ? value : undefined;
    if (!name.includes(':')) return undefined;
    if (local === 'nil' && /^[ \t\r\n]*(?:true|false|0|1)[ \t\r\n]*$/.test(value)) return value;
    if (local === 'type') return this.names.of(value, this.alphabetOf);
    if (local === 'schemaLocation' || local === 'noNamespaceSchemaLocation')
      return value.replace(/[^ \t\r\n]+/g, (word) => this.location(word));
    return undefined;
  }

  private location(word: string): string {
    if (word === this.analysis.pack.manifest.schema) return word;
    const now = this.names.namespace(word, this.alphabetOf);
    return now === word || !/\.xsd$/i.test(word) ? now : 'schema.xsd';
  }

  /** A comment, instruction or document type. */
  section(tree: SyntaxTree, node: NodeId, suppression: Suppression | undefined): TextEdit {
    const range = tree.range(node);
    const text = tree.text(range);
    if (DECLARATION.test(text)) return { ...range, newText: text };
    const isComment = tree.kind(node) === NodeKind.Comment;
    const isWhole = isComment
      ? /^<!--(?:[^-]|-(?!-))*-->$/.test(text) && !text.endsWith('--->')
      : tree.kind(node) === NodeKind.Instruction &&
        /^<\?(?!xml[ \t\r\n?])[A-Za-z_][\w.:-]*(?:[ \t\r\n].*)?\?>$/s.test(text);
    if (suppression && isWhole) return { ...range, newText: this.suppression(tree, suppression) };
    if (!isWhole) return { ...range, newText: this.loose(text) };
    this.doubts.comments++;
    return { ...range, newText: '' };
  }

  /** Its codes, without the reason. */
  private suppression(tree: SyntaxTree, { content, range, codes, told, reason }: Suppression): string {
    const edits = codes
      .filter(({ code }) => !isRuleCode(code))
      .map(({ range: at }) => ({ ...at, newText: this.name(tree.text(at)) }));
    if (reason !== '') edits.push({ start: told.end, end: content.end, newText: ': geanonimiseerd ' });
    const shifted = edits.map(({ start, end, newText }) => ({
      start: start - range.start,
      end: end - range.start,
      newText,
    }));
    return applyEdits(tree.text(range), shifted);
  }

  /** What stands at a path: by the path, or else by the name. */
  placeOf(path: readonly string[]): Place {
    const key = path.join('/');
    const known = this.places.get(key);
    if (known) return known;
    const { pack } = this.analysis;
    const last = path[path.length - 1]!.replace('@', '');
    const place = { concept: conceptAt(pack, path) ?? this.conceptCalled(last), type: typeAt(pack, path) };
    this.places.set(key, place);
    return place;
  }

  private conceptCalled(name: string): Concept | undefined {
    if (this.byName.has(name)) return this.byName.get(name);
    const concepts = this.conceptsByName.get(this.names.meant(name) ?? name);
    const [only] = concepts?.size === 1 ? concepts : [];
    const concept =
      only ??
      MOST_TELLING.find((one) => concepts?.has(one)) ??
      (BSN_NAME.test(name) ? 'bsn' : BIRTH_NAME.test(name) ? 'geboortedatum' : undefined);
    this.byName.set(name, concept);
    return concept;
  }

  /** The elements around the top of a tree. */
  around(tree: SyntaxTree, top: NodeId): string[] {
    return containerPath(this.analysis.pack).slice(0, -1 - tree.parent(top));
  }
}

/** The edits of one segment. */
class SegmentEdits {
  private readonly edits: TextEdit[] = [];
  private readonly who = new Map<NodeId, Who>();
  private readonly suppressions: ReadonlyMap<NodeId, Suppression>;

  constructor(
    private readonly tree: SyntaxTree,
    private readonly rewriter: Rewriter,
    records: readonly Voorziening[],
  ) {
    this.suppressions = new Map(suppressionsIn(tree, 0).map((one) => [one.node, one]));
    for (const record of records) {
      const who = { key: personOf(record), birth: record.under([]).day('geboortedatum') };
      for (const concept of ['geboortedatum', 'begindatum', 'einddatum'] as const) {
        const node = record.nodeOf(concept);
        if (node >= 0) this.who.set(node, who);
      }
    }
  }

  make(): readonly TextEdit[] {
    const { tree } = this;
    for (let node = 0; node < tree.size; node++) {
      switch (tree.kind(node)) {
        case NodeKind.Element:
          this.element(node);
          break;
        case NodeKind.Attribute:
          this.attribute(node);
          break;
        case NodeKind.Text:
        case NodeKind.CData:
          this.strayText(node);
          break;
        case NodeKind.Placeholder:
          break;
        default:
          this.section(node);
      }
    }
    return this.edits;
  }

  private keep(range: TextRange, newText: string): void {
    if (range.end > range.start) this.edits.push({ start: range.start, end: range.end, newText });
  }

  private element(node: NodeId): void {
    const { tree, rewriter } = this;
    if (!tree.isImplied(node)) {
      const range = tree.nameRange(node);
      this.keep(range, rewriter.name(tree.text(range)));
    }
    const end = tree.endNameRange(node);
    if (end) this.keep(end, rewriter.name(tree.text(end)));
    if (!this.isLeaf(node)) return;
    const value = WrittenText.ofElement(tree, node);
    this.write(value, rewriter.placeOf(this.pathOf(node)), node);
  }

  private attribute(node: NodeId): void {
    const { tree, rewriter } = this;
    const nameRange = tree.nameRange(node);
    const name = tree.text(nameRange);
    this.keep(nameRange, rewriter.name(name));
    const value = WrittenText.ofRange(tree, tree.contentRange(node));
    const special = value.isBroken ? undefined : rewriter.special(name, value.value);
    if (special !== undefined) this.put(value, special);
    else this.write(value, rewriter.placeOf(this.pathOf(node)), node);
  }

  /** Text beside elements, or outside of them. */
  private strayText(node: NodeId): void {
    const { tree, rewriter } = this;
    const parent = tree.parent(node);
    if (parent >= 0 && this.isLeaf(parent)) return;
    const isCData = tree.kind(node) === NodeKind.CData;
    const range = isCData ? tree.contentRange(node) : tree.range(node);
    const text = tree.text(range);
    if (isXmlBlank(text)) return;
    if (isCData || !text.includes('&')) this.keep(range, rewriter.loose(text));
    else this.inStretches(WrittenText.ofRange(tree, range), (value) => rewriter.loose(value));
  }

  private section(node: NodeId): void {
    const { tree, rewriter } = this;
    const edit = rewriter.section(tree, node, this.suppressions.get(node));
    this.edits.push(edit.newText === '' ? { ...this.withLine(edit), newText: '' } : edit);
  }

  /** With the line that it stands on alone. */
  private withLine({ start, end }: TextRange): TextRange {
    const { tree } = this;
    const before = tree.text({ start: Math.max(0, start - LINE), end: start });
    const line = /(?:^|[\r\n])[ \t]*$/.exec(before);
    const rest = /^[ \t]*(?:\r\n|\r|\n)/.exec(tree.text({ start: end, end: end + LINE }));
    if (!line || !rest || (line.index === 0 && start > LINE)) return { start, end };
    return { start: start - line[0].replace(/^[\r\n]/, '').length, end: end + rest[0].length };
  }

  private write(value: WrittenText, place: Place, node: NodeId): void {
    const { rewriter } = this;
    if (value.isBroken)
      this.inStretches(value, (text) => rewriter.value(text, { ...place, type: undefined }, undefined));
    else this.put(value, rewriter.value(value.value, place, this.who.get(node)));
  }

  private inStretches(value: WrittenText, rewrite: (text: string) => string): void {
    for (const stretch of value.stretches()) this.put(stretch, rewrite(stretch.value));
    for (const { start, end, newText } of value.brokenEdits((range) => this.tree.text(range)))
      this.keep({ start, end }, newText);
  }

  private put(value: WrittenText, text: string): void {
    for (const edit of value.edits(text, (range) => this.tree.text(range))) this.edits.push(edit);
  }

  private isLeaf(node: NodeId): boolean {
    for (const child of this.tree.children(node)) if (this.tree.kind(child) === NodeKind.Element) return false;
    return true;
  }

  private pathOf(node: NodeId): string[] {
    const { tree } = this;
    let top = node;
    while (tree.parent(top) >= 0) top = tree.parent(top);
    const path = [...this.rewriter.around(tree, top), ...tree.path(node)];
    if (tree.kind(node) === NodeKind.Attribute) path[path.length - 1] = `@${path[path.length - 1]}`;
    return path;
  }
}
