/** The severity of a finding. */
export type Severity = 'error' | 'warning' | 'information';

/**
 * What CBS would do with a delivery: reject it, nobody can tell, get in touch, or accept it. A template (`sjabloon`) and
 * a stylesheet have no such verdict.
 */
export type Verdict = 'afkeur' | 'niet-te-beoordelen' | 'contact' | 'goedgekeurd' | 'sjabloon' | 'stylesheet';

/** What a text is judged by; the keys are those of `srg.config.json`. Paths begin at the working directory. */
export interface CheckTextOptions {
  /** The language of messages; `nl` by default. */
  language?: 'nl' | 'en';
  /** What the text is called in the result; by it a template is known, too. Nothing is read there. */
  filename?: string;
  /** Folders of schema packs of one's own, before those that ship. */
  packs?: readonly string[];
  /** The berichtgevercodes that are expected; without any SRG-T003 keeps silent. */
  berichtgevers?: readonly string[];
  /** The severity of rules, by their codes. */
  rules?: Readonly<Record<string, Severity | 'off'>>;
  /** Files with rules of one's own, in ISO Schematron. */
  schematron?: readonly string[];
  /** No more findings than these, the most severe first; all by default. */
  maxProblems?: number;
  /** The deliveries of the month before, for SRG-I104. Without any, none is looked for. */
  previousDelivery?: readonly string[];
  templates?: { files?: readonly string[]; placeholders?: readonly string[] };
  /** BSNs as they are, and not as `*****1234`. */
  showBsn?: boolean;
}

/** `line` and `column` from 1, `offset` from 0, all in UTF-16 code units. */
export interface Position {
  line: number;
  column: number;
  offset: number;
}

export interface Range {
  start: Position;
  end: Position;
}

export interface Finding {
  /** Of the rule: `SRG-T002`, or the id of a rule of one's own. */
  code: string;
  /** The id of the kind of problem: in every language and version the same. */
  kind: string;
  severity: Severity;
  message: string;
  range: Range;
  /** The how-manieth record of the delivery it is about, from 0; null for none. */
  record: number | null;
  related: { path: string; range: Range; message: string }[];
  /** The titles of the fixes that the editor offers; of each kind, the first 1,000 findings have any. */
  fixes: string[];
}

export interface Kind {
  id: string;
  code: string;
  severity: Severity;
  title: string;
  /** How many findings there are of it, and in how many records. */
  count: number;
  records: number;
}

/** A year and a month, `2025-03`. */
export type Month = string;

/** What is known of a text: an item of `files` of `srg check --format json`, see `schemas/json/check.schema.json`. */
export interface CheckedText {
  path: string;
  /** The id of the schema pack; null where none knows the format. */
  pack: string | null;
  berichtgever: string | null;
  gemeente: string | null;
  verslagmaand: Month | null;
  /** The deliveries of the month before that it was held against. */
  previous: { path: string; gemeente: string | null; verslagmaand: Month | null }[];
  /** How many. */
  records: number;
  /** null where the text is another XML language. */
  verdict: Verdict | null;
  /** All findings, those that `maxProblems` leaves out included. */
  counts: Record<Severity, number>;
  accepted: number;
  kinds: Kind[];
  findings: Finding[];
  suppressed: (Omit<Finding, 'related' | 'fixes'> & { reasons: string[] })[];
  /** The rules that the verdict says nothing of, and why. */
  notChecked: {
    code: string;
    reason: 'setting' | 'configuration' | 'format' | 'pack' | 'month' | 'previous' | 'expected';
  }[];
}

/**
 * Why a text could not be checked. What is wrong with the text itself is a finding and no error.
 *
 * - `SRG_OPTION`: an option has a value that it can't have
 * - `SRG_PACK`: a schema pack can't be used
 * - `SRG_FILE`: a file that an option names can't be read, or is not what it should be
 * - `SRG_NO_XML`: the bytes are no text
 * - `SRG_TOO_LARGE`: there are more characters than a text may have
 * - `SRG_UNEXPECTED`: a bug; the message holds nothing of the text
 */
export type SrgErrorCode = 'SRG_OPTION' | 'SRG_PACK' | 'SRG_FILE' | 'SRG_NO_XML' | 'SRG_TOO_LARGE' | 'SRG_UNEXPECTED';

export declare class SrgError extends Error {
  readonly code: SrgErrorCode;
}

/**
 * Checks one delivery, as `srg check` does.
 * @param text of the delivery, or its bytes, of which the encoding is judged as well
 * @throws SrgError (as a rejection)
 */
export declare function checkText(text: string | Uint8Array, options?: CheckTextOptions): Promise<CheckedText>;
