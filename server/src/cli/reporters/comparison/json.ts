import type { Comparison, Pair } from '../../../engine/compare/compare-deliveries.ts';
import { type ComparisonReport, placeOf } from '../../../engine/compare/comparison-report.ts';
import { SECTIONS } from '../../../engine/compare/comparison-view.ts';
import { type FieldValue, fieldValue } from '../../../engine/compare/field-changes.ts';
import type { Side } from '../../../engine/compare/side.ts';
import { fieldName, shownField } from '../../../engine/compare/words.ts';
import type { Voorziening } from '../../../engine/delivery/record.ts';
import { formatMessage } from '../../../engine/messages/message.ts';
import { codeOf } from '../../../engine/packs/load-pack.ts';
import type { HeaderConcept, RecordConcept } from '../../../engine/packs/pack.ts';
import { legibleJson } from '../../../engine/privacy/legible.ts';
import { shownText } from '../../../engine/privacy/mask.ts';
import { monthToJson } from '../month-to-json.ts';
import type { ReporterOptions } from '../report.ts';

/** What a record is told by. */
const SHOWN: readonly RecordConcept[] = ['registratienummer', 'bsn', 'typeVoorziening', 'begindatum', 'einddatum'];

/** One JSON document; its form is told in docs/compare.md and changes with `version` only. */
export function writeComparisonJson(
  { comparison, oldPath, newPath }: ComparisonReport,
  options: ReporterOptions,
): void {
  const { old, now, types, remarks, different, unchanged } = comparison;
  const records = recordsOf(comparison, options);
  const document = {
    version: 1,
    old: sideToJson(old, oldPath, options),
    new: sideToJson(now, newPath, options),
    different,
    remarks: remarks.map((remark) => ({
      code: remark.key.replace('compare.remark.', ''),
      message: formatMessage(remark, options),
    })),
    counts: { ...Object.fromEntries(SECTIONS.map((id) => [id, records[id].length])), unchanged },
    types: types.map(({ type, ...counts }) => ({
      code: type ?? null,
      label: type === undefined ? null : labelOf(comparison, type),
      old: counts.old,
      plus: counts.plus,
      minus: counts.minus,
      new: counts.now,
    })),
    records,
  };
  options.write(`${legibleJson(JSON.stringify(document, undefined, 2))}\n`);
}

function sideToJson(side: Side, path: string, options: ReporterOptions) {
  const { analysis, records, wellFormed, unreadable, invalid, duplicates } = side;
  const { header, pack } = analysis;
  const headerValue = (concept: HeaderConcept) => shownText(header?.value(concept), options) ?? null;
  const code = headerValue('gemeentecode');
  return {
    path,
    pack: pack.manifest.id,
    berichtgever: headerValue('berichtgevercode'),
    gemeente: code,
    naam: (code !== null && pack.gemeenten.get(code)?.naam) || null,
    verslagmaand: monthToJson(analysis.verslagmaand),
    softwarepakket: headerValue('softwarepakket'),
    records: records.length,
    wellFormed,
    unreadable,
    invalid,
    duplicates,
  };
}

function labelOf({ old, now }: Comparison, type: string): string | null {
  const { pack } = now.analysis;
  return (codeOf(pack, 'typeVoorziening', type) ?? codeOf(old.analysis.pack, 'typeVoorziening', type))?.label ?? null;
}

function recordsOf(comparison: Comparison, options: ReporterOptions) {
  const record = (side: 'old' | 'now', voorziening: Voorziening) =>
    recordToJson(comparison, side, voorziening, options);
  const pair = ({ old, now, relation, changes }: Pair) => ({
    new: record('now', now),
    old: record('old', old),
    relation,
    changes: changes.map((change) => ({
      concept: change.concept,
      name: fieldName(change.concept, { old: comparison.old.analysis, now: comparison.now.analysis, options }),
      old: valueToJson(change.concept, change.old, options),
      new: valueToJson(change.concept, change.now, options),
    })),
  });
  const { incomparable } = comparison;
  return {
    vanished: comparison.vanished.map((voorziening) => ({ old: record('old', voorziening) })),
    startChanged: comparison.startChanged.map(pair),
    incomparable: [
      ...incomparable.old.map((voorziening) => ({ old: record('old', voorziening) })),
      ...incomparable.now.map((voorziening) => ({ new: record('now', voorziening) })),
    ],
    changed: comparison.changed.map(pair),
    ended: comparison.ended.map(pair),
    added: comparison.added.map(({ record: added, late, duplicate }) => ({
      new: record('now', added),
      late,
      duplicate,
    })),
    dropped: comparison.dropped.map(({ record: dropped, reason }) => ({ old: record('old', dropped), reason })),
  };
}

function recordToJson(comparison: Comparison, side: 'old' | 'now', record: Voorziening, options: ReporterOptions) {
  const { analysis } = comparison[side];
  const values = SHOWN.map((concept) => [concept, fieldValue(analysis, record, concept)] as const);
  return {
    index: analysis.recordIndex(record),
    ...placeOf(comparison, { side, record }),
    ...Object.fromEntries(values.map(([concept, value]) => [concept, valueToJson(concept, value, options).value])),
    invalid: values.filter(([, { state }]) => state === 'invalid').map(([concept]) => concept),
  };
}

function valueToJson(concept: RecordConcept, { state, text }: FieldValue, options: ReporterOptions) {
  return { state, value: text === undefined ? null : shownField(concept, text, options) };
}
