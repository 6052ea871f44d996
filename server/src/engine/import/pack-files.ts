import { formatMessage, type Language, masked } from '../messages/message.ts';
import type { Pack } from '../packs/load-pack.ts';
import { CONCEPT_OF_MEANING, type Code, type CodeList, type Concept, type Meanings } from '../packs/pack.ts';
import { bareCode, codesByLabel, valuesOf } from './law-codes.ts';
import type { NamedConcept } from './names/name-score.ts';
import type { Candidate, Finding, Proposal } from './propose.ts';
import { takes } from './value-space.ts';

/** What the files of a pack are made with. */
export interface PackDescription {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly source: string;
  /** The path of the schema in the folder of the pack. */
  readonly schema: string;
  readonly draftedFrom?: readonly string[];
}

/** The law's codes in the spelling of a schema, by the code of the law. */
type Spelled = ReadonlyMap<string, readonly string[]>;

/**
 * The JSON files of a pack, by name.
 * @param law the pack that ships: its code lists, meanings, combinations and municipalities are those of the law
 */
export function packFiles(
  { root, records, recordCandidates, concepts, blocks }: Proposal,
  about: PackDescription,
  law: Pack,
  language: Language,
): Readonly<Record<string, string>> {
  const lists: Record<string, CodeList> = {};
  const spelled = new Map<Concept, Spelled>();
  const places: Record<string, object> = {};
  const open: Record<string, object[]> = {};
  if (recordCandidates.length > 0) {
    open.record = recordCandidates.map(({ paths, reason }) => ({
      path: oneOrMore(paths),
      reason: formatMessage(reason, masked(language)),
    }));
  }
  for (const [concept, finding] of concepts) {
    if (finding.certainty === 'ask') {
      open[concept] = finding.candidates.map((candidate) => openPlace(candidate, language));
      continue;
    }
    if (finding.certainty === 'absent') continue;
    const list = listFor(concept, finding, law);
    if (list) {
      lists[list.name] = list.list;
      spelled.set(concept, list.spelled);
    }
    const none = noneOf(concept, finding);
    places[concept] = {
      path: oneOrMore(finding.paths),
      ...(finding.format === undefined ? {} : { format: finding.format }),
      ...(list ? { list: list.name } : {}),
      ...(none.length > 0 ? { none } : {}),
    };
  }
  if (blocks.length > 0) places.loonkostensubsidie = { path: oneOrMore(blocks) };
  const types = spelled.get('typeVoorziening');
  const combinations = types ? combinationsFor(law, types) : [];
  const has = (...wanted: Concept[]) => wanted.every((concept) => Object.hasOwn(places, concept));
  const { id, title, description, source, schema, draftedFrom } = about;
  const manifest = {
    version: 2,
    ...{ id, title, description, provenance: 'recon', source, schema },
    ...(Object.keys(lists).length > 0 ? { codes: 'codes.json' } : {}),
    ...(combinations.length > 0 ? { combinations: 'combinations.json' } : {}),
    ...(has('gemeentecode') ? { gemeenten: 'gemeenten.json' } : {}),
    namespace: root.namespace,
    root: root.name,
    record: oneOrMore(records.map(({ path }) => path)),
    concepts: places,
    meanings: meaningsFor(law.manifest.meanings, spelled),
    ...(has('registratienummer') ? { unique: [['registratienummer']] } : {}),
    ...(has('bsn', 'typeVoorziening', 'begindatum')
      ? { likelyDuplicate: [['bsn', 'typeVoorziening', 'begindatum']] }
      : {}),
    ...(Object.keys(open).length > 0 ? { open } : {}),
    ...(draftedFrom ? { draftedFrom } : {}),
  };
  const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
  return {
    'pack.json': json(manifest),
    ...(manifest.codes ? { 'codes.json': json({ lists }) } : {}),
    ...(manifest.combinations ? { 'combinations.json': json({ combinations }) } : {}),
    ...(manifest.gemeenten && law.files.gemeenten ? { 'gemeenten.json': law.files.gemeenten.text } : {}),
  };
}

function openPlace({ paths, format, reason }: Candidate, language: Language): object {
  const words = formatMessage(reason, masked(language));
  return { path: oneOrMore(paths), ...(format === undefined ? {} : { format }), reason: words };
}

export function oneOrMore<T>(all: readonly T[]): T | readonly T[] {
  return all.length === 1 ? all[0]! : all;
}

/** The law's list with the codes that a schema has, as it writes them; undefined where its codes are others. */
function listFor(
  concept: NamedConcept,
  { evidence }: Candidate,
  law: Pack,
): { name: string; list: CodeList; spelled: Spelled } | undefined {
  const name = law.manifest.concepts[concept]?.list;
  const list = name === undefined ? undefined : law.codes[name];
  const match = evidence.codes?.match;
  if (name === undefined || !list || match === 'other' || match === 'none') return undefined;
  const values = valuesOf(evidence.place.type).filter(({ value }) => value !== '');
  const spelled = new Map<string, string[]>();
  const codes: Code[] = [];
  const add = (code: Code, written: string) => {
    codes.push({ ...code, code: written });
    spelled.set(code.code, [...(spelled.get(code.code) ?? []), written]);
  };
  if (values.length === 0) for (const code of list.codes) add(code, written(code.code, evidence.place.type));
  else {
    const byLabel = match === 'labels' ? codesByLabel(values, list) : undefined;
    for (const { value, documentation } of values) {
      const code = byLabel ? byLabel.get(value) : list.codes.find((one) => bareCode(one.code) === bareCode(value));
      if (code) add(code, value);
      else codes.push(ownCode(value, documentation));
    }
  }
  return { name, list: { ...list, codes }, spelled };
}

/** The code as a type without a list of its own takes it: numbers have no zeros before them. */
function written(code: string, type: Parameters<typeof takes>[0]): string {
  if (takes(type, code)) return code;
  const bare = /^[0-9]+$/.test(code) ? String(Number(code)) : code;
  return takes(type, bare) ? bare : code;
}

function ownCode(code: string, documentation: string): Code {
  const label = documentation === '' ? code : documentation;
  return { code, label, short: label, description: '', provenance: { label: 'recon', code: 'recon' }, source: '' };
}

/** Values of a date that can't be one: the type takes them beside real days. */
function noneOf(concept: NamedConcept, { evidence, format }: Candidate): string[] {
  if (concept !== 'einddatum' || format === undefined) return [];
  const { place, fit } = evidence;
  const text = `${place.documentation} ${place.type.documentation}`;
  const zeros = { jjjjmmdd: '00000000', 'jjjj-mm-dd': '0000-00-00', 'dd-mm-jjjj': '00-00-0000' }[format as string];
  const nines = { jjjjmmdd: '99991231', 'jjjj-mm-dd': '9999-12-31', 'dd-mm-jjjj': '31-12-9999' }[format as string];
  const found: string[] = [];
  if (zeros !== undefined && (text.includes(zeros) || (fit === 'strict' && takes(place.type, zeros))))
    found.push(zeros);
  if (nines !== undefined && text.includes(nines)) found.push(nines);
  return found;
}

/** The law's meanings of the codes that the schema has. */
function meaningsFor(meanings: Meanings, spelled: ReadonlyMap<Concept, Spelled>): Meanings {
  const found: Record<string, string | string[]> = {};
  for (const [meaning, codes] of Object.entries(meanings) as [keyof Meanings, string | string[]][]) {
    const own = [codes].flat().flatMap((code) => spelled.get(CONCEPT_OF_MEANING[meaning])?.get(code) ?? []);
    if (own.length > 0) found[meaning] = typeof codes === 'string' ? own[0]! : own;
  }
  return found;
}

function combinationsFor({ combinations }: Pack, types: Spelled): object[] {
  return combinations.flatMap((combination) => {
    const [first, second] = combination.types.map((type) => types.get(type)?.[0]);
    return first === undefined || second === undefined ? [] : [{ ...combination, types: [first, second] }];
  });
}

/** Whether a finding is a question that nobody has answered. */
export function isOpen(finding: Finding): boolean {
  return finding.certainty === 'ask';
}
