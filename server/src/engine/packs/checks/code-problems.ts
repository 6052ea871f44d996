import type { SchemaModel } from '../../schema/model.ts';
import { CONCEPT_OF_MEANING, type CodeFile, type Combination, type Concept } from '../pack.ts';
import type { JsonPath } from './json-text.ts';
import { fromRoot, listOf, type WrittenManifest } from './normal-form.ts';
import { findPath, isFound, isPath, type PackPath, parsePath, typeOf } from './paths.ts';

/** What can be wrong with the codes that a pack names. The parameters stand behind each. */
export type CodeProblemKind =
  /** There is no list `list`; `present` are. */
  | 'code.noList'
  /** The pack names `list` and has no file of lists. */
  | 'code.noFile'
  /** `code` is none of `concept`. */
  | 'code.unknown'
  /** `concept`, of a key, has no place: the key is not looked at. */
  | 'code.unmapped'
  /** `code` stands in `list` already. */
  | 'code.twice'
  /** `first` and `second` stand in an earlier row of combinations. */
  | 'code.pairTwice';

export interface CodeProblem {
  readonly at: JsonPath;
  readonly kind: CodeProblemKind;
  readonly severity?: 'warning';
  readonly parameters: Readonly<Record<string, string>>;
}

/** Codes of digits are the same whatever zeros they start with. */
function bare(code: string): string {
  return /^[0-9]+$/.test(code) ? code.replace(/^0+(?=.)/, '') : code;
}

/** The codes of a concept that there are, as they are compared; undefined where nothing is known of them. */
export type KnownCodes = (concept: Concept) => ReadonlySet<string> | undefined;

export function knownCodes(manifest: WrittenManifest, file: CodeFile | undefined, model: SchemaModel): KnownCodes {
  return (concept) => {
    const place = manifest.concepts[concept];
    const list = place?.list === undefined ? undefined : file?.lists[place.list];
    if (list) return new Set(list.codes.map(({ code }) => bare(code)));
    const [path] = place ? listOf(place.path) : [];
    const parsed = path === undefined ? undefined : parsePath(path);
    const found = parsed && isPath(parsed) ? findPath(model, wayTo(manifest, parsed), parsed.attribute) : undefined;
    const values = found && isFound(found) ? typeOf(found).enumerations : [];
    return values.length === 0 ? undefined : new Set(values.map(({ value }) => bare(value)));
  };
}

/** The elements on a path from the root on, be it one from the record on. */
function wayTo({ record }: WrittenManifest, { isAbsolute, up, elements }: PackPath): readonly string[] {
  const start = fromRoot(listOf(record)[0]!).split('/');
  return isAbsolute ? elements : [...start.slice(0, Math.max(0, start.length - up)), ...elements];
}

/** What is wrong with lists, meanings and keys. */
export function* codeProblems(
  manifest: WrittenManifest,
  file: CodeFile | undefined,
  known: KnownCodes,
): Generator<CodeProblem> {
  for (const [concept, { list }] of Object.entries(manifest.concepts)) {
    if (list === undefined || file?.lists[list]) continue;
    const at = ['concepts', concept, 'list'];
    if (!file) yield { at, kind: 'code.noFile', parameters: { list } };
    else yield { at, kind: 'code.noList', parameters: { list, present: Object.keys(file.lists).join(', ') } };
  }
  for (const [meaning, given] of Object.entries(manifest.meanings ?? {}) as [
    keyof typeof CONCEPT_OF_MEANING,
    string | string[],
  ][]) {
    const concept = CONCEPT_OF_MEANING[meaning];
    const codes = known(concept);
    if (!codes) continue;
    for (const [index, code] of [given].flat().entries()) {
      if (codes.has(bare(code))) continue;
      const at = typeof given === 'string' ? ['meanings', meaning] : ['meanings', meaning, index];
      yield { at, kind: 'code.unknown', parameters: { code, concept } };
    }
  }
  for (const key of ['unique', 'likelyDuplicate'] as const) {
    for (const [row, concepts] of (manifest[key] ?? []).entries()) {
      for (const [index, concept] of concepts.entries()) {
        if (manifest.concepts[concept]) continue;
        yield { at: [key, row, index], kind: 'code.unmapped', severity: 'warning', parameters: { concept } };
      }
    }
  }
}

/** What is wrong with the rows of `combinations.json`. */
export function* combinationProblems(
  combinations: readonly Pick<Combination, 'types'>[],
  types: ReadonlySet<string> | undefined,
): Generator<CodeProblem> {
  const seen = new Set<string>();
  for (const [index, { types: pair }] of combinations.entries()) {
    for (const [side, code] of pair.entries()) {
      if (types?.has(bare(code)) !== false) continue;
      const parameters = { code, concept: 'typeVoorziening' };
      yield { at: ['combinations', index, 'types', side], kind: 'code.unknown', parameters };
    }
    const [first, second] = pair;
    const key = pair.map(bare).sort().join(' ');
    if (seen.has(key)) {
      yield { at: ['combinations', index, 'types'], kind: 'code.pairTwice', parameters: { first, second } };
    }
    seen.add(key);
  }
}

/** What is wrong with the codes of `codes.json`: one that a list has twice. */
export function* listProblems({ lists }: CodeFile): Generator<CodeProblem> {
  for (const [list, { codes }] of Object.entries(lists)) {
    const seen = new Set<string>();
    for (const [index, { code }] of codes.entries()) {
      if (seen.has(code)) {
        yield { at: ['lists', list, 'codes', index, 'code'], kind: 'code.twice', parameters: { code, list } };
      }
      seen.add(code);
    }
  }
}
