import { createInterface } from 'node:readline';
import { type Answer, NOWHERE } from '../../engine/import/answers.ts';
import type { NamedConcept } from '../../engine/import/names/name-score.ts';
import type { Candidate, Proposal } from '../../engine/import/propose.ts';
import { sampleValues } from '../../engine/import/sample-values.ts';
import { formatMessage, masked } from '../../engine/messages/message.ts';
import { trimXml } from '../../engine/text/xml-whitespace.ts';
import type { Program } from '../program.ts';

/** Somebody who answers a question with a line; undefined once there is nobody any more. */
export interface Terminal {
  ask(question: string): Promise<string | undefined>;
  close(): void;
}

/** The terminal that the program runs on. Questions go to standard error: standard output is for the result. */
export function ownTerminal(): Terminal {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // What is typed ahead, or comes from a script, answers the questions to come.
  const typed: string[] = [];
  let take: ((line: string | undefined) => void) | undefined;
  let isOver = false;
  lines.on('line', (line) => {
    if (take) take(line);
    else typed.push(line);
  });
  lines.on('close', () => {
    isOver = true;
    take?.(undefined);
  });
  return {
    ask(question) {
      if (typed.length === 0 && isOver) return Promise.resolve(undefined);
      lines.setPrompt(question);
      lines.prompt();
      if (typed.length > 0) return Promise.resolve(typed.shift());
      return new Promise((resolve) => {
        take = (line) => {
          take = undefined;
          resolve(line);
        };
      });
    },
    close: () => lines.close(),
  };
}

/** Asks which elements are the records, where others may be. @returns their paths; none where that stays open */
export async function askForRecord(
  { recordCandidates }: Proposal,
  terminal: Terminal,
  { say, language }: Program,
): Promise<readonly string[]> {
  if (recordCandidates.length === 0) return [];
  const lines = recordCandidates.map(
    ({ paths, reason }, at) => `  ${at + 1}. ${paths.join(', ')}: ${formatMessage(reason, masked(language))}`,
  );
  const chosen = await choose(say('import.recordQuestion'), lines, terminal, say);
  return chosen === undefined || chosen === NOWHERE ? [] : chosen.flatMap((at) => recordCandidates[at]!.paths);
}

/**
 * Asks what an import leaves open. What is left empty stays open, and so does all that is asked after the last answer.
 * @param examples values of example deliveries by path
 */
export async function askQuestions(
  { concepts }: Proposal,
  examples: ReadonlyMap<string, readonly string[]>,
  terminal: Terminal,
  program: Program,
): Promise<Answer[]> {
  const { say } = program;
  const open = [...concepts].flatMap(([concept, finding]) =>
    finding.certainty === 'ask' ? [{ concept, finding }] : [],
  );
  const answers: Answer[] = [];
  for (const [index, { concept, finding }] of open.entries()) {
    const { candidates } = finding;
    const title = `${say('import.question', { concept })} (${index + 1}/${open.length})`;
    const lines = candidates.map((candidate, at) => `  ${at + 1}. ${toldOf(concept, candidate, examples, program)}`);
    const chosen = await choose(title, lines, terminal, say);
    if (chosen === undefined) return answers;
    if (chosen === NOWHERE) answers.push({ concept, path: NOWHERE, format: undefined });
    else for (const at of chosen) answers.push(...answersOf(concept, candidates[at]!));
  }
  return answers;
}

/** Asks until candidates that there are have been named, or none. @returns undefined where no more answers come */
async function choose(
  title: string,
  lines: readonly string[],
  terminal: Terminal,
  say: Program['say'],
): Promise<Chosen | undefined> {
  let question = [title, ...lines, say('import.choose')].join('\n');
  for (;;) {
    const given = await terminal.ask(`${question} `);
    if (given === undefined) return undefined;
    const chosen = chosenOf(given, lines.length);
    if (chosen) return chosen;
    question = say('import.chooseAgain', { count: lines.length });
  }
}

/** The numbers of candidates, from 0. */
type Chosen = readonly number[] | typeof NOWHERE;

function toldOf(
  concept: NamedConcept,
  candidate: Candidate,
  examples: ReadonlyMap<string, readonly string[]>,
  { say, language }: Program,
): string {
  const { paths, format, reason } = candidate;
  const words = formatMessage(reason, masked(language));
  const samples = sampleValues(concept, candidate, examples);
  const example = samples.length > 0 ? `; ${say('import.sample', { values: samples.join(', ') })}` : '';
  return `${paths.join(', ')}${format === undefined ? '' : ` (${format})`}: ${words}${example}`;
}

/** The numbers of candidates that a line names, from 0; undefined where it names none that there is. */
function chosenOf(line: string, count: number): Chosen | undefined {
  const given = trimXml(line);
  if (given === NOWHERE) return NOWHERE;
  const numbers = given === '' ? [] : given.split(/[ ,]+/).map((one) => Number(one) - 1);
  return numbers.every((number) => Number.isInteger(number) && number >= 0 && number < count) ? numbers : undefined;
}

function answersOf(concept: NamedConcept, { paths, format }: Candidate): Answer[] {
  return paths.map((path) => ({ concept, path, format }));
}
