import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { codesOf } from '../packs/load-pack.ts';
import { trimXml } from '../text/xml-whitespace.ts';

export interface TypeCount {
  readonly code: string;
  /** undefined where the pack has no such code. */
  readonly label: string | undefined;
  readonly count: number;
  /** A code for what fits no other. */
  readonly overig: boolean;
}

/** Types that belong together. */
export interface TypeGroup {
  /** undefined for types that the pack puts in no group. */
  readonly label: string | undefined;
  readonly count: number;
  /** The types that are in the delivery, in the order of the code list. */
  readonly types: readonly TypeCount[];
}

/** The records by their type. */
export interface TypeCounts {
  /** Those that are in the delivery, in the order of the code list. */
  readonly groups: readonly TypeGroup[];
  /** Records whose type is absent or invalid. */
  readonly untyped: number;
  /** Records with a code for what fits no other; undefined where the pack doesn't tell which codes those are. */
  readonly overig: number | undefined;
}

/** Counts the records of a document that a pack is known for. */
export function countByType(analysis: DeliveryAnalysis): TypeCounts {
  const counts = new Map<string, number>();
  let typed = 0;
  for (const record of analysis.allRecords()) {
    const type = trimXml(record.value('typeVoorziening'));
    if (type === undefined) continue;
    counts.set(type, (counts.get(type) ?? 0) + 1);
    typed++;
  }
  const codes = codesOf(analysis.pack, 'typeVoorziening')?.codes ?? [];
  const groups = new Map<string | undefined, TypeCount[]>();
  const put = (group: string | undefined, type: TypeCount) => {
    const types = groups.get(group);
    if (types) types.push(type);
    else groups.set(group, [type]);
  };
  for (const { code, label, group, overig = false } of codes) {
    const count = counts.get(code);
    if (count !== undefined) put(group, { code, label, count, overig });
    counts.delete(code);
  }
  for (const [code, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    put(undefined, { code, label: undefined, count, overig: false });
  }
  return {
    groups: [...groups].map(([label, types]) => ({ label, count: sum(types), types })),
    untyped: analysis.recordCount - typed,
    overig: codes.some(({ overig }) => overig)
      ? sum([...groups.values()].flat().filter(({ overig }) => overig))
      : undefined,
  };
}

function sum(types: readonly TypeCount[]): number {
  return types.reduce((total, { count }) => total + count, 0);
}
