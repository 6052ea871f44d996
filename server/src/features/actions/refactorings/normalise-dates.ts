import type { Finding } from '../../../rules/rule.ts';
import { normaliseDay, normaliseMonth } from '../../../rules/technical/normalise.ts';
import { typeAt } from '../../../rules/technical/t002-schema.ts';
import type { SchemaIssue } from '../../../schema/issue.ts';
import { fixesTogether } from '../fixes-together.ts';
import { inDocument, type Refactoring, type Spot } from './refactoring.ts';

/** Writes every date of the document as XML has it, where the fix for it is safe. */
export const normaliseDates: Refactoring = {
  name: 'normaliseDates',
  kind: 'source.normaliseDates.srg',
  propose(spot) {
    if (!someDateIsOdd(spot)) return [];
    const { analysis } = spot;
    const isDate = (finding: Finding) => baseOf(spot, finding) !== undefined;
    return [
      {
        title: { key: 'refactor.normaliseDates' },
        change: () => ({
          edits: inDocument(
            analysis,
            fixesTogether(analysis, isDate, (fix) => fix.safe === true),
          ),
        }),
      },
    ];
  },
};

function someDateIsOdd(spot: Spot): boolean {
  const { analysis } = spot;
  for (const finding of analysis.findings()) {
    const base = baseOf(spot, finding);
    if (base === undefined) continue;
    const start = analysis.startOf(finding.owner);
    const text = analysis.source.slice(start + finding.range.start, start + finding.range.end);
    if ((base === 'date' ? normaliseDay(text) : normaliseMonth(text)) !== undefined) return true;
  }
  return false;
}

/** `date` or `gYearMonth`, where the finding is that a value is no such thing. */
function baseOf({ analysis }: Spot, { code, data }: Finding): string | undefined {
  if (code !== 'SRG-T002') return undefined;
  const { kind, path } = data as SchemaIssue;
  const base = kind === 'value' ? typeAt(analysis.pack, path)?.base : undefined;
  return base === 'date' || base === 'gYearMonth' ? base : undefined;
}
