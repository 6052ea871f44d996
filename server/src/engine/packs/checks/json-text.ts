import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { TextRange } from '../../text/text-range.ts';

/** The way to a value in JSON: names of keys, and places in lists. */
export type JsonPath = readonly (string | number)[];

/** A JSON file with the places of its values. */
export class JsonText {
  private readonly tree: Node | undefined;
  /** Where the text is no JSON; undefined where it is. */
  readonly fault: TextRange | undefined;

  constructor(
    readonly file: string,
    private readonly text: string,
  ) {
    const errors: ParseError[] = [];
    this.tree = parseTree(text, errors, { disallowComments: true });
    const [first] = errors;
    if (first) this.fault = { start: first.offset, end: first.offset + first.length };
    else if (!this.tree) this.fault = { start: 0, end: 0 };
  }

  get value(): unknown {
    return this.fault ? undefined : JSON.parse(this.text);
  }

  /** The value; where there is none, the last one on the way to it. */
  rangeOf(path: JsonPath): TextRange {
    for (let length = path.length; this.tree && length >= 0; length--) {
      const node = findNodeAtLocation(this.tree, path.slice(0, length));
      // A long object or list is told of where it begins.
      if (node) return { start: node.offset, end: node.offset + (node.children ? 1 : node.length) };
    }
    return { start: 0, end: 0 };
  }

  /** The name of a key. */
  keyRange(path: JsonPath): TextRange {
    const node = this.tree && findNodeAtLocation(this.tree, [...path]);
    const key = node?.parent?.type === 'property' ? node.parent.children![0]! : undefined;
    return key ? { start: key.offset, end: key.offset + key.length } : this.rangeOf(path);
  }

  /** The keys that stand in an object more than once: the later ones, of which a parser keeps the last. */
  *repeatedKeys(node = this.tree): Generator<{ readonly key: string; readonly range: TextRange }> {
    const seen = new Set<string>();
    for (const child of node?.children ?? []) {
      if (node!.type === 'object') {
        const [key, value] = child.children!;
        if (seen.has(key!.value)) {
          yield { key: key!.value, range: { start: key!.offset, end: key!.offset + key!.length } };
        }
        seen.add(key!.value);
        if (value) yield* this.repeatedKeys(value);
      } else yield* this.repeatedKeys(child);
    }
  }
}
