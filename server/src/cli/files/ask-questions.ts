import { createInterface } from 'node:readline/promises';
import type { Answer } from '../../engine/import/answers.ts';
import { NOWHERE } from '../../engine/import/answers.ts';
import type { Proposal } from '../../engine/import/propose.ts';
import { formatMessage } from '../../engine/messages/message.ts';
import type { Program } from '../program.ts';

/** Asks on the terminal what an import leaves open. What is left empty stays open. */
export async function askQuestions({ concepts }: Proposal, { say, language }: Program): Promise<Answer[]> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answers: Answer[] = [];
  try {
    for (const [concept, finding] of concepts) {
      if (finding.certainty !== 'ask') continue;
      const lines = finding.candidates.map(({ paths, format, reason }, index) => {
        const words = formatMessage(reason, { language, maskBsn: true });
        return `  ${index + 1}. ${paths.join(', ')}${format === undefined ? '' : ` (${format})`}: ${words}`;
      });
      const question = [say('import.question', { concept }), ...lines, say('import.choose')].join('\n');
      const given = await terminal.question(`${question} `);
      const chosen = finding.candidates[Number(given) - 1];
      if (given === NOWHERE) answers.push({ concept, path: NOWHERE, format: undefined });
      for (const path of chosen?.paths ?? []) answers.push({ concept, path, format: chosen!.format });
    }
  } finally {
    terminal.close();
  }
  return answers;
}
