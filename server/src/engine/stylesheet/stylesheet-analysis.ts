import type { CheckedText } from '../analysis/checked-text.ts';
import { type Excerpt, excerptOfAll, type FoundInForm, isOnForm, tryFixes } from '../analysis/fixes/try-fixes.ts';
import { formProblems } from '../analysis/rules/form-problems.ts';
import { findingOf } from '../analysis/rules/rule-runner.ts';
import { type Tally, tallyOf } from '../analysis/tally.ts';
import { codeOfSyntaxProblem } from '../messages/syntax-problem-key.ts';
import type { Pack } from '../packs/load-pack.ts';
import { type RuleSettings, ruleOf } from '../rules/registry.ts';
import type { Finding, Fix, FixContext, RuleContext, Severity } from '../rules/rule.ts';
import { draftOfSyntaxProblem } from '../rules/technical/t001-welgevormd.ts';
import { SourceText } from '../text/source-text.ts';
import { draftsOf } from './checks.ts';
import { ResultTree } from './result-tree.ts';

/** In an editor, a stylesheet of more characters is left alone: all of it is read again after each edit. */
export const LONGEST_EDITED = 500_000;

export interface StylesheetSettings {
  readonly packs: readonly Pack[];
  readonly rules: RuleSettings;
  readonly berichtgevers: readonly string[];
  /** A longer text is not looked at; without it, none is too long. */
  readonly longest?: number;
}

/** Findings count from the start of the text; the owner tells whose pack they are by. */
interface Owner {
  readonly pack: Pack;
}

/**
 * All that is known of an XSLT stylesheet that writes SRG: of one state of its text, and made as it is asked for. It
 * speaks of the form of the text and of the literal result; whether the instructions are valid is another's affair.
 */
export class StylesheetAnalysis implements CheckedText {
  readonly done = true;
  readonly progress = 1;
  /** It is too long to be looked at: it has no tree and no findings. */
  readonly isTooLong: boolean;
  /** The packs whose namespaces it speaks of. */
  readonly packs: readonly Pack[];
  private readonly text: string;
  private readonly owners = new Map<Pack, Owner>();
  private read: ResultTree | undefined;
  private found: readonly Finding[] | undefined;
  /** What fixes are tried on. */
  private excerpt: { readonly of: Excerpt | undefined } | undefined;

  private constructor(
    readonly source: SourceText,
    private readonly settings: StylesheetSettings,
  ) {
    this.text = source.toString();
    this.isTooLong = this.text.length > (settings.longest ?? Number.POSITIVE_INFINITY);
    this.packs = settings.packs.filter((pack) => isSpokenOf(pack, this.text));
  }

  /**
   * @param source the text of a stylesheet as it is now
   * @returns undefined where it speaks of no pack's namespace
   */
  static of(source: SourceText, settings: StylesheetSettings): StylesheetAnalysis | undefined {
    const analysis = new StylesheetAnalysis(source, settings);
    return analysis.packs.length > 0 ? analysis : undefined;
  }

  /** undefined for one that is too long. */
  get tree(): ResultTree | undefined {
    if (!this.isTooLong) this.read ??= new ResultTree(this.text, this.packs);
    return this.read;
  }

  /** The tree of the stylesheet with white space in the stead of a stretch of it, which may be half typed. */
  treeWithout(start: number, end: number): ResultTree | undefined {
    if (this.isTooLong) return undefined;
    const blank = this.text.slice(start, end).replace(/[^\r\n]/g, ' ');
    return new ResultTree(this.text.slice(0, start) + blank + this.text.slice(end), this.packs);
  }

  findings(): readonly Finding[] {
    this.found ??= this.check();
    return this.found;
  }

  findingsInGroups(): Iterable<readonly Finding[]> {
    return [this.findings()];
  }

  *findingsOf(severity: Severity): Generator<readonly Finding[]> {
    yield this.findings().filter((finding) => finding.severity === severity);
  }

  findingsIn(start: number, end: number): readonly Finding[] {
    return this.findings().filter(({ range }) => range.start <= end && range.end >= start);
  }

  get tally(): Tally {
    return tallyOf(this.findings(), () => false);
  }

  startOf(): number {
    return 0;
  }

  fixesOf(finding: Finding): Fix[] {
    const { pack } = finding.owner as Owner;
    const fixes = ruleOf(finding.code)?.fixes?.(finding, this.fixContext(pack)) ?? [];
    if (!isOnForm(finding)) return fixes;
    const around = () => {
      this.excerpt ??= { of: excerptOfAll(this.text, this.owners.values(), this.form) };
      return this.excerpt.of;
    };
    const formOf = (text: string) => new StylesheetAnalysis(new SourceText(text), { ...this.settings, rules: {} }).form;
    return tryFixes(fixes, finding, around, formOf);
  }

  private get form(): readonly FoundInForm[] {
    return this.findings().map((finding) => ({ finding, ...finding.range }));
  }

  /** What values of a pack can be told by: there are no records, and nothing is known of the header. */
  contextOf(pack: Pack): RuleContext {
    return {
      pack,
      header: undefined,
      verslagmaand: undefined,
      expectedBerichtgevers: this.settings.berichtgevers,
      recordsWith: () => [],
      treeOf: () => this.tree!,
    };
  }

  private fixContext(pack: Pack): FixContext {
    return {
      ...this.contextOf(pack),
      ancestorsOf: () => [],
      textOf: () => this.text,
      ownerBehind: () => undefined,
      rootOwner: undefined,
      introducesFinding: () => false,
      introducesFindingAfter: () => false,
      continuity: undefined,
      recordsOf: () => [],
      lastRecord: () => undefined,
      spaceBehind: () => '',
      simulateInsertions: () => undefined,
    };
  }

  private check(): Finding[] {
    const { tree } = this;
    if (!tree) return [];
    const { rules } = this.settings;
    const found: (Finding | undefined)[] = [];
    for (const problem of formProblems(tree, tree.problems)) {
      const owner = this.ownerOf(this.packs[0]!);
      found.push(findingOf(rules, owner, codeOfSyntaxProblem(problem.kind), draftOfSyntaxProblem(problem)));
    }
    for (const { pack, draft } of draftsOf(tree)) found.push(findingOf(rules, this.ownerOf(pack), 'SRG-T002', draft));
    return found.filter((finding) => finding !== undefined && !finding.isOff) as Finding[];
  }

  private ownerOf(pack: Pack): Owner {
    const owner = this.owners.get(pack) ?? { pack };
    this.owners.set(pack, owner);
    return owner;
  }
}

/** A namespace is named where it is declared; without one, only the root's name tells. */
function isSpokenOf({ manifest: { namespace, root } }: Pack, text: string): boolean {
  return namespace === '' ? new RegExp(`<${root}[ \\t\\r\\n/>]`).test(text) : text.includes(namespace);
}
