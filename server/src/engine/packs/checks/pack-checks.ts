import codesShape from '../../../../../schemas/codes.schema.json' with { type: 'json' };
import combinationsShape from '../../../../../schemas/combinations.schema.json' with { type: 'json' };
import gemeentenShape from '../../../../../schemas/gemeenten.schema.json' with { type: 'json' };
import packShape from '../../../../../schemas/pack.schema.json' with { type: 'json' };
import type { SchemaModel } from '../../schema/model.ts';
import { resembles } from '../../syntax/resemblance.ts';
import type { TextRange } from '../../text/text-range.ts';
import type { CodeFile, CombinationFile } from '../pack.ts';
import { type CodeProblemKind, codeProblems, combinationProblems, knownCodes, listProblems } from './code-problems.ts';
import { type JsonShape, type ShapeProblemKind, shapeProblems } from './json-shape.ts';
import { type JsonPath, JsonText } from './json-text.ts';
import { fromRoot, listOf, type WrittenManifest } from './normal-form.ts';
import { repeatingAncestors as ancestorsThatRepeat, PlaceChecks, type PlaceProblemKind } from './place-problems.ts';

/** What can be wrong with the JSON files of a pack. The parameters stand behind each that has no list of its own. */
export type ManifestProblemKind =
  | ShapeProblemKind
  | PlaceProblemKind
  | CodeProblemKind
  /** The file is not there, or can't be read: `name`. */
  | 'file.missing'
  /** `name` leads out of the folder of the pack. */
  | 'file.outside'
  /** The text is no JSON. */
  | 'json.syntax'
  /** `key` stands there twice. */
  | 'json.repeatedKey'
  /** The form of the file is not the one that is read: `version` is. */
  | 'json.version'
  /** The pack `other` goes before this one, and nothing tells them apart. */
  | 'alike';

/** Something wrong with a JSON file of a pack. */
export interface ManifestProblem {
  readonly file: string;
  readonly range: TextRange;
  readonly severity: 'error' | 'warning';
  readonly kind: ManifestProblemKind;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The JSON files of a pack, by the keys that name them in `pack.json`. */
export type JsonRole = 'manifest' | 'codes' | 'combinations' | 'gemeenten';

const SHAPES: Readonly<Record<JsonRole, JsonShape>> = {
  manifest: packShape,
  codes: codesShape,
  combinations: combinationsShape,
  gemeenten: gemeentenShape,
};

/** The form of `pack.json` that is read. */
const VERSION = 2;

/** What is wrong with the text and the shape of a JSON file. */
export function* jsonProblems(role: JsonRole, file: string, text: string): Generator<ManifestProblem> {
  const json = new JsonText(file, text);
  const problem = (
    range: TextRange,
    kind: ManifestProblemKind,
    parameters: Record<string, string> = {},
  ): ManifestProblem => ({ file, range, severity: 'error', kind, parameters });
  if (json.fault) {
    yield problem(json.fault, 'json.syntax');
    return;
  }
  for (const { key, range } of json.repeatedKeys()) yield problem(range, 'json.repeatedKey', { key });
  const { value } = json;
  const version = (value as { version?: unknown } | null)?.version;
  // Of another form everything else would be wrong as well.
  if (role === 'manifest' && isObject(value) && version !== VERSION && !resemblesVersion(value)) {
    yield problem(json.rangeOf(['version']), 'json.version', { version: String(VERSION) });
    return;
  }
  for (const { path, isKey, kind, parameters } of shapeProblems(value, SHAPES[role])) {
    yield problem(isKey ? json.keyRange(path) : json.rangeOf(path), kind, parameters);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A key that was probably meant to be `version` is told of as such. */
function resemblesVersion(value: object): boolean {
  return !('version' in value) && Object.keys(value).some((key) => resembles(key, 'version'));
}

/** Files of a pack that hold codes. */
export interface CodeTexts {
  readonly codes: { readonly file: string; readonly text: string; readonly value: CodeFile } | undefined;
  readonly combinations: { readonly file: string; readonly text: string; readonly value: CombinationFile } | undefined;
}

/** What is wrong with what the files of a pack say of each other and of the schema. */
export function* packProblems(
  text: string,
  manifest: WrittenManifest,
  { codes, combinations }: CodeTexts,
  model: SchemaModel,
): Generator<ManifestProblem> {
  const json = new JsonText('pack.json', text);
  yield* inFile(json, new PlaceChecks(manifest, model).run());
  const known = knownCodes(manifest, codes?.value, model);
  yield* inFile(json, codeProblems(manifest, codes?.value, known));
  if (codes) yield* inFile(new JsonText(codes.file, codes.text), listProblems(codes.value));
  if (combinations) {
    const rows = combinationProblems(combinations.value.combinations, known('typeVoorziening'));
    yield* inFile(new JsonText(combinations.file, combinations.text), rows);
  }
}

/** A problem of one of the JSON files, at the way to it. */
interface PathedProblem {
  readonly at: JsonPath;
  readonly kind: ManifestProblemKind;
  readonly severity?: 'warning';
  readonly parameters: Readonly<Record<string, string>>;
}

function* inFile(json: JsonText, problems: Iterable<PathedProblem>): Generator<ManifestProblem> {
  for (const { at, kind, severity = 'error', parameters } of problems) {
    yield { file: json.file, range: json.rangeOf(at), severity, kind, parameters };
  }
}

/** What is wrong with the name of a file of a pack; undefined where nothing is. */
export function fileNameProblem(name: string): 'file.outside' | undefined {
  const isOutside = /^[/\\]|^[A-Za-z][A-Za-z0-9+.-]*:|\\/.test(name) || name.split('/').includes('..');
  return isOutside ? 'file.outside' : undefined;
}

/** The place of a key's value in `pack.json`. */
export function placeOfKey(text: string, key: string): TextRange {
  return new JsonText('pack.json', text).rangeOf([key]);
}

/** What repeats where that is not the record, as the schema has it; undefined where it is. */
export function repeatingAncestors(
  model: SchemaModel,
  record: WrittenManifest['record'],
): readonly string[] | undefined {
  return ancestorsThatRepeat(
    model,
    listOf(record).map((path) => fromRoot(path).split('/')),
  );
}
