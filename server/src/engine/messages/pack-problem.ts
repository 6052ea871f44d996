import type { PackError } from '../packs/load-pack.ts';
import type { PackProblem } from '../packs/pack-problem.ts';
import { formatMessage, type Message, type MessageKey, type MessageOptions, type MessageParameter } from './message.ts';

const WHAT = new Map<string, MessageKey>([
  ['type', 'pack.unresolved.type'],
  ['element', 'pack.unresolved.element'],
  ['attribute', 'pack.unresolved.attribute'],
  ['group', 'pack.unresolved.group'],
  ['attributeGroup', 'pack.unresolved.attributeGroup'],
  ['key', 'pack.unresolved.key'],
]);

/** What is wrong with a file of a pack, without where. */
export function packProblemMessage({ kind, parameters }: PackProblem): Message {
  const worded: Record<string, MessageParameter> = { ...parameters };
  const what = WHAT.get(parameters.what ?? '');
  if (what) worded.what = { key: what };
  for (const name of ['namespace', 'found']) if (parameters[name] === '') worded[name] = { key: 'pack.noNamespace' };
  return { key: `pack.${kind}`, parameters: worded };
}

/** One line, with the file and the line in it. */
export function describePackProblem(problem: PackProblem, options: MessageOptions): string {
  const parameters = {
    file: problem.file,
    line: problem.start.line + 1,
    problem: formatMessage(packProblemMessage(problem), options),
  };
  return formatMessage({ key: 'pack.problem', parameters }, options);
}

/** Why a pack can't be used, a line each. */
export function describePackError({ pack, message, problems }: PackError, options: MessageOptions): string[] {
  if (problems.length === 0) return [message];
  return problems.map((problem) => `${pack}: ${describePackProblem(problem, options)}`);
}
