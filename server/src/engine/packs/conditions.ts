import { NodeKind } from '../syntax/node-table.ts';
import { Scanner } from '../syntax/scanner.ts';
import { SyntaxTree } from '../syntax/tree.ts';
import { trimXml } from '../text/xml-whitespace.ts';
import type { Pack } from './load-pack.ts';
import type { HeaderConcept, PackManifest } from './pack.ts';
import type { PackProblem } from './pack-problem.ts';
import { stepsOf } from './places.ts';

/** Gives the value at a path from the root on; undefined where none is to be seen. */
type ValueAt = (path: readonly string[]) => string | undefined;

/** The values that tell packs apart stand in so many characters from the start, or are not seen. */
export const HEADER_WITHIN = 65_536;

/** A pack holds for some deliveries with its root and namespace only. */
export function hasConditions({ manifest }: Pack): boolean {
  return manifest.valid !== undefined || (manifest.when?.length ?? 0) > 0;
}

/** Of packs with the same root and namespace those that hold for a document; what it doesn't show excludes none. */
export function packsFor(packs: readonly Pack[], beginning: string): Pack[] {
  if (!packs.some(hasConditions)) return [...packs];
  const valueAt = valuesIn(beginning);
  return packs.filter(({ manifest }) => holds(manifest, valueAt));
}

const unconditional = new WeakMap<Pack, Pack>();

/** The pack, for a delivery of which the user says that it is in it, whatever the pack says itself. The same each time. */
export function chosenByUser(pack: Pack): Pack {
  if (!hasConditions(pack)) return pack;
  let chosen = unconditional.get(pack);
  if (!chosen) {
    const { valid: _valid, when: _when, ...manifest } = pack.manifest;
    // What the pack makes when first asked for, it makes once for both.
    chosen = Object.create(pack, { manifest: { value: manifest, enumerable: true } }) as Pack;
    unconditional.set(pack, chosen);
  }
  return chosen;
}

/** What is told of each pack that an earlier one goes before, where nothing says for which deliveries each of them is. */
export function alikeProblems(packs: readonly Pack[]): ReadonlyMap<Pack, PackProblem> {
  const problems = new Map<Pack, PackProblem>();
  for (const [index, pack] of packs.entries()) {
    const first = packs.slice(0, index).find((earlier) => isAlike(earlier.manifest, pack.manifest));
    if (first) problems.set(pack, alikeProblem(pack, first));
  }
  return problems;
}

function alikeProblem({ files }: Pack, { manifest }: Pack): PackProblem {
  const start = { line: 0, character: 0 };
  const uri = files.manifest?.uri;
  const place = { file: 'pack.json', uri, start, end: start };
  return { ...place, severity: 'warning', kind: 'alike', parameters: { other: manifest.title } };
}

function isAlike(a: PackManifest, b: PackManifest): boolean {
  return a.root === b.root && a.namespace === b.namespace && hasSameConditions(a, b);
}

function hasSameConditions(a: PackManifest, b: PackManifest): boolean {
  const told = ({ valid, when }: PackManifest) => JSON.stringify([valid ?? {}, when ?? []]);
  return told(a) === told(b);
}

function holds(manifest: PackManifest, valueAt: ValueAt): boolean {
  const { when = [], valid } = manifest;
  const meets = when.every(({ path, values }) => {
    const value = valueAt(path.split('/'));
    return value === undefined || values.includes(value);
  });
  const month = valid && monthOf(manifest, valueAt);
  if (!meets || !valid || month === undefined) return meets;
  return month >= (valid.from ?? '') && (valid.to === undefined || month <= valid.to);
}

/** The verslagmaand as `2025-03`, whatever the notation. */
function monthOf({ concepts }: PackManifest, valueAt: ValueAt): string | undefined {
  const value = (concept: HeaderConcept) => {
    for (const path of concepts[concept] ? stepsOf(concepts[concept].path) : []) {
      const found = valueAt(path);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const whole = value('verslagmaand');
  if (whole !== undefined) {
    const [, year, month] = /^(\d{4})-?(\d\d)/.exec(whole) ?? [];
    if (year !== undefined) return `${year}-${month}`;
    const [, ofYear, inYear] = /^\d\d-(\d\d)-(\d{4})/.exec(whole) ?? [];
    return ofYear === undefined ? undefined : `${inYear}-${ofYear}`;
  }
  const [year, month] = [value('statistiekjaar'), value('statistiekmaand')?.replace(/^--/, '')];
  return year === undefined || month === undefined ? undefined : `${year}-${month.padStart(2, '0')}`;
}

function valuesIn(beginning: string): ValueAt {
  const scanner = new Scanner(beginning, 0);
  while (!scanner.atEnd) scanner.step(0);
  const tree = new SyntaxTree(beginning, 0, scanner.table);
  return (path) => {
    const attribute = path.at(-1)!.startsWith('@') ? path.at(-1)!.slice(1) : undefined;
    const elements = attribute === undefined ? path : path.slice(0, -1);
    for (let node = 0; node < tree.size; node++) {
      if (tree.kind(node) !== NodeKind.Element || !tree.isAt(node, elements)) continue;
      if (attribute === undefined) return trimXml(tree.value(node));
      const found = [...tree.attributes(node)].find((one) => tree.localName(one) === attribute);
      return found === undefined ? undefined : trimXml(tree.value(found));
    }
    return undefined;
  };
}
