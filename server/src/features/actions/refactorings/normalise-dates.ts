import { fixesTogether } from '../../../engine/analysis/fixes/fixes-together.ts';
import { notationAt, valueInAnyNotation } from '../../../engine/delivery/values/value-notation.ts';
import type { Pack } from '../../../engine/packs/load-pack.ts';
import type { DatedType } from '../../../engine/packs/notations.ts';
import { HEADER_CONCEPTS, RECORD_CONCEPTS } from '../../../engine/packs/pack.ts';
import { conceptAt } from '../../../engine/packs/places.ts';
import type { Finding, Fix } from '../../../engine/rules/rule.ts';
import { typeAt } from '../../../engine/rules/technical/type-at.ts';
import type { SchemaIssue } from '../../../engine/schema/issue.ts';
import { inDocument, type RefactorContext, type Refactoring } from './refactoring.ts';

/** Writes every date of the document in the format's notation, where the fix for it is safe. */
export const normaliseDates: Refactoring = {
  name: 'normaliseDates',
  kind: 'source.normaliseDates.srg',
  proposals(context) {
    if (!someDateIsOdd(context)) return [];
    const { analysis } = context;
    const isDate = (finding: Finding) => typeOf(context, finding) !== undefined;
    return [
      {
        title: { key: 'refactor.normaliseDates', parameters: { notations: { list: notationsOf(analysis.pack) } } },
        *change() {
          const isSafe = (fix: Fix) => fix.safe === true;
          return { edits: inDocument(analysis, yield* fixesTogether(analysis, isDate, isSafe)) };
        },
      },
    ];
  },
};

/** The ways in which the format writes a day; nearly always it is one. */
function notationsOf(pack: Pack): string[] {
  const found = [...HEADER_CONCEPTS, ...RECORD_CONCEPTS].flatMap((concept) => {
    const notation = pack.manifest.concepts[concept] && notationAt(pack, concept, undefined);
    return notation?.type === 'day' ? [notation.notation] : [];
  });
  return [...new Set(found)];
}

function someDateIsOdd(context: RefactorContext): boolean {
  const { analysis } = context;
  for (const finding of analysis.findings()) {
    const type = typeOf(context, finding);
    if (type === undefined) continue;
    const start = analysis.startOf(finding.owner);
    const text = analysis.source.slice(start + finding.range.start, start + finding.range.end);
    if (valueInAnyNotation(text, type) !== undefined) return true;
  }
  return false;
}

/** What the value is to be, where the finding is that it is no such day or month. */
function typeOf({ analysis }: RefactorContext, { code, data }: Finding): DatedType | undefined {
  if (code !== 'SRG-T002') return undefined;
  const { kind, path } = data as SchemaIssue;
  if (kind !== 'value') return undefined;
  const { pack } = analysis;
  return notationAt(pack, conceptAt(pack, path), typeAt(pack, path)?.base)?.type;
}
