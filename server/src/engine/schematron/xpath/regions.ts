import type { DeliveryLayout } from '../layout.ts';
import { type NodeTest, testKind } from './xpath-engine.ts';

/**
 * Where the nodes that a path leads to can be, told without a document: a set of regions, one bit each. What a rule
 * sees is the header and one record; a path that leads to {@link OTHERS} would give something else in the whole
 * document than it does there.
 */
export type Regions = number;

export const NOWHERE: Regions = 0;
export const DOCUMENT: Regions = 1;
/** Everything outside the container that is no ancestor of it, and the attributes of its ancestors. */
export const HEADER: Regions = 2;
/** The record (or what else repeats in the container) that the rule looks at. */
export const UNIT: Regions = 4;
/** What is within that record. */
export const INSIDE: Regions = 8;
/** Records, reached from outside of them: all of the document's. */
export const OTHERS: Regions = 16;
/** The root; the ancestors below it have the bits above. */
const ROOT: Regions = 32;

export const RECORD = UNIT | INSIDE;

const DOWNWARD = ['child', 'descendant', 'descendant-or-self', 'attribute', 'self'];

/** How the regions of a format lie in each other. */
export class RegionMap {
  private readonly ancestors: Regions;
  private readonly container: Regions;

  constructor(readonly layout: DeliveryLayout) {
    const count = Math.min(layout.ancestors.length, 24);
    this.container = ROOT << (count - 1);
    this.ancestors = (this.container << 1) - ROOT;
  }

  /** The regions outside the records that hold more than their own text: their value is that of all records. */
  get holders(): Regions {
    return DOCUMENT | this.ancestors;
  }

  get outside(): Regions {
    return this.holders | HEADER;
  }

  /** The axis never leads out of the node. */
  isDownward(axis: string): boolean {
    return DOWNWARD.includes(axis);
  }

  /**
   * Where an axis leads from each of some regions.
   * @param asPattern the records are those that the pattern is to find, not others
   */
  along(axis: string, from: Regions, asPattern: boolean): Regions {
    switch (axis) {
      case 'self':
        return from;
      case 'child':
        return this.children(from, asPattern);
      case 'descendant':
        return this.closure(this.children(from, asPattern), (regions) => this.children(regions, asPattern));
      case 'descendant-or-self':
        return this.closure(from, (regions) => this.children(regions, asPattern));
      case 'attribute':
        return (from & (HEADER | this.ancestors) ? HEADER : 0) | (from & RECORD ? INSIDE : 0) | (from & OTHERS);
      case 'parent':
        return this.parents(from);
      case 'ancestor':
        return this.closure(this.parents(from), (regions) => this.parents(regions));
      case 'ancestor-or-self':
        return this.closure(from, (regions) => this.parents(regions));
      default:
        // The siblings, on either side.
        return (
          (from & HEADER ? HEADER | (this.ancestors & ~ROOT) : 0) |
          (from & this.ancestors ? HEADER : 0) |
          (from & (UNIT | OTHERS) ? OTHERS : 0) |
          (from & INSIDE)
        );
    }
  }

  /**
   * The regions of these in which a node can pass the test.
   * @param uri what the test's prefix stands for; '' without a prefix
   */
  passing(test: NodeTest, regions: Regions, axis: string, uri: string): Regions {
    const { layout } = this;
    const isAttribute = axis === 'attribute';
    switch (testKind(test)) {
      case 'node':
        return regions;
      case 'other':
        return regions & (HEADER | INSIDE | OTHERS);
      case 'any':
        return regions & ~DOCUMENT;
      case 'prefix':
        return isAttribute || uri === layout.namespace ? regions & ~DOCUMENT : NOWHERE;
      case 'name': {
        if (isAttribute && uri !== '') return regions;
        if (!isAttribute && uri !== layout.namespace) return NOWHERE;
        const name = isAttribute ? `@${test.localName}` : test.localName!;
        let found = NOWHERE;
        if (layout.headerNames.has(name)) found |= HEADER;
        if (layout.recordNames.has(name)) found |= INSIDE | OTHERS;
        if (name === layout.unit) found |= UNIT | OTHERS;
        layout.ancestors.forEach((ancestor, depth) => {
          if (name === ancestor) found |= ROOT << depth;
        });
        return regions & found;
      }
    }
  }

  /** The format has such an element or attribute. */
  knows(name: string): boolean {
    const { layout } = this;
    return (
      layout.headerNames.has(name) ||
      layout.recordNames.has(name) ||
      name === layout.unit ||
      layout.ancestors.includes(name)
    );
  }

  private children(from: Regions, asPattern: boolean): Regions {
    const records = asPattern ? UNIT : OTHERS;
    return (
      (from & DOCUMENT ? ROOT : 0) |
      (from & this.ancestors ? HEADER : 0) |
      ((from & this.ancestors & ~this.container) << 1) |
      (from & this.container ? records : 0) |
      (from & (HEADER | OTHERS)) |
      (from & RECORD ? INSIDE : 0)
    );
  }

  private parents(from: Regions): Regions {
    return (
      (from & ROOT ? DOCUMENT : 0) |
      ((from & this.ancestors & ~ROOT) >> 1) |
      (from & HEADER ? HEADER | this.ancestors : 0) |
      (from & UNIT ? this.container : 0) |
      (from & INSIDE ? RECORD : 0) |
      (from & OTHERS ? OTHERS | this.container : 0)
    );
  }

  private closure(start: Regions, next: (regions: Regions) => Regions): Regions {
    let all = start;
    for (;;) {
      const more = all | next(all);
      if (more === all) return all;
      all = more;
    }
  }
}
