import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import type { Finding, Fix } from '../../../server/src/engine/rules/rule.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { applyEdits } from '../../../server/src/engine/text/text-range.ts';

const NL = { language: 'nl', maskBsn: false } as const;

export function analyseWith(pack: Pack, text: string): DeliveryAnalysis {
  const analysis = new DeliveryAnalysis(new SourceText(text), { packs: [pack], rules: {}, berichtgevers: [] });
  analysis.run();
  return analysis;
}

/** What the schema has against a delivery, a line each: the text at the place, and the message. */
export function schemaFindings(pack: Pack, text: string): string[] {
  const analysis = analyseWith(pack, text);
  return [...analysis.findings()]
    .filter(({ code }) => code === 'SRG-T002')
    .map((finding) => `${textAt(analysis, finding, text)}: ${formatMessage(finding.message, NL)}`);
}

function textAt(analysis: DeliveryAnalysis, { owner, range }: Finding, text: string): string {
  const start = analysis.startOf(owner);
  return text.slice(start + range.start, start + range.end);
}

/** The delivery after each fix that is offered for a finding of the schema. */
export function afterFixes(pack: Pack, text: string): string[] {
  const analysis = analyseWith(pack, text);
  const fixes = [...analysis.findings()].flatMap((finding): readonly Fix[] =>
    finding.code === 'SRG-T002' ? analysis.fixesOf(finding) : [],
  );
  return fixes
    .flatMap(({ edits }) => (edits.length === 0 ? [] : [edits]))
    .map((edits) =>
      applyEdits(
        text,
        edits.map(({ owner, start, end, newText }) => {
          const from = analysis.startOf(owner);
          return { start: from + start, end: from + end, newText };
        }),
      ),
    );
}
