import { keyOf, localName } from '../../schema/sentences.ts';
import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { trimXml } from '../../text/xml-whitespace.ts';
import type { AnySegment } from '../document/segment.ts';
import type { SegmentTrees } from '../document/segment-trees.ts';

/** An element of a segment. */
interface Place {
  readonly segment: AnySegment;
  readonly node: NodeId;
}

/** The values of an element's key are looked for among so many. */
const MOST_VALUES = 200;

/** The element that libxml2 says to refer to nothing, and the values; undefined where it says something else. */
export function danglingReference(sentence: string): { name: string; values: readonly string[] } | undefined {
  const [, element, values] =
    /^Element '([^']*)': No match found for key-sequence \[(.*)\] of keyref/s.exec(sentence) ?? [];
  if (element === undefined || values === undefined) return undefined;
  return { name: localName(element), values: keyOf(values).split(', ') };
}

/**
 * Finds elements that refer to nothing, of which libxml2 tells names and values and no node: each error the next one
 * that has them.
 */
export class DanglingReferences {
  /** By name, then by each value. */
  private readonly byName = new Map<string, ReadonlyMap<string, Place[]>>();
  private readonly valuesOf = new Map<Place, ReadonlySet<string>>();
  private readonly taken = new Set<Place>();

  constructor(
    private readonly segments: readonly AnySegment[],
    private readonly trees: SegmentTrees,
  ) {}

  /** Where no element has the values as they are told, the first of the name. */
  next(sentence: string): Place | undefined {
    const reference = danglingReference(sentence);
    if (!reference) return undefined;
    const { name, values } = reference;
    const known = this.byName.get(name) ?? this.read(name);
    const found = known
      .get(values[0]!)
      ?.find((place) => !this.taken.has(place) && values.every((value) => this.valuesOf.get(place)!.has(value)));
    if (found) this.taken.add(found);
    return found ?? known.values().next().value?.[0];
  }

  private read(name: string): ReadonlyMap<string, Place[]> {
    const places = new Map<string, Place[]>();
    for (const segment of this.segments) {
      const tree = this.trees.of(segment);
      for (let node = 0; node < tree.size; node++) {
        if (tree.kind(node) !== NodeKind.Element || tree.localName(node) !== name) continue;
        const place = { segment, node };
        const values = valuesIn(tree, node);
        this.valuesOf.set(place, values);
        for (const value of values) {
          const alike = places.get(value);
          if (alike) alike.push(place);
          else places.set(value, [place]);
        }
      }
    }
    this.byName.set(name, places);
    return places;
  }
}

/** What stands in the attributes of an element, in itself, and in what is in it. */
function valuesIn(tree: SyntaxTree, element: NodeId): ReadonlySet<string> {
  const values = new Set<string>();
  for (let node = element; node <= tree.last(element) && values.size < MOST_VALUES; node++) {
    const kind = tree.kind(node);
    const isLeaf = kind === NodeKind.Element && tree.elements(node).next().done;
    if (isLeaf || kind === NodeKind.Attribute) values.add(trimXml(tree.value(node)));
  }
  return values;
}
