import type { Command } from 'commander';
import type { Language } from '../engine/messages/message.ts';
import type { Say } from './usage/words.ts';

/** What a command has of the program that it is part of. */
export interface Program {
  /** The folder of the packs that ship. */
  readonly schemas: URL;
  /** The program of the thread that validates large files. */
  readonly validationWorker: URL;
  /** The program of the threads that judge the files of a folder. */
  readonly checkWorker: URL;
  /** The folder with a page for each rule. */
  readonly rulePages: URL;
  readonly version: string;
  readonly language: Language;
  readonly say: Say;
  /** Standard output is a terminal. */
  readonly isTerminal: boolean;
  /** It shows colours. */
  readonly color: boolean;
  write(text: string | Uint8Array): void;
  /** Resolves when all of that is gone; false where nobody reads any more. */
  drained(): Promise<boolean>;
  /** One line on standard error. */
  complain(text: string): void;
}

/** What files are judged with. */
export type JudgingProgram = Pick<Program, 'schemas' | 'validationWorker' | 'language' | 'say' | 'complain'>;

/** A command of the command line: a file in commands/ has one. */
export interface CommandDefinition<Values> {
  /** Gives the command its arguments, options and examples. */
  define(command: Command, program: Program): void;
  /**
   * Does the work.
   * @param values of the options, by their names in camel case
   * @returns the exit status. Rejects with UsageError or PackError
   */
  run(operands: readonly string[], values: Values, program: Program): Promise<number>;
}
