import type { Month } from '../../delivery/day.ts';
import type { DeliveryHeader } from '../../delivery/header.ts';
import type { Voorziening } from '../../delivery/record.ts';
import { verslagmaandOf } from '../../delivery/verslagmaand.ts';
import type { Pack } from '../../packs/load-pack.ts';
import { HEADER_CONCEPTS } from '../../packs/pack.ts';
import type { GroupKey, RuleContext } from '../../rules/rule.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { AnySegment } from '../document/segment.ts';
import type { SegmentTrees } from '../document/segment-trees.ts';
import type { Groups } from './record-groups.ts';

/** What rules may ask of a document. */
export class DocumentContext implements RuleContext {
  header: DeliveryHeader | undefined;
  /** Of the header, once it is validated. */
  verslagmaand: Month | undefined;
  /** The values of the header that the rules last ran with. */
  private ruledValues: string | undefined;

  constructor(
    readonly pack: Pack,
    readonly expectedBerichtgevers: readonly string[],
    private readonly groups: Groups,
    private readonly trees: SegmentTrees,
  ) {}

  recordsWith(group: GroupKey, value: string): readonly Voorziening[] {
    return this.groups.get(group, value);
  }

  treeOf(owner: object): SyntaxTree {
    return this.trees.of(owner as AnySegment);
  }

  /**
   * Sets the header, under the mask of its verdict.
   * @returns whether rules have run with other values of it
   */
  setHeader(header: DeliveryHeader | undefined): boolean {
    this.header = header;
    this.verslagmaand = header && verslagmaandOf(header);
    const values = JSON.stringify(HEADER_CONCEPTS.map((concept) => header?.value(concept)));
    const changed = this.ruledValues !== undefined && values !== this.ruledValues;
    this.ruledValues = values;
    return changed;
  }
}
