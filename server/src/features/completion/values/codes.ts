import { CompletionItemKind } from 'vscode-languageserver-protocol';
import type { Voorziening } from '../../../engine/delivery/record.ts';
import type { ValueNotation } from '../../../engine/delivery/values/value-notation.ts';
import { formatMessage } from '../../../engine/messages/message.ts';
import { codesOf, type Pack } from '../../../engine/packs/load-pack.ts';
import type { Concept } from '../../../engine/packs/pack.ts';
import type { RuleContext } from '../../../engine/rules/rule.ts';
import type { TypeModel } from '../../../engine/schema/model.ts';
import type { TextRange } from '../../../engine/text/text-range.ts';
import { trimXml } from '../../../engine/text/xml-whitespace.ts';
import type { CompletionDraft, CompletionOptions } from '../item.ts';

/** What is known of the value that is being typed. */
export interface ValueSite {
  readonly analysis: RuleContext;
  readonly range: TextRange;
  /** Local names from the root on; `@name` last for an attribute. */
  readonly path: readonly string[];
  readonly type: TypeModel;
  readonly concept: Concept | undefined;
  /** How the dates and months are written that belong there; undefined where none do. */
  readonly notation: ValueNotation | undefined;
  readonly record: Voorziening | undefined;
  /** What of the value stands before the cursor. */
  readonly typed: string;
  /** The whole value as it stands: what goes for the one that is taken. */
  readonly written: string;
  readonly options: CompletionOptions;
}

/** A `<` behind a code begins its end tag. */
const COMMIT = ['<'];

/** The codes of the concept's list that the schema has as well, in the list's order; found by their label, too. */
export function codesAt(site: ValueSite): CompletionDraft[] {
  const { analysis, type, concept, notation, range } = site;
  // Months and years have their own words.
  if (notation !== undefined) return [];
  const { pack } = analysis;
  const list = concept && codesOf(pack, concept);
  const allowed = new Set(type.enumerations.map(({ value }) => value));
  const expected = expectedCode(site);
  const id = pack.manifest.id;
  if (list && concept) {
    return list.codes
      .filter(({ code }) => allowed.size === 0 || allowed.has(code))
      .map(({ code, label, group }) => ({
        label: code,
        meaning: label,
        remark: code === expected?.code ? expected.why : group,
        kind: CompletionItemKind.EnumMember,
        text: code,
        range,
        filter: `${code} ${label}`,
        commit: COMMIT,
        preselect: code === expected?.code,
        about: { pack: id, subject: { kind: 'code', concept, code } },
      }));
  }
  return type.enumerations.map(({ value, documentation }) => ({
    label: value,
    meaning: documentation.split('. ')[0],
    kind: CompletionItemKind.EnumMember,
    text: value,
    range,
    filter: trimXml(`${value} ${documentation}`),
    commit: COMMIT,
    about: { pack: id, subject: { kind: 'value', path: site.path, value } },
  }));
}

/** The code that the rest of the record asks for, and why. */
function expectedCode(site: ValueSite): { code: string; why: string } | undefined {
  const { analysis, concept, record, options } = site;
  const implied = concept === 'arbeidsvermogen' && impliedCapacity(analysis.pack, record);
  if (implied) return { code: implied, why: formatMessage({ key: 'complete.byType' }, options) };
  const value = valueOfPerson(site);
  return value === undefined ? undefined : { code: value, why: formatMessage({ key: 'complete.samePerson' }, options) };
}

function impliedCapacity(pack: Pack, record: Voorziening | undefined): string | undefined {
  const { impliesOnderWml, onderWml } = pack.manifest.meanings;
  return impliesOnderWml?.includes(trimXml(record?.value('typeVoorziening')) ?? '') ? onderWml : undefined;
}

/** The code that another record of the same person has, for what does not change from record to record. */
function valueOfPerson({ analysis, concept, record }: ValueSite): string | undefined {
  if (concept !== 'geslacht' && concept !== 'arbeidsvermogen') return undefined;
  for (const other of othersOfPerson(analysis, record)) {
    const value = other.value(concept);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The other records of a record's person. */
export function othersOfPerson(analysis: RuleContext, record: Voorziening | undefined): Voorziening[] {
  const bsn = trimXml(record?.value('bsn'));
  return record && bsn ? othersWithBsn(analysis, bsn, record) : [];
}

/** The records with a BSN but for one, whatever that has now. */
export function othersWithBsn(analysis: RuleContext, bsn: string, record: Voorziening): Voorziening[] {
  const isSame = (other: Voorziening) => other.owner === record.owner && other.range.start === record.range.start;
  return analysis.recordsWith('bsn', bsn).filter((other) => !isSame(other));
}

export function booleansAt({ type, range, options }: ValueSite): CompletionDraft[] {
  if (type.base !== 'boolean' || type.enumerations.length > 0) return [];
  return (['true', 'false'] as const).map((value) => ({
    label: value,
    meaning: formatMessage({ key: `complete.${value}` }, options),
    kind: CompletionItemKind.Value,
    text: value,
    range,
    filter: `${value} ${formatMessage({ key: `complete.${value}` }, options)}`,
    commit: COMMIT,
  }));
}
