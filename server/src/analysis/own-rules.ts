import type { Pack } from '../packs/load-pack.ts';
import type { RuleSetting, RuleSettings } from '../rules/registry.ts';
import type { Finding, OwnRule } from '../rules/rule.ts';
import { fullCode } from '../rules/suppression/suppression.ts';
import type { CompiledCheck } from '../schematron/compiled.ts';
import type { SchematronFailure, SchematronFinding, SchematronRun } from '../schematron/evaluate.ts';
import type { SchematronProblem } from '../schematron/problem.ts';
import type { FileProblems, FileRules, SchematronFile } from '../schematron/schematron-file.ts';
import type { Pause } from '../syntax/document-scanner.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { type Head, Item, NONE } from './parts/part.ts';
import type { Parts } from './parts/parts.ts';

/** The document that rules of the user's own are applied to. */
export interface OwnRulesSetting {
  readonly parts: Parts;
  readonly pack: Pack;
  readonly rules: RuleSettings;
  treeOf(item: Item): SyntaxTree;
  /** A record was judged. */
  judged(): void;
  /** Other rules can speak than before. */
  changed(): void;
}

/** One file with the present head of the document. */
interface Judge {
  readonly file: SchematronFile;
  readonly rules: FileRules;
  run: SchematronRun | undefined;
  /** It says something of records: it looks at them, and doesn't go by a header that can't be read. */
  readsRecords: boolean;
}

/** What the files say of the header or of an item. */
interface Said {
  readonly findings: readonly { readonly judge: Judge; readonly finding: SchematronFinding }[];
  readonly failures: readonly { readonly judge: Judge; readonly failure: SchematronFailure }[];
}

/** An expression that failed, and for how many parts. */
interface Failing {
  readonly judge: Judge;
  readonly problem: SchematronProblem;
  count: number;
}

/** Stands for the header, whose object is another one after each edit. */
const HEADER = 'header';

/**
 * Applies the rules of the user's own, a record at a time, and keeps what they say in the parts. A check that fails
 * for one part is shown for none: what it says of the others can't be relied on.
 */
export class OwnRules {
  private files: readonly SchematronFile[] = NONE;
  private judges: readonly Judge[] = NONE;
  /** Of those parts only that something was said of. */
  private readonly said = new Map<Item | typeof HEADER, Said>();
  /** For how many parts a check failed. */
  private readonly failedChecks = new Map<CompiledCheck, number>();
  private readonly failing = new Map<string, Failing>();
  private readonly written = new Map<CompiledCheck, OwnRule>();
  /** Those that run, by the names that they go by in suppressions. */
  private readonly checks = new Map<string, CompiledCheck[]>();
  private headIsStale = false;
  /** Some file says something of records. */
  private readsRecords = false;

  constructor(private readonly setting: OwnRulesSetting) {}

  /**
   * The files to go by from now on; what others said is forgotten.
   * @returns whether they are others
   */
  setFiles(files: readonly SchematronFile[]): boolean {
    if (files.length === this.files.length && files.every((file, at) => file === this.files[at])) return false;
    const { parts, pack } = this.setting;
    const known = [...this.said.keys()];
    this.said.clear();
    this.failedChecks.clear();
    this.failing.clear();
    this.written.clear();
    for (const part of known) this.show(part);
    parts.unheard.clear();
    this.readsRecords = false;
    this.files = files;
    this.judges = files.flatMap((file) => {
      const { rules } = file.compiledFor(pack);
      return rules ? [{ file, rules, run: undefined, readsRecords: false }] : [];
    });
    this.headIsStale = this.judges.length > 0;
    this.checks.clear();
    for (const { rules } of this.judges) {
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

  /** The head is another one. */
  headChanged(): void {
    if (this.judges.length === 0) return;
    this.headIsStale = true;
    this.say(HEADER, undefined);
  }

  itemAdded(item: Item): void {
    if (this.readsRecords) this.setting.parts.unheard.add(item.block);
  }

  itemRemoved(item: Item): void {
    this.say(item, undefined);
  }

  /** The records of an item are other objects. */
  itemBound(item: Item): void {
    if (this.said.has(item)) this.show(item);
  }

  get hasWork(): boolean {
    return this.headIsStale || this.setting.parts.unheard.size > 0;
  }

  /** Judges the header, or records of one block until `pause` says so; that at `priority` first. */
  step(priority: number | undefined, pause: Pause): void {
    if (this.headIsStale) {
      this.judgeHead();
      return;
    }
    const { parts } = this.setting;
    const wanted = priority === undefined ? undefined : parts.at(priority)?.block;
    const [first] = parts.unheard;
    const block = wanted && parts.unheard.has(wanted) ? wanted : first!;
    for (const item of block.items) {
      if (item.heard) continue;
      this.judgeItem(item);
      if (pause()) return;
    }
    parts.unheard.delete(block);
  }

  /** What is wrong with the files, as far as it has come out. */
  problems(): FileProblems[] {
    return this.files.map((file) => {
      const { problems } = file.compiledFor(this.setting.pack);
      const failed = [...this.failing.values()].filter(({ judge }) => judge.file === file);
      return { file, problems: [...problems, ...failed.map(({ problem }) => problem)] };
    });
  }

  private judgeHead(): void {
    const { parts } = this.setting;
    const { head } = parts;
    this.headIsStale = false;
    const said: { findings: Said['findings'][number][]; failures: Said['failures'][number][] } = {
      findings: [],
      failures: [],
    };
    let again = false;
    for (const judge of this.judges) {
      const { schema } = judge.rules;
      const run = judge.rules.run(head.tree);
      judge.run = run;
      if (isReadable(head)) gather(said, judge, run.header());
      const reads = schema.looksAtRecords && run.judgesRecords && (isReadable(head) || !schema.recordsReadHeader);
      again ||= reads !== judge.readsRecords || (reads && schema.recordsReadHeader);
      judge.readsRecords = reads;
    }
    this.say(HEADER, said);
    this.readsRecords = this.judges.some(({ readsRecords }) => readsRecords);
    if (!again) return;
    for (const item of parts) item.heard = false;
    for (const block of parts.blocks) parts.unheard.add(block);
  }

  private judgeItem(item: Item): void {
    item.heard = true;
    if (!isReadable(item) || !item.isUnit || !this.readsRecords) {
      this.say(item, undefined);
      return;
    }
    this.setting.judged();
    const tree = this.setting.treeOf(item);
    const said = { findings: [], failures: [] };
    for (const judge of this.judges) {
      if (judge.readsRecords) gather(said, judge, judge.run!.record(tree, item.node));
    }
    this.say(item, said);
  }

  /** Keeps what is said of a part instead of what was said of it before, and shows it. */
  private say(part: Item | typeof HEADER, said: Said | undefined): void {
    const before = this.said.get(part);
    const isNothing = !said || said.findings.length + said.failures.length === 0;
    if (!before && isNothing) return;
    if (isNothing) this.said.delete(part);
    else this.said.set(part, said);
    const shown = new Set(this.failedChecks.keys());
    for (const failed of said?.failures ?? NONE) this.count(failed, 1);
    for (const failed of before?.failures ?? NONE) this.count(failed, -1);
    const isSame =
      shown.size === this.failedChecks.size && [...this.failedChecks.keys()].every((check) => shown.has(check));
    if (isSame) this.show(part);
    else {
      for (const each of new Set([...this.said.keys(), part])) this.show(each);
      this.setting.changed();
    }
  }

  private count({ judge, failure: { checks, problem } }: Said['failures'][number], change: 1 | -1): void {
    for (const check of checks) addTo(this.failedChecks, check, change);
    const { range, message } = problem;
    const key = `${this.judges.indexOf(judge)} ${range.start} ${range.end} ${message.key}`;
    const failing = this.failing.get(key) ?? { judge, problem, count: 0 };
    failing.count += change;
    if (failing.count > 0) this.failing.set(key, failing);
    else this.failing.delete(key);
  }

  /** Makes the findings of a part: those whose check is neither off nor failing. */
  private show(part: Item | typeof HEADER): void {
    const owner = part === HEADER ? this.setting.parts.head : part;
    const findings = this.said
      .get(part)
      ?.findings.flatMap(({ judge, finding }) => this.findingOf(owner, judge, finding));
    owner.ownFindings = findings && findings.length > 0 ? findings : NONE;
  }

  private findingOf(
    owner: Finding['owner'],
    judge: Judge,
    { code, severity: ownSeverity, message, range, check }: SchematronFinding,
  ): Finding | readonly never[] {
    const setting = this.settingOf(code);
    if (setting === 'off' || this.failedChecks.has(check)) return NONE;
    const record = owner instanceof Item ? owner.recordAt(range.start) : undefined;
    return {
      code,
      own: this.ownRule(judge, check),
      severity: setting ?? ownSeverity,
      ownSeverity,
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

  private ownRule({ file, rules }: Judge, check: CompiledCheck): OwnRule {
    let own = this.written.get(check);
    if (!own) {
      own = { uri: file.uri, source: file.source, range: check.range, title: rules.schema.title || file.name };
      this.written.set(check, own);
    }
    return own;
  }
}

/** Its elements are sound, and it holds values and no placeholders for them. */
function isReadable({ sound, hasPlaceholders }: Head | Item): boolean {
  return sound && !hasPlaceholders;
}

function gather(
  said: { findings: Said['findings'][number][]; failures: Said['failures'][number][] },
  judge: Judge,
  { findings, failures }: ReturnType<SchematronRun['header']>,
): void {
  for (const finding of findings) said.findings.push({ judge, finding });
  for (const failure of failures) said.failures.push({ judge, failure });
}

function addTo<K>(counts: Map<K, number>, key: K, change: number): void {
  const count = (counts.get(key) ?? 0) + change;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
