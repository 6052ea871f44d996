import type { SchematronProblem } from '../../engine/schematron/problem.ts';
import type { Result } from '../checking/check-file.ts';
import type { Complaint } from '../checking/check-options.ts';
import type { CheckSettings } from '../checking/check-settings.ts';
import type { Input } from '../files/input.ts';
import type { Program } from '../program.ts';
import type { ReporterPlan } from '../reporters/make-reporters.ts';

/** A file to check, as one thread tells another of it. */
export type SentInput = Omit<Input, 'read' | 'open' | 'text' | 'stream'>;

/** What came of a stream, compressed where it is much. */
export type SentContent = Uint8Array | { readonly pieces: Uint8Array<ArrayBuffer>[]; readonly length: number };

/** A file to judge. */
export interface SentJob {
  /** Its place among those of the run. */
  readonly n: number;
  /** Of what a thread can't read itself. */
  readonly content?: SentContent | undefined;
}

/** What a thread judges files by, and what it makes of what it finds. */
export interface ThreadSetup {
  /** All files of the run: the month before is looked for among them. Those that are none are left out. */
  readonly inputs: readonly (SentInput | undefined)[];
  readonly values: CheckSettings;
  readonly maxProblems: number | undefined;
  readonly failOn: 'error' | 'warning' | 'information' | 'never';
  /** The file of the baseline. */
  readonly baseline: string | undefined;
  readonly reporters: ReporterPlan;
  readonly program: Pick<Program, 'version' | 'language'> & {
    readonly schemas: string;
    readonly validationWorker: string;
  };
  /** There are cores enough for libxml2 to have threads of its own. */
  readonly validatesBeside: boolean;
}

/** What is told of a file, to be done where all is written. */
export type Told =
  /** Its settings are asked for: what is wrong with these is told there. */
  | { readonly kind: 'settings'; readonly uri: string }
  | {
      readonly kind: 'complaint';
      readonly path: string;
      readonly reason: Complaint;
      readonly parameters: Readonly<Record<string, string>> | undefined;
    }
  | { readonly kind: 'piece'; readonly piece: unknown; readonly isFirst: boolean }
  /** About a file of custom rules, by its place among those in the settings. */
  | { readonly kind: 'foundOut'; readonly file: number; readonly problems: readonly SchematronProblem[] };

/** How it ended with a file. */
export type Outcome =
  | { readonly results: readonly Result[] }
  /** Its configuration is wrong, by the path that it is shown by. */
  | { readonly config: string }
  /** It could not be judged, for a reason in the words of the user. */
  | { readonly problem: string };

/** A part of what there is to tell of a file. */
export interface Batch {
  readonly told: readonly Told[];
  /** How much there is of it, see {@link Ahead}. */
  readonly size: number;
  /** With the last. */
  readonly outcome?: Outcome;
}
