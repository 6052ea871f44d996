import type { Pack } from '../../packs/load-pack.ts';
import type { RuleSetting, RuleSettings } from '../../rules/registry.ts';
import type { CustomRule, Finding } from '../../rules/rule.ts';
import { fullCode } from '../../rules/suppression/suppression.ts';
import type { CompiledCheck } from '../../schematron/compiled.ts';
import type { SchematronFailure, SchematronFinding, SchematronRun } from '../../schematron/evaluate.ts';
import type { SchematronProblem } from '../../schematron/problem.ts';
import type { FileProblems, FileRules, SchematronFile } from '../../schematron/schematron-file.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { ShouldYield } from '../../text/time-sliced.ts';
import { type HeaderSegment, NONE, RecordSegment } from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';

/** The document that custom rules are applied to. */
export interface CustomRulesSetting {
  readonly segments: SegmentIndex;
  readonly pack: Pack;
  readonly rules: RuleSettings;
  treeOf(segment: RecordSegment): SyntaxTree;
  /** A record was validated. */
  recordChecked(): void;
  /** Other rules can speak than before. */
  changed(): void;
}

/** One file with the present head of the document. */
interface CompiledFile {
  readonly file: SchematronFile;
  readonly rules: FileRules;
  run: SchematronRun | undefined;
  /** It says something of records: it looks at them, and doesn't go by a header that can't be read. */
  readsRecords: boolean;
}

/** What the files say of the header or of a segment. */
interface Said {
  readonly findings: readonly { readonly compiledFile: CompiledFile; readonly finding: SchematronFinding }[];
  readonly failures: readonly { readonly compiledFile: CompiledFile; readonly failure: SchematronFailure }[];
}

/** An expression that failed, and for how many segments. */
interface Failing {
  readonly compiledFile: CompiledFile;
  readonly problem: SchematronProblem;
  count: number;
}

/** Stands for the header, whose object is another one after each edit. */
const HEADER = 'header';

/**
 * Applies the custom rules, a record at a time, and keeps what they say in the segments. A check that fails
 * for one part is shown for none: what it says of the others can't be relied on.
 */
export class CustomRules {
  private files: readonly SchematronFile[] = NONE;
  private compiledFiles: readonly CompiledFile[] = NONE;
  /** Of those segments only that something was said of. */
  private readonly said = new Map<RecordSegment | typeof HEADER, Said>();
  /** For how many segments a check failed. */
  private readonly failedChecks = new Map<CompiledCheck, number>();
  private readonly failing = new Map<string, Failing>();
  private readonly written = new Map<CompiledCheck, CustomRule>();
  /** Those that run, by the names that they go by in suppressions. */
  private readonly checks = new Map<string, CompiledCheck[]>();
  private headerIsStale = false;
  /** Some file says something of records. */
  private readsRecords = false;

  constructor(private readonly setting: CustomRulesSetting) {}

  /**
   * The files to go by from now on; what others said is forgotten.
   * @returns whether they are others
   */
  setFiles(files: readonly SchematronFile[]): boolean {
    if (files.length === this.files.length && files.every((file, at) => file === this.files[at])) return false;
    const { segments, pack } = this.setting;
    const known = [...this.said.keys()];
    this.said.clear();
    this.failedChecks.clear();
    this.failing.clear();
    this.written.clear();
    for (const segment of known) this.show(segment);
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
    this.setting.changed();
    return true;
  }

  /** Whether rules that go by a name in suppressions can have a finding; undefined where there are none. */
  stateOf(name: string): 'applied' | 'silent' | undefined {
    const checks = this.checks.get(name);
    if (!checks) return undefined;
    const speaks = (check: CompiledCheck) => this.settingOf(check.code) !== 'off' && !this.failedChecks.has(check);
    return checks.some(speaks) ? 'applied' : 'silent';
  }

  /** The header segment is another one. */
  headerChanged(): void {
    if (this.compiledFiles.length === 0) return;
    this.headerIsStale = true;
    this.say(HEADER, undefined);
  }

  segmentAdded(segment: RecordSegment): void {
    if (this.readsRecords) this.setting.segments.pendingCustomRules.add(segment.block);
  }

  segmentRemoved(segment: RecordSegment): void {
    this.say(segment, undefined);
  }

  /** The records of a segment are other objects. */
  recordsReplaced(segment: RecordSegment): void {
    if (this.said.has(segment)) this.show(segment);
  }

  get hasWork(): boolean {
    return this.headerIsStale || this.setting.segments.pendingCustomRules.size > 0;
  }

  /** Validates the header, or records of one block until `yield` says so; that at `priority` first. */
  step(priority: number | undefined, shouldYield: ShouldYield): void {
    if (this.headerIsStale) {
      this.checkHeader();
      return;
    }
    const { segments } = this.setting;
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

  /** What is wrong with the files, as far as it has come out. */
  problems(): FileProblems[] {
    return this.files.map((file) => {
      const { problems } = file.compiledFor(this.setting.pack);
      const failed = [...this.failing.values()].filter(({ compiledFile }) => compiledFile.file === file);
      return { file, problems: [...problems, ...failed.map(({ problem }) => problem)] };
    });
  }

  private checkHeader(): void {
    const { segments } = this.setting;
    const { header: headerSegment } = segments;
    this.headerIsStale = false;
    const said: { findings: Said['findings'][number][]; failures: Said['failures'][number][] } = {
      findings: [],
      failures: [],
    };
    let again = false;
    for (const compiledFile of this.compiledFiles) {
      const { schema } = compiledFile.rules;
      const run = compiledFile.rules.run(headerSegment.tree);
      compiledFile.run = run;
      if (isReadable(headerSegment)) gather(said, compiledFile, run.header());
      const reads =
        schema.looksAtRecords && run.checksRecords && (isReadable(headerSegment) || !schema.recordsReadHeader);
      again ||= reads !== compiledFile.readsRecords || (reads && schema.recordsReadHeader);
      compiledFile.readsRecords = reads;
    }
    this.say(HEADER, said);
    this.readsRecords = this.compiledFiles.some(({ readsRecords }) => readsRecords);
    if (!again) return;
    for (const segment of segments) segment.checkedByCustomRules = false;
    for (const block of segments.blocks) segments.pendingCustomRules.add(block);
  }

  private checkSegment(segment: RecordSegment): void {
    segment.checkedByCustomRules = true;
    if (!isReadable(segment) || !segment.isRepeatingElement || !this.readsRecords) {
      this.say(segment, undefined);
      return;
    }
    this.setting.recordChecked();
    const tree = this.setting.treeOf(segment);
    const said = { findings: [], failures: [] };
    for (const compiledFile of this.compiledFiles) {
      if (compiledFile.readsRecords) gather(said, compiledFile, compiledFile.run!.record(tree, segment.node));
    }
    this.say(segment, said);
  }

  /** Keeps what is said of a segment instead of what was said of it before, and shows it. */
  private say(segment: RecordSegment | typeof HEADER, said: Said | undefined): void {
    const before = this.said.get(segment);
    const isNothing = !said || said.findings.length + said.failures.length === 0;
    if (!before && isNothing) return;
    if (isNothing) this.said.delete(segment);
    else this.said.set(segment, said);
    const shown = new Set(this.failedChecks.keys());
    for (const failed of said?.failures ?? NONE) this.count(failed, 1);
    for (const failed of before?.failures ?? NONE) this.count(failed, -1);
    const isSame =
      shown.size === this.failedChecks.size && [...this.failedChecks.keys()].every((check) => shown.has(check));
    if (isSame) this.show(segment);
    else {
      for (const each of new Set([...this.said.keys(), segment])) this.show(each);
      this.setting.changed();
    }
  }

  private count({ compiledFile, failure: { checks, problem } }: Said['failures'][number], change: 1 | -1): void {
    for (const check of checks) addTo(this.failedChecks, check, change);
    const { range, message } = problem;
    const key = `${this.compiledFiles.indexOf(compiledFile)} ${range.start} ${range.end} ${message.key}`;
    const failing = this.failing.get(key) ?? { compiledFile, problem, count: 0 };
    failing.count += change;
    if (failing.count > 0) this.failing.set(key, failing);
    else this.failing.delete(key);
  }

  /** Makes the findings of a segment: those whose check is neither off nor failing. */
  private show(segment: RecordSegment | typeof HEADER): void {
    const owner = segment === HEADER ? this.setting.segments.header : segment;
    const findings = this.said
      .get(segment)
      ?.findings.flatMap(({ compiledFile, finding }) => this.findingOf(owner, compiledFile, finding));
    owner.ownFindings = findings && findings.length > 0 ? findings : NONE;
  }

  private findingOf(
    owner: Finding['owner'],
    compiledFile: CompiledFile,
    { code, severity: defaultSeverity, message, range, check }: SchematronFinding,
  ): Finding | readonly never[] {
    const setting = this.settingOf(code);
    if (setting === 'off' || this.failedChecks.has(check)) return NONE;
    const record = owner instanceof RecordSegment ? owner.recordAt(range.start) : undefined;
    return {
      code,
      custom: this.customRule(compiledFile, check),
      severity: setting ?? defaultSeverity,
      defaultSeverity,
      message,
      range,
      owner,
      record,
    };
  }

  private settingOf(code: string): RuleSetting | undefined {
    const { rules } = this.setting;
    return Object.hasOwn(rules, code) ? rules[code] : undefined;
  }

  private customRule({ file, rules }: CompiledFile, check: CompiledCheck): CustomRule {
    let own = this.written.get(check);
    if (!own) {
      own = { uri: file.uri, source: file.source, range: check.range, title: rules.schema.title || file.name };
      this.written.set(check, own);
    }
    return own;
  }
}

/** Its elements are sound, and it holds values and no placeholders for them. */
function isReadable({ wellFormed, hasPlaceholders }: HeaderSegment | RecordSegment): boolean {
  return wellFormed && !hasPlaceholders;
}

function gather(
  said: { findings: Said['findings'][number][]; failures: Said['failures'][number][] },
  compiledFile: CompiledFile,
  { findings, failures }: ReturnType<SchematronRun['header']>,
): void {
  for (const finding of findings) said.findings.push({ compiledFile, finding });
  for (const failure of failures) said.failures.push({ compiledFile, failure });
}

function addTo<K>(counts: Map<K, number>, key: K, change: number): void {
  const count = (counts.get(key) ?? 0) + change;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
