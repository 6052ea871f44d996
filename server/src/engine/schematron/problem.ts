import type { Message, MessageKey, MessageParameter } from '../messages/message.ts';
import type { TextRange } from '../text/text-range.ts';

/**
 * Something wrong with a .sch file; the offsets count in its text. With an `error` the file doesn't check what it says:
 * mostly the smallest whole thing around the place (the check, the pattern or the file) is off. A `warning` is about
 * something that runs, or that is passed over.
 */
export interface SchematronProblem {
  readonly range: TextRange;
  readonly severity: 'error' | 'warning';
  readonly message: Message;
  /** Of what any XML file may have wrong with it. */
  readonly code?: 'SRG-T001';
}

/** Collects problems, each once: a rule that is used in several places is looked at in each of them. */
export class Problems {
  readonly list: SchematronProblem[] = [];
  private readonly seen = new Set<string>();

  error(range: TextRange, key: MessageKey, parameters: Readonly<Record<string, MessageParameter>> = {}): void {
    this.add({ range, severity: 'error', message: { key, parameters } });
  }

  warning(range: TextRange, key: MessageKey, parameters: Readonly<Record<string, MessageParameter>> = {}): void {
    this.add({ range, severity: 'warning', message: { key, parameters } });
  }

  add(problem: SchematronProblem): void {
    const { range, message } = problem;
    const identity = JSON.stringify([range.start, range.end, message.key, message.parameters]);
    if (this.seen.has(identity)) return;
    this.seen.add(identity);
    this.list.push(problem);
  }
}
