import type { ElementModel, SchemaModel, TypeModel } from '../../../schema/model.ts';
import type { SchemaError } from '../../../schema/validator.ts';
import { type NodeId, NodeKind } from '../../../syntax/node-table.ts';
import { resembles } from '../../../syntax/resemblance.ts';
import type { SyntaxTree } from '../../../syntax/tree.ts';
import type { TextRange } from '../../../text/text-range.ts';
import type { RecordSegment } from '../../document/segment.ts';

/** Longer records, with more errors of their form or of libxml2, are like no other. */
const LONGEST = 2_000;
const MOST_FORM_ERRORS = 8;
const MOST_ERRORS = 50;

/** Stands in a text, which has none of them, for what differs. */
const BLANK = '\0';
/** libxml2 quotes what it is about before it quotes what the schema has. */
const MOST_QUOTED = 6;

/** White space, quotes and brackets make other words of a sentence of libxml2, and of a text something else than a value. */
const PLAIN_VALUE = /^[\p{L}\p{N}_.:/+-]+$/u;
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_.-]*$/u;

/** What may be another in a record that is otherwise the same: a value, or the name of an attribute that means nothing. */
interface Blank extends TextRange {
  readonly node: NodeId;
  readonly isName: boolean;
  readonly text: string;
}

/**
 * A record without its values, and without the names of attributes that mean nothing. The nodes of records with the same
 * key are the same but for where they stand.
 */
export class Skeleton {
  private constructor(
    readonly segment: RecordSegment,
    readonly tree: SyntaxTree,
    readonly key: string,
    private readonly blanks: readonly Blank[],
  ) {}

  /** Others may be like the segment. */
  static isOf({ hasPlaceholders, length, errors }: RecordSegment): boolean {
    return !hasPlaceholders && length <= LONGEST && errors.length <= MOST_FORM_ERRORS;
  }

  /** @returns undefined for a record that is like no other */
  static of(segment: RecordSegment, tree: SyntaxTree, text: string, names: AttributeNames): Skeleton | undefined {
    if (text.includes(BLANK)) return undefined;
    const blanks = blanksIn(tree, names);
    let key = '';
    let from = 0;
    for (const { start, end } of blanks) {
      key += text.slice(from, start) + BLANK;
      from = end;
    }
    key += text.slice(from);
    if (segment.wellFormed && segment.errors.length === 0) return new Skeleton(segment, tree, key, blanks);
    const form = formKey(segment, tree, blanks);
    return form === undefined ? undefined : new Skeleton(segment, tree, `${key}\n${form}`, blanks);
  }

  /** What libxml2 says of the record, or of a reading of it, without what differs; undefined where that is too much. */
  keyOf(errors: readonly SchemaError[], depth: number): string | undefined {
    if (errors.length > MOST_ERRORS) return undefined;
    let key = '';
    for (const { path, sentence } of errors) {
      // Where it stands among others is all the same.
      for (const [i, { name = '', index }] of path.entries()) key += i === depth ? '*/' : `${name} ${index}/`;
      key += `${this.blanked(sentence)}\n`;
    }
    return key;
  }

  /** A sentence of libxml2 with the numbers of what differs in it. */
  blanked(sentence: string): string {
    if (!this.blanks.some(({ text }) => sentence.includes(text))) return sentence;
    const parts = sentence.split("'");
    for (let i = 1; i < parts.length && i < MOST_QUOTED; i += 2) {
      const at = this.blanks.findIndex(({ text }) => text === parts[i]);
      if (at >= 0) parts[i] = `${BLANK}${at}`;
    }
    return parts.join("'");
  }

  /** A sentence for this record. */
  filled(blanked: string): string {
    if (!blanked.includes(BLANK)) return blanked;
    const parts = blanked.split("'");
    for (const [i, part] of parts.entries())
      if (part.startsWith(BLANK)) parts[i] = this.blanks[Number(part.slice(1))]!.text;
    return parts.join("'");
  }

  /** The range in another record of this skeleton; undefined where it ends in what differs. */
  rangeIn(other: Skeleton, { start, end }: TextRange): TextRange | undefined {
    const [from, to] = [this.offsetIn(other, start), this.offsetIn(other, end)];
    return from === undefined || to === undefined ? undefined : { start: from, end: to };
  }

  private offsetIn({ blanks }: Skeleton, offset: number): number | undefined {
    let moved = 0;
    for (const [i, { start, end }] of this.blanks.entries()) {
      if (start >= offset) break;
      if (end > offset) return undefined;
      moved += blanks[i]!.end - blanks[i]!.start - (end - start);
    }
    return offset + moved;
  }

  /** A value that may be another stands in the range. */
  hasValueIn({ start, end }: TextRange): boolean {
    return this.blanks.some((blank) => !blank.isName && blank.start < end && start < blank.end);
  }

  /** The same, or a name. */
  hasBlankIn({ start, end }: TextRange): boolean {
    return this.blanks.some((blank) => blank.start < end && start < blank.end);
  }

  /** The name of the node may be another. */
  hasOwnName(node: NodeId): boolean {
    return this.blanks.some((blank) => blank.isName && blank.node === node);
  }
}

function blanksIn(tree: SyntaxTree, names: AttributeNames): Blank[] {
  const blanks: Blank[] = [];
  for (let node = 0; node < tree.size; node++) {
    const kind = tree.kind(node);
    if (kind === NodeKind.Attribute) {
      const name = tree.name(node);
      if (!names.meanNothing(name)) continue;
      blanks.push({ ...tree.nameRange(node), node, isName: true, text: name });
    } else if (kind === NodeKind.Text) {
      const parent = tree.parent(node);
      if (parent < 0) continue;
      const range = tree.range(node);
      const content = tree.contentRange(parent);
      if (content.start !== range.start || content.end !== range.end) continue;
      const text = tree.text(range);
      if (PLAIN_VALUE.test(text)) blanks.push({ ...range, node, isName: false, text });
    }
  }
  return blanks;
}

/** What is wrong with the form, and what was made of it; undefined where an error begins or ends in what differs. */
function formKey({ errors }: RecordSegment, tree: SyntaxTree, blanks: readonly Blank[]): string | undefined {
  let key = '';
  for (const { kind, name = '', start, end } of errors) {
    const range = [start, end].map((offset) => {
      if (blanks.some((blank) => blank.start < offset && offset < blank.end)) return undefined;
      const before = blanks.filter((blank) => blank.end <= offset);
      return before.reduce((left, blank) => left - (blank.end - blank.start - 1), offset);
    });
    if (range.includes(undefined)) return undefined;
    const isBlank = blanks.some(({ text }) => text === name);
    key += `${kind} ${isBlank ? BLANK : name} ${range.join(' ')}\n`;
  }
  for (let node = 0; node < tree.size; node++)
    key += `${tree.kind(node)} ${tree.parent(node)} ${tree.isImplied(node) ? tree.name(node) : ''},`;
  return key;
}

/** `xsi:type` and `xsi:nil` are looked for whatever their prefix, and namespaces are declared without one. */
const ALWAYS: readonly string[] = ['xmlns', 'type', 'nil', 'schemaLocation', 'noNamespaceSchemaLocation'];

/** A schema with more types may have any attribute. */
const MOST_TYPES = 2_000;
/** Of so many names it is kept whether they mean anything. */
const MOST_NAMES = 1_000;

/** The names of all attributes that a schema has. */
export class AttributeNames {
  private readonly names = new Set<string>(ALWAYS);
  private readonly known = new Map<string, boolean>();
  private readonly isComplete: boolean;

  constructor({ roots }: SchemaModel) {
    const seen = new Set<TypeModel>();
    const queue: ElementModel[] = [...roots];
    for (let element = queue.pop(); element && seen.size < MOST_TYPES; element = queue.pop()) {
      const { type } = element;
      if (seen.has(type)) continue;
      seen.add(type);
      queue.push(...type.children);
      for (const { name } of type.attributes) this.names.add(name);
    }
    this.isComplete = queue.length === 0;
  }

  /** An attribute of that name, and of any other that means nothing, may stand nowhere, and is meant for no other. */
  meanNothing(name: string): boolean {
    let means = this.known.get(name);
    if (means === undefined) {
      means = !this.isComplete || !PLAIN_NAME.test(name) || [...this.names].some((other) => resembles(name, other));
      if (this.known.size >= MOST_NAMES) this.known.clear();
      this.known.set(name, means);
    }
    return !means;
  }
}
