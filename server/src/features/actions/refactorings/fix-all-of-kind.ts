import { fixesTogether } from '../../../engine/analysis/fixes/fixes-together.ts';
import type { Finding, Fix } from '../../../engine/rules/rule.ts';
import { inDocument, type Proposal, type RefactorContext, type Refactoring } from './refactoring.ts';

/** Of a selection over many findings, so many are looked at. */
const LOOKED_AT = 20;
/** To try the fixes of more takes seconds, which nobody who only moves the cursor has asked for. */
const MOST_AT_ONCE = 500;

/**
 * For a finding at the cursor that there is a sure fix for: the same for all findings of the rule that are put right in
 * the same way.
 */
export const fixAllOfKind: Refactoring = {
  name: 'fixAllOfKind',
  kind: 'quickfix',
  proposals(context) {
    const { analysis, range } = context;
    const proposals = new Map<string, Proposal>();
    let looked = 0;
    for (const finding of analysis.findingsIn(range.start, range.end)) {
      if (looked++ === LOOKED_AT) break;
      const fix = analysis.sureFixesOf(finding).find(({ goTo }) => !goTo);
      const kind = `${finding.code} ${fix?.title.key}`;
      if (!fix || proposals.has(kind)) continue;
      const count = countOf(context, finding);
      if (count > 1) proposals.set(kind, { ...proposalFor(context, finding, fix), isLong: count > MOST_AT_ONCE });
    }
    return [...proposals.values()];
  },
};

function proposalFor({ analysis }: RefactorContext, { code }: Finding, { title }: Fix): Proposal {
  return {
    title: { key: 'refactor.fixAll', parameters: { code } },
    *change() {
      const isMeant = (finding: Finding) => finding.code === code;
      const isAlike = (fix: Fix) => fix.title.key === title.key;
      return { edits: inDocument(analysis, yield* fixesTogether(analysis, isMeant, isAlike)) };
    },
  };
}

/** How many findings of the rule there are; no further than is asked. */
function countOf({ analysis }: RefactorContext, { code }: Finding): number {
  let count = 0;
  for (const other of analysis.findings()) if (other.code === code && ++count > MOST_AT_ONCE) break;
  return count;
}
