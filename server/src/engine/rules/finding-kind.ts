import { hasMessage, type Message, type MessageParameter } from '../messages/message.ts';
import { codesOf, type Pack } from '../packs/load-pack.ts';
import type { Concept } from '../packs/pack.ts';
import { conceptAt } from '../packs/places.ts';
import type { SchemaIssue } from '../schema/issue.ts';
import { ruleOf } from './registry.ts';
import type { Finding } from './rule.ts';

/** What findings that need the same to be done have in common. */
export interface FindingKind {
  /**
   * Stable over versions and files, and the same in every language: the code, what was said, the concept (or the name
   * that the schema has) and the code value, as far as these tell kinds apart: `SRG-T002/missing/geslacht`,
   * `SRG-I105/10+23`. Never anything that says who it is about.
   */
  readonly id: string;
  readonly code: string;
  readonly concept: Concept | undefined;
  /** `Geslacht ontbreekt`, without a full stop. */
  readonly title: Message;
  /** How many things the finding itself tells of: mostly one. */
  readonly standsFor: number;
}

/** Of messages that say the same in other words, what they say; of others the part of their key behind the code. */
const SAID: Readonly<Record<string, string>> = {
  'SRG-T002.missingElement': 'missing',
  'SRG-T002.missingFirst': 'missing',
  'SRG-T002.missingAnywhere': 'missing',
  'SRG-T002.missingAttribute': 'missing',
  'SRG-T002.codeMany': 'code',
  'SRG-T002.union': 'value',
  'SRG-T002.patterns': 'pattern',
  'SRG-T002.monthNumber': 'month',
  'SRG-T002.minExclusive': 'minInclusive',
  'SRG-T002.maxExclusive': 'maxInclusive',
  'SRG-T002.time.minInclusive': 'early',
  'SRG-T002.time.minExclusive': 'early',
  'SRG-T002.time.maxInclusive': 'late',
  'SRG-T002.time.maxExclusive': 'late',
  'SRG-T002.unexpectedElementInstead': 'unexpectedElement',
  'SRG-T002.otherNamespace.missing': 'otherNamespace',
  'SRG-T002.otherNamespace.none': 'otherNamespace',
  'SRG-T002.abstractElement.alone': 'abstractElement',
  'SRG-T002.unknownType.none': 'unknownType',
  'SRG-T004.key': '',
  'SRG-T005.noNamespace': '',
  'SRG-I103.running': '',
  'SRG-I103.chain': '',
  'SRG-I104.one': 'missing',
  'SRG-I104.many': 'missing',
  'SRG-I104.all': 'missing',
  'SRG-I104.conversie.one': 'missing',
  'SRG-I104.conversie.many': 'missing',
  'SRG-I104.conversie.all': 'missing',
  'SRG-I105.running': '',
  'SRG-I109.aowMonths': 'aow',
  'SRG-I110.missingBlock': 'missing',
  'SRG-I115.running': 'length',
  'SRG-I116.running': 'length',
  'SRG-S001.unusedInFile': 'unused',
};

/** The kind of a finding. @param pack that it was found under */
export function kindOf(finding: Finding, pack: Pack | undefined): FindingKind {
  const { code, custom, message } = finding;
  if (custom) {
    return { id: code, code, concept: undefined, title: { key: 'kind.custom', parameters: { code } }, standsFor: 1 };
  }
  const said = SAID[message.key] ?? message.key.slice(code.length + 1);
  const issue = finding.data as SchemaIssue | undefined;
  // What was found without the schema, such as a record without its tags, is about no element of it.
  const subject = code === 'SRG-T002' && issue?.path ? subjectOf(issue, pack) : undefined;
  const value = pack && tellingValue(finding, said, subject?.concept, pack);
  const parts = [code, said, subject && (subject.concept ?? subject.name), value];
  const id = parts.filter((part) => part !== undefined && part !== '').join('/');
  const standsFor = tellsOf(finding, said);
  const title = standsFor > 1 ? countedTitle(code, said, standsFor) : undefined;
  return {
    id,
    code,
    concept: subject?.concept,
    title: title ?? titleOf(code, said, subject?.name, value),
    standsFor,
  };
}

/** How many things a finding tells of: the records that are missing of last month are told at once. */
function tellsOf({ code, message }: Finding, said: string): number {
  const count = code === 'SRG-I104' && said === 'missing' ? message.parameters?.count : undefined;
  return typeof count === 'number' ? count : 1;
}

function countedTitle(code: string, said: string, count: number): Message | undefined {
  const key = `kind.${code}.${said}.count`;
  return hasMessage(key) ? { key, parameters: { count } } : undefined;
}

function titleOf(code: string, said: string, name: string | undefined, value: string | undefined): Message {
  const key = `kind.${said === '' ? code : `${code}.${said}`}`;
  const ofValue = `${key}.value`;
  const parameters: Record<string, MessageParameter> = { name: name ?? '' };
  if (value !== undefined && hasMessage(ofValue)) return { key: ofValue, parameters: { ...parameters, value } };
  if (name === '') return { key: 'kind.SRG-T002.other' };
  if (hasMessage(key)) return { key, parameters };
  return { key: 'kind.rule', parameters: { name: { words: ruleOf(code)?.name ?? { nl: code, en: code } } } };
}

/** What an error of the schema is about: an element or attribute that the schema knows. */
function subjectOf(
  { kind, path, name, inside }: SchemaIssue,
  pack: Pack | undefined,
): { readonly name: string; readonly concept: Concept | undefined } {
  const own = (): readonly string[] => {
    switch (kind) {
      case 'missingElement':
        return [...path, name ?? ''];
      case 'missingAttribute':
        return [...path, `@${name}`];
      // What the file calls it is no name of the schema, that of the element around it is: libxml2 looks no deeper.
      case 'unexpectedElement':
      case 'undeclaredElement':
        return inside === undefined ? path.slice(0, -1) : path;
      case 'unexpectedAttribute':
        return path.slice(0, -1);
      default:
        return path;
    }
  };
  const place = own();
  const concept = pack && conceptAt(pack, place);
  const isKnown = kind !== 'other' || concept !== undefined;
  return { name: isKnown ? (place.at(-1) ?? '').replace('@', '') : '', concept };
}

/** The concept whose codes tell kinds of a rule apart, and the parameters of its message that have them. */
const BY_CODE: Readonly<Record<string, readonly [concept: Concept, ...parameters: string[]]>> = {
  'SRG-I102': ['typeVoorziening', 'type'],
  'SRG-I105': ['typeVoorziening', 'type', 'other'],
  'SRG-I110': ['typeVoorziening', 'type'],
  'SRG-I118': ['typeVoorziening', 'type'],
};

/** The code value that tells a kind from others of its rule. */
function tellingValue(
  { code, message }: Finding,
  said: string,
  about: Concept | undefined,
  pack: Pack,
): string | undefined {
  const isWrong = code === 'SRG-T002' && (said === 'code' || said === 'formerCode');
  const [concept, ...names] = isWrong ? [about, 'value'] : (BY_CODE[code] ?? []);
  if (concept === undefined) return undefined;
  const values = names.map((name) => message.parameters?.[name]);
  if (!values.every((value) => typeof value === 'string' && mayTell(value, concept, pack))) return undefined;
  return values.sort().join('+');
}

/** A code of the list, now or formerly, or too short to say anything about anybody. */
function mayTell(value: string, concept: Concept, pack: Pack): boolean {
  const list = codesOf(pack, concept);
  const isListed = [...(list?.codes ?? []), ...(list?.former ?? [])].some(({ code }) => code === value);
  return isListed || /^[0-9][0-9]?$/.test(value);
}
