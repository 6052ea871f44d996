import type { Voorziening } from '../delivery/record.ts';
import type { Message, MessageOptions } from '../messages/message.ts';
import { HEADER_CONCEPTS, isMapped, type RecordConcept, VALUE_TYPES } from '../packs/pack.ts';
import { trimXml } from '../text/xml-whitespace.ts';
import type { Comparison, Pair } from './compare-deliveries.ts';
import { fieldValue } from './field-changes.ts';
import type { TypeTotal } from './type-totals.ts';
import { fieldName, fieldText, headerText, say, shortLabel, type Telling } from './words.ts';

/** The lists of a comparison, in the order in which a reader wants to know them. */
export const SECTIONS = ['vanished', 'startChanged', 'incomparable', 'changed', 'ended', 'added', 'dropped'] as const;
export type SectionId = (typeof SECTIONS)[number];

/** A comparison in words, with BSNs masked where asked for; what is left to a reporter is how it looks. */
export interface ComparisonView {
  readonly title: string;
  readonly different: boolean;
  /** What the headers say, by the names of their fields. */
  readonly facts: readonly { readonly name: string; readonly old: string; readonly now: string }[];
  readonly remarks: readonly string[];
  readonly sections: readonly SectionView[];
  readonly unchanged: { readonly title: string; readonly count: number };
  readonly types: readonly TypeView[];
  readonly total: Totals;
}

/** A list, which may be empty. */
export interface SectionView {
  readonly id: SectionId;
  readonly title: string;
  readonly explanation: string;
  readonly rows: readonly RowView[];
}

export interface RowView {
  readonly side: 'old' | 'now';
  readonly record: Voorziening;
  /** The old record of a pair; the row is of the new one then. */
  readonly old: Voorziening | undefined;
  readonly number: string;
  readonly bsn: string;
  readonly type: string;
  readonly start: string;
  /** undefined where there is none. */
  readonly end: string | undefined;
  readonly changes: readonly { readonly field: string; readonly old: string; readonly now: string }[];
  readonly notes: readonly string[];
}

export type Totals = Omit<TypeTotal, 'type'>;

/** The code and label of a type, with its totals. */
export interface TypeView extends Totals {
  readonly name: string;
}

export function viewOf(comparison: Comparison, options: MessageOptions): ComparisonView {
  const { old, now } = comparison;
  const telling: Telling = { old: old.analysis, now: now.analysis, options };
  return {
    title: say({ key: 'compare.title' }, telling),
    different: comparison.different,
    facts: factsOf(telling),
    remarks: comparison.remarks.map((remark) => say(remark, telling)),
    sections: SECTIONS.map((id) => ({
      id,
      title: say({ key: `compare.section.${id}` }, telling),
      explanation: say(explanationOf(id, comparison), telling),
      rows: rowsOf(id, comparison, telling),
    })),
    unchanged: { title: say({ key: 'compare.section.unchanged' }, telling), count: comparison.unchanged },
    types: comparison.types.map(({ type, ...totals }) => ({
      name:
        type === undefined
          ? say({ key: 'compare.value.unknown' }, telling)
          : trimXml(`${type} ${shortLabel('typeVoorziening', type, telling)}`),
      ...totals,
    })),
    total: {
      old: old.records.length,
      now: now.records.length,
      plus: comparison.types.reduce((sum, { plus }) => sum + plus, 0),
      minus: comparison.types.reduce((sum, { minus }) => sum + minus, 0),
    },
  };
}

function rowsOf(id: SectionId, comparison: Comparison, telling: Telling): RowView[] {
  switch (id) {
    case 'vanished':
      return comparison.vanished.map((record) => rowOf('old', record, telling));
    case 'startChanged':
      return comparison.startChanged.map((pair) => pairRow(pair, telling));
    case 'incomparable':
      return [
        ...comparison.incomparable.old.map((record) => rowOf('old', record, telling)),
        ...comparison.incomparable.now.map((record) => rowOf('now', record, telling)),
      ];
    case 'changed':
      return comparison.changed.map((pair) =>
        pairRow(pair, telling, pair.relation === 'keyChanged' && { key: 'compare.note.keyChanged' }),
      );
    case 'ended':
      return comparison.ended.map((pair) => {
        const planned = pair.changes.every(({ concept }) => concept !== 'einddatum');
        return pairRow(pair, telling, planned && { key: 'compare.note.planned' });
      });
    case 'added':
      return comparison.added.map(({ record, late, duplicate }) =>
        rowOf(
          'now',
          record,
          telling,
          duplicate && { key: 'compare.note.duplicateAdded' },
          late && { key: 'compare.note.late' },
        ),
      );
    case 'dropped':
      return comparison.dropped.map(({ record, reason }) =>
        rowOf('old', record, telling, reason === 'duplicate' && { key: 'compare.note.duplicateDropped' }),
      );
  }
}

function rowOf(
  side: 'old' | 'now',
  record: Voorziening,
  telling: Telling,
  ...notes: readonly (Message | false)[]
): RowView {
  const show = (concept: RecordConcept) => fieldText(concept, fieldValue(telling[side], record, concept), telling);
  return {
    side,
    record,
    old: undefined,
    number: show('registratienummer'),
    bsn: show('bsn'),
    type: show('typeVoorziening'),
    start: show('begindatum'),
    end: record.state('einddatum') === 'absent' ? undefined : show('einddatum'),
    changes: [],
    notes: notes.filter((note) => note !== false).map((note) => say(note, telling)),
  };
}

/** The row of the new record, with what it says otherwise than the old one. */
function pairRow({ old, now, changes }: Pair, telling: Telling, ...notes: readonly (Message | false)[]): RowView {
  return {
    ...rowOf('now', now, telling, ...notes),
    old,
    changes: changes.map(({ concept, old, now }) => ({
      field: fieldName(concept, telling),
      old: fieldText(concept, old, telling),
      now: fieldText(concept, now, telling),
    })),
  };
}

function explanationOf(id: SectionId, { old, now }: Comparison): Message {
  const [oldMonth, newMonth] = [old.analysis.verslagmaand, now.analysis.verslagmaand];
  if (id === 'ended') {
    return oldMonth === undefined || newMonth === undefined
      ? { key: 'compare.explain.ended.noMonth' }
      : { key: 'compare.explain.ended', parameters: { old: { month: oldMonth }, new: { month: newMonth } } };
  }
  if (id !== 'vanished' && id !== 'dropped') return { key: `compare.explain.${id}` };
  if (oldMonth === undefined) return { key: `compare.explain.${id}.noMonth` };
  const parameters = { old: { month: oldMonth } };
  return id === 'vanished' && oldMonth === newMonth
    ? { key: 'compare.explain.vanished.sameMonth', parameters }
    : { key: `compare.explain.${id}`, parameters };
}

/** The verslagmaand is one fact, however a pack has it. */
function factsOf(telling: Telling): ComparisonView['facts'] {
  const { old, now } = telling;
  const concepts = HEADER_CONCEPTS.filter(
    (concept) =>
      VALUE_TYPES[concept] !== 'year' &&
      VALUE_TYPES[concept] !== 'monthNumber' &&
      [old, now].some(({ pack }) => isMapped(pack.manifest, concept)),
  );
  return concepts.map((concept) => ({
    name: concept === 'verslagmaand' ? say({ key: 'report.verslagmaand' }, telling) : fieldName(concept, telling),
    old: headerText(concept, old, telling),
    now: headerText(concept, now, telling),
  }));
}
