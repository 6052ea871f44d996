import type { Severity } from '../../engine/rules/rule.ts';
import type { FileProblems } from '../../engine/schematron/schematron-file.ts';
import type { Baseline } from '../files/baseline.ts';
import type { FileSettings } from '../files/file-settings.ts';
import type { InputError } from '../files/input.ts';
import type { Reporter } from '../reporters/report.ts';

/** Why there is nothing to say of a file or folder. */
export type Complaint = InputError['reason'] | 'noDeliveries' | 'otherXml' | 'templatePart' | 'binary';

export interface CheckOptions {
  /** What a file is judged by, by its URI; empty for standard input. */
  settingsOf(uri: string): Promise<FileSettings>;
  readonly failOn: 'error' | 'warning' | 'information' | 'never';
  readonly reporter: Reporter;
  /** What has been accepted. */
  readonly baseline?: Baseline | undefined;
  /** The program of the thread that validates large files; undefined where they are to have none. */
  readonly validationWorker: URL | undefined;
  /** Files that are named and are no delivery are passed over, as those in folders are. */
  readonly ignoresUnknown: boolean;
  complain(path: string, reason: Complaint, parameters?: Readonly<Record<string, string>>): void;
  /** What a delivery brought to light about the custom rules. */
  foundOut(problems: readonly FileProblems[]): void;
}

export const FAILING: Record<CheckOptions['failOn'], readonly Severity[]> = {
  error: ['error'],
  warning: ['error', 'warning'],
  information: ['error', 'warning', 'information'],
  never: [],
};
