import type { Finding } from '../../../engine/rules/rule.ts';
import { normaliseDay, normaliseMonth } from '../../../engine/rules/technical/normalise.ts';
import { typeAt } from '../../../engine/rules/technical/type-at.ts';
import type { SchemaIssue } from '../../../engine/schema/issue.ts';
import { fixesTogether } from '../fixes-together.ts';
import { inDocument, type RefactorContext, type Refactoring } from './refactoring.ts';

/** Writes every date of the document as XML has it, where the fix for it is safe. */
export const normaliseDates: Refactoring = {
  name: 'normaliseDates',
  kind: 'source.normaliseDates.srg',
  proposals(context) {
    if (!someDateIsOdd(context)) return [];
    const { analysis } = context;
    const isDate = (finding: Finding) => baseOf(context, finding) !== undefined;
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

function someDateIsOdd(context: RefactorContext): boolean {
  const { analysis } = context;
  for (const finding of analysis.findings()) {
    const base = baseOf(context, finding);
    if (base === undefined) continue;
    const start = analysis.startOf(finding.owner);
    const text = analysis.source.slice(start + finding.range.start, start + finding.range.end);
    if ((base === 'date' ? normaliseDay(text) : normaliseMonth(text)) !== undefined) return true;
  }
  return false;
}

/** `date` or `gYearMonth`, where the finding is that a value is no such thing. */
function baseOf({ analysis }: RefactorContext, { code, data }: Finding): string | undefined {
  if (code !== 'SRG-T002') return undefined;
  const { kind, path } = data as SchemaIssue;
  const base = kind === 'value' ? typeAt(analysis.pack, path)?.base : undefined;
  return base === 'date' || base === 'gYearMonth' ? base : undefined;
}
