import type { DeliveryAnalysis } from '../../server/src/engine/analysis/delivery-analysis.ts';
import { kindOf } from '../../server/src/engine/rules/finding-kind.ts';
import { atOnce } from '../../server/src/engine/text/time-sliced.ts';
import { safeEdits } from '../../server/src/features/actions/code-actions.ts';
import { fixesOfKind } from '../../server/src/features/problem-groups.ts';
import type { Measures } from '../engine/count-work.ts';
import { HOSTILE_FILES } from '../support/hostile/hostile-files.ts';
import { open } from './hostile-deliveries.ts';

/** The kinds of findings that there are. */
function kindsIn(analysis: DeliveryAnalysis): Set<string> {
  const pack = analysis.choice.kind === 'known' ? analysis.choice.pack : undefined;
  return new Set(Array.from(analysis.findings(), (finding) => kindOf(finding, pack).id));
}

/** By their names, of so many bytes: all that is safe, and all of each kind. */
export const measures: Measures = Object.fromEntries(
  HOSTILE_FILES.filter(({ isBytes, extension = '' }) => !isBytes && !/xslt/.test(extension)).map(
    ({ name, content }) => [
      name,
      (bytes: number) => {
        const analysis = open(content(bytes) as string);
        return {
          judging: () => void analysis.run(),
          'fix all': () => void atOnce(safeEdits(analysis)),
          'fix all of each kind': () => {
            for (const kind of kindsIn(analysis)) atOnce(fixesOfKind(analysis, kind));
          },
        };
      },
    ],
  ),
);
