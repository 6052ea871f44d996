import { formatMessage, type Message, type MessageOptions } from '../messages/message.ts';
import { packProblemMessage } from '../messages/pack-problem.ts';
import type { ConfigProblem } from './config-file.ts';

/** What is wrong with a configuration, and how to mend it, without where. */
export function configProblemMessage({ kind, parameters }: Pick<ConfigProblem, 'kind' | 'parameters'>): Message {
  switch (kind) {
    case 'config.count':
    case 'config.rule':
    case 'config.meantRule':
    case 'config.placeholder':
    case 'config.path':
      return { key: kind, parameters };
    default:
      return packProblemMessage({ kind, parameters });
  }
}

/** One line: `path:line:column: what is wrong`. */
export function describeConfigProblem(path: string, problem: ConfigProblem, options: MessageOptions): string {
  const { line, character } = problem.start;
  return `${path}:${line + 1}:${character + 1}: ${formatMessage(configProblemMessage(problem), options)}`;
}
