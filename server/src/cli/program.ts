/** What a command has of the program that it is part of. */
export interface Program {
  /** The folder of the packs that ship. */
  readonly schemas: URL;
  /** The folder with a page for each rule. */
  readonly rulePages: URL;
  /** Standard output is a terminal that shows colours. */
  readonly color: boolean;
  write(text: string): void;
  /** One line on standard error. */
  complain(text: string): void;
}

/**
 * A command of the command line.
 * @param args what stands behind its name
 * @returns the exit status. Rejects with UsageError or PackError
 */
export type Command = (args: readonly string[], program: Program) => Promise<number>;
