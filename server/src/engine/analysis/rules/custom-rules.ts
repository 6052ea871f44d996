import type { Message } from '../../messages/message.ts';
import type { Pack } from '../../packs/load-pack.ts';
import { BsnPlaces } from '../../privacy/bsn-places.ts';
import type { RuleSetting, RuleSettings } from '../../rules/registry.ts';
import type { CustomRule, Finding } from '../../rules/rule.ts';
import { fullCode } from '../../rules/suppression/suppression.ts';
import type { CompiledCheck } from '../../schematron/compiled.ts';
import type { SchematronFailure, SchematronFinding, SchematronRun } from '../../schematron/evaluate.ts';
import type { SchematronProblem } from '../../schematron/problem.ts';
import type { FileProblems, FileRules, SchematronFile } from '../../schematron/schematron-file.ts';
import type { ShouldYield } from '../../text/time-sliced.ts';
import { type HeaderSegment, NONE, RecordSegment } from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import type { SegmentTrees } from '../document/segment-trees.ts';
import type { WorkCounters } from '../work-counters.ts';

/** The document that custom rules are applied to. */
export interface CustomRulesDocument {
  readonly segments: SegmentIndex;
  readonly trees: SegmentTrees;
  readonly pack: Pack;
}

/** One file, compiled for the pack and run on the present header. */
interface CompiledFile {
  readonly file: SchematronFile;
  readonly rules: FileRules;
  run: SchematronRun | undefined;
  /** It checks records, and doesn't depend on a header that can't be read. */
  readsRecords: boolean;
}

/** What the files give on the header or on a record segment. */
interface Result {
  readonly findings: readonly { readonly compiledFile: CompiledFile; readonly finding: SchematronFinding }[];
  readonly failures: readonly { readonly compiledFile: CompiledFile; readonly failure: SchematronFailure }[];
}

/** An expression that failed, and for how many segments. */
interface FailedExpression {
  readonly compiledFile: CompiledFile;
  readonly problem: SchematronProblem;
  count: number;
}

/** Stands for the header, whose segment is another object after each edit. */
const HEADER = 'header';

/**
 * Applies the custom rules, one record at a time, and leaves their findings in the segments. A check that fails for one
 * segment is shown for none: its other results can't be relied on.
 */
export class CustomRules {
  private files: readonly SchematronFile[] = NONE;
  private compiledFiles: readonly CompiledFile[] = NONE;
  private readonly places: BsnPlaces;
  /** Of segments with findings or failures. */
  private readonly results = new Map<RecordSegment | typeof HEADER, Result>();
  /** For how many segments a check failed. */
  private readonly failedChecks = new Map<CompiledCheck, number>();
  private readonly failedExpressions = new Map<string, FailedExpression>();
  private readonly customRules = new Map<CompiledCheck, CustomRule>();
  /** By the name that suppressions have for them. */
  private readonly checks = new Map<string, CompiledCheck[]>();
  private headerIsStale = false;
  /** Some file checks records. */
  private readsRecords = false;
  private statesChanged = false;

  constructor(
    private readonly document: CustomRulesDocument,
    private readonly settings: RuleSettings,
    private readonly counters: WorkCounters,
  ) {
    this.places = new BsnPlaces(document.pack);
  }

  /** Whether {@link stateOf} may give other answers than when this was last asked. */
  takeStateChange(): boolean {
    const changed = this.statesChanged;
    this.statesChanged = false;
    return changed;
  }

  /**
   * Sets the files, and drops the findings of others.
   * @returns whether they are others
   */
  setFiles(files: readonly SchematronFile[]): boolean {
    if (files.length === this.files.length && files.every((file, at) => file === this.files[at])) return false;
    const { segments, pack } = this.document;
    const known = [...this.results.keys()];
    this.results.clear();
    this.failedChecks.clear();
    this.failedExpressions.clear();
    this.customRules.clear();
    for (const segment of known) this.setFindings(segment);
    segments.pendingCustomRules.clear();
    this.readsRecords = false;
    this.files = files;
    this.compiledFiles = files.flatMap((file) => {
      const { rules } = file.compiledFor(pack);
      return rules ? [{ file, rules, run: undefined, readsRecords: false }] : [];
    });
    this.headerIsStale = this.compiledFiles.length > 0;
    this.checks.clear();
    for (const { rules } of this.compiledFiles) {
      for (const check of rules.schema.patterns.flatMap((pattern) => pattern.rules.flatMap((rule) => rule.checks))) {
        const name = fullCode(check.code);
        this.checks.set(name, [...(this.checks.get(name) ?? []), check]);
      }
    }
    this.statesChanged = true;
    return true;
  }

  /** Whether the rules that a suppression names can have findings; undefined where there are none of that name. */
  stateOf(name: string): 'applied' | 'silent' | undefined {
    const checks = this.checks.get(name);
    if (!checks) return undefined;
    const canFind = (check: CompiledCheck) => this.settingOf(check.code) !== 'off' && !this.failedChecks.has(check);
    return checks.some(canFind) ? 'applied' : 'silent';
  }

  headerChanged(): void {
    if (this.compiledFiles.length === 0) return;
    this.headerIsStale = true;
    this.setResult(HEADER, undefined);
  }

  segmentAdded(segment: RecordSegment): void {
    if (this.readsRecords) this.document.segments.pendingCustomRules.add(segment.block);
  }

  segmentRemoved(segment: RecordSegment): void {
    this.setResult(segment, undefined);
  }

  /** The records of a segment are other objects: findings refer to them. */
  recordsReplaced(segment: RecordSegment): void {
    if (this.results.has(segment)) this.setFindings(segment);
  }

  get hasWork(): boolean {
    return this.headerIsStale || this.document.segments.pendingCustomRules.size > 0;
  }

  /** Checks the header, or records of one block until told to yield; the block at `priority` first. */
  step(priority: number | undefined, shouldYield: ShouldYield): void {
    if (this.headerIsStale) {
      this.checkHeader();
      return;
    }
    const { segments } = this.document;
    const wanted = priority === undefined ? undefined : segments.at(priority)?.block;
    const [first] = segments.pendingCustomRules;
    const block = wanted && segments.pendingCustomRules.has(wanted) ? wanted : first!;
    for (const segment of block.segments) {
      if (segment.checkedByCustomRules) continue;
      this.checkSegment(segment);
      if (shouldYield()) return;
    }
    segments.pendingCustomRules.delete(block);
  }

  /** What is wrong with the files, as far as it is known. */
  problems(): FileProblems[] {
    return this.files.map((file) => {
      const { problems } = file.compiledFor(this.document.pack);
      const failed = [...this.failedExpressions.values()].filter(({ compiledFile }) => compiledFile.file === file);
      return { file, problems: [...problems, ...failed.map(({ problem }) => problem)] };
    });
  }

  private checkHeader(): void {
    const { segments } = this.document;
    const { header } = segments;
    this.headerIsStale = false;
    const result: { findings: Result['findings'][number][]; failures: Result['failures'][number][] } = {
      findings: [],
      failures: [],
    };
    let again = false;
    for (const compiledFile of this.compiledFiles) {
      const { schema } = compiledFile.rules;
      const run = compiledFile.rules.run(header.tree);
      compiledFile.run = run;
      if (isReadable(header)) gather(result, compiledFile, run.header());
      const reads = schema.looksAtRecords && run.checksRecords && (isReadable(header) || !schema.recordsReadHeader);
      again ||= reads !== compiledFile.readsRecords || (reads && schema.recordsReadHeader);
      compiledFile.readsRecords = reads;
    }
    this.setResult(HEADER, result);
    this.readsRecords = this.compiledFiles.some(({ readsRecords }) => readsRecords);
    if (!again) return;
    for (const segment of segments) segment.checkedByCustomRules = false;
    for (const block of segments.blocks) segments.pendingCustomRules.add(block);
  }

  private checkSegment(segment: RecordSegment): void {
    segment.checkedByCustomRules = true;
    if (!isReadable(segment) || !segment.isRepeatingElement || !this.readsRecords) {
      this.setResult(segment, undefined);
      return;
    }
    this.counters.schematron++;
    const tree = this.document.trees.of(segment);
    const result = { findings: [], failures: [] };
    for (const compiledFile of this.compiledFiles) {
      if (compiledFile.readsRecords) gather(result, compiledFile, compiledFile.run!.record(tree, segment.node));
    }
    this.setResult(segment, result);
  }

  /** Replaces the result on a segment, and its findings. */
  private setResult(segment: RecordSegment | typeof HEADER, result: Result | undefined): void {
    const before = this.results.get(segment);
    const isNothing = !result || result.findings.length + result.failures.length === 0;
    if (!before && isNothing) return;
    if (isNothing) this.results.delete(segment);
    else this.results.set(segment, result);
    const failedBefore = new Set(this.failedChecks.keys());
    for (const failed of result?.failures ?? NONE) this.count(failed, 1);
    for (const failed of before?.failures ?? NONE) this.count(failed, -1);
    const isSame =
      failedBefore.size === this.failedChecks.size &&
      [...this.failedChecks.keys()].every((check) => failedBefore.has(check));
    if (isSame) this.setFindings(segment);
    else {
      for (const each of new Set([...this.results.keys(), segment])) this.setFindings(each);
      this.statesChanged = true;
    }
  }

  private count({ compiledFile, failure: { checks, problem } }: Result['failures'][number], change: 1 | -1): void {
    for (const check of checks) addTo(this.failedChecks, check, change);
    const { range, message } = problem;
    const key = `${this.compiledFiles.indexOf(compiledFile)} ${range.start} ${range.end} ${message.key}`;
    const failed = this.failedExpressions.get(key) ?? { compiledFile, problem, count: 0 };
    failed.count += change;
    if (failed.count > 0) this.failedExpressions.set(key, failed);
    else this.failedExpressions.delete(key);
  }

  /** Sets the findings of a segment: those whose check is neither off nor failed. */
  private setFindings(segment: RecordSegment | typeof HEADER): void {
    const owner = segment === HEADER ? this.document.segments.header : segment;
    const results = this.results.get(segment)?.findings ?? NONE;
    const bsns = results.length > 0 ? [...this.places.valuesIn(this.document.trees.of(owner))] : NONE;
    const findings = results.flatMap(({ compiledFile, finding }) => this.findingOf(owner, compiledFile, finding, bsns));
    owner.customFindings = findings.length > 0 ? findings : NONE;
  }

  private findingOf(
    owner: Finding['owner'],
    compiledFile: CompiledFile,
    { code, severity: defaultSeverity, message, range, check }: SchematronFinding,
    bsns: readonly string[],
  ): Finding | readonly never[] {
    const setting = this.settingOf(code);
    if (setting === 'off' || this.failedChecks.has(check)) return NONE;
    const record = owner instanceof RecordSegment ? owner.recordAt(range.start) : undefined;
    return {
      code,
      custom: this.customRule(compiledFile, check),
      severity: setting ?? defaultSeverity,
      defaultSeverity,
      message: withBsns(message, bsns),
      range,
      owner,
      record,
    };
  }

  private settingOf(code: string): RuleSetting | undefined {
    const { settings } = this;
    return Object.hasOwn(settings, code) ? settings[code] : undefined;
  }

  private customRule({ file, rules }: CompiledFile, check: CompiledCheck): CustomRule {
    let customRule = this.customRules.get(check);
    if (!customRule) {
      customRule = { uri: file.uri, source: file.source, range: check.range, title: rules.schema.title || file.name };
      this.customRules.set(check, customRule);
    }
    return customRule;
  }
}

/** What a rule of the user's own says may hold any value of the record. */
function withBsns(message: Message, bsns: readonly string[]): Message {
  const text = message.parameters?.text;
  return typeof text === 'string'
    ? { ...message, parameters: { ...message.parameters, text: { text, bsns } } }
    : message;
}

/** It is well-formed, and has values and no placeholders for them. */
function isReadable({ wellFormed, hasPlaceholders }: HeaderSegment | RecordSegment): boolean {
  return wellFormed && !hasPlaceholders;
}

function gather(
  result: { findings: Result['findings'][number][]; failures: Result['failures'][number][] },
  compiledFile: CompiledFile,
  { findings, failures }: ReturnType<SchematronRun['header']>,
): void {
  for (const finding of findings) result.findings.push({ compiledFile, finding });
  for (const failure of failures) result.failures.push({ compiledFile, failure });
}

function addTo<K>(counts: Map<K, number>, key: K, change: number): void {
  const count = (counts.get(key) ?? 0) + change;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
