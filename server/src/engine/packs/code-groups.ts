import type { Code, CodeFile, PackManifest } from './pack.ts';

/** The types of voorziening that a pack puts together. */
export interface CodeGroup {
  readonly name: string;
  readonly codes: readonly Code[];
}

/** The groups of a pack's types of voorziening, in the pack's order; none where the pack has no such list. */
export function codeGroups(manifest: Pick<PackManifest, 'concepts'>, { lists }: CodeFile): CodeGroup[] {
  const list = manifest.concepts.typeVoorziening?.list;
  const groups = new Map<string, Code[]>();
  for (const code of (list === undefined ? undefined : lists[list])?.codes ?? []) {
    const name = code.group ?? '';
    groups.set(name, [...(groups.get(name) ?? []), code]);
  }
  return Array.from(groups, ([name, codes]) => ({ name, codes }));
}
