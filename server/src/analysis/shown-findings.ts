import { isSuppressible } from '../rules/registry.ts';
import type { Finding, Severity } from '../rules/rule.ts';
import type { Use } from '../rules/suppression/s001-onderdrukking.ts';
import { draftsOf, type Reach } from '../rules/suppression/s001-onderdrukking.ts';
import { fullCode, type Suppression } from '../rules/suppression/suppression.ts';
import type { Block, BlockSummary } from './parts/block.ts';
import { type Head, Item, NONE, type Tail } from './parts/part.ts';
import type { Parts } from './parts/parts.ts';
import type { RuleRunner } from './rule-runner.ts';
import { addTallies, NO_FINDINGS, type Tally, tallyOf } from './tally.ts';

/**
 * What is to be seen of the findings that the parts have: not those that a comment in the delivery suppresses, and
 * besides what there is to say of these comments. Nothing of this is kept beyond what one part or block says: which
 * findings there are is told as it is asked.
 */
export class ShownFindings {
  /** What the head's suppressions name, and so suppress in the whole file. */
  private inFile: ReadonlySet<string> = new Set();
  private headNotices: { head: Head; unused: string; notices: readonly Finding[] } | undefined;
  private tailNotices: { tail: Tail; notices: readonly Finding[] } | undefined;

  constructor(
    private readonly parts: Parts,
    private readonly runner: RuleRunner,
    /** What the name of a code stands for, where it is of a rule of the user's own. */
    private readonly stateOfOwn: (name: string) => 'applied' | 'silent' | undefined,
    /** Everything is known: before that nobody can tell which suppressions suppress nothing. */
    private readonly isDone: () => boolean,
    /** There is a delivery of the month before, without which some rules have nothing to go by. */
    private readonly hasPrevious: () => boolean,
  ) {}

  /** The head is another one: with other suppressions, the blocks have to be counted anew, which is done when asked. */
  headChanged(): void {
    const codes = new Set(this.parts.head.suppressions.flatMap((one) => one.codes.map(({ code }) => code)));
    const isSame = codes.size === this.inFile.size && [...codes].every((code) => this.inFile.has(code));
    this.inFile = codes;
    if (!isSame) for (const block of this.parts.blocks) block.changed();
  }

  /**
   * Others of the user's own rules can speak, or there is a delivery of the month before now and was none, or the other
   * way round: what there is to say of suppressions is to be told anew.
   */
  groundsChanged(): void {
    this.headNotices = undefined;
    for (const block of this.parts.blocks) {
      for (const item of block.items) if (item.suppressions.length > 0) item.notices = undefined;
      block.changed();
    }
  }

  isSuppressed(finding: Finding): boolean {
    if (!isSuppressible(finding.code)) return false;
    return (this.inFile.size > 0 && this.inFile.has(fullCode(finding.code))) || suppressors(finding).length > 0;
  }

  /** The suppressions that a finding is suppressed by; none where it is to be seen. */
  suppressorsOf(finding: Finding): Suppression[] {
    if (!isSuppressible(finding.code)) return [];
    const { suppressions } = this.parts.head;
    return [...suppressors(finding), ...suppressions.filter((one) => names(one, finding.code))];
  }

  /** Those to be seen, in no order. */
  *all(): Generator<Finding> {
    for (const part of this.allParts()) yield* this.of(part);
  }

  /** Those that are suppressed, in no order. */
  *suppressed(): Generator<Finding> {
    const { head, tail, blocks } = this.parts;
    for (const part of [head, tail]) {
      if (part) for (const finding of part.allFindings) if (this.isSuppressed(finding)) yield finding;
    }
    for (const block of blocks) {
      if (this.summaryOf(block).tally.suppressed === 0) continue;
      for (const item of block.items)
        for (const finding of item.allFindings) if (this.isSuppressed(finding)) yield finding;
    }
  }

  /** Those of one severity, part after part in the order of the text, without looking at parts that have none. */
  *ofSeverity(severity: Severity): Generator<readonly Finding[]> {
    const { head, tail, blocks } = this.parts;
    const pick = (part: Head | Item | Tail) => this.of(part).filter((finding) => finding.severity === severity);
    if (head) yield pick(head);
    for (const block of blocks) {
      if (this.tallyOf(block)[severity] > 0) for (const item of block.items) yield pick(item);
    }
    if (tail) yield pick(tail);
  }

  /** Those that touch a stretch of the text. */
  *within(start: number, end: number): Generator<Finding> {
    const { head, tail } = this.parts;
    if (!head) return;
    for (const part of [head, ...this.parts.between(start, end), ...(tail ? [tail] : [])]) {
      const offset = this.parts.startOf(part);
      for (const finding of this.of(part)) {
        if (finding.range.start + offset <= end && finding.range.end + offset >= start) yield finding;
      }
    }
  }

  get tally(): Tally {
    const { head, tail, blocks } = this.parts;
    let tally = NO_FINDINGS;
    for (const part of [head, tail]) {
      if (!part) continue;
      const notices = this.isDone() ? this.noticesOf(part) : NONE;
      tally = addTallies(
        tally,
        tallyOf([...part.allFindings, ...notices], (finding) => this.isSuppressed(finding)),
      );
    }
    return blocks.reduce((sum, block) => addTallies(sum, this.tallyOf(block)), tally);
  }

  private *allParts(): Generator<Head | Item | Tail> {
    const { head, tail } = this.parts;
    if (head) yield head;
    yield* this.parts;
    if (tail) yield tail;
  }

  private of(part: Head | Item | Tail): readonly Finding[] {
    const findings = part.allFindings;
    const hasNotices = part.suppressions.length > 0 && this.isDone();
    if (findings.length === 0) return hasNotices ? this.noticesOf(part) : NONE;
    const seen = findings.filter((finding) => !this.isSuppressed(finding));
    return hasNotices ? [...seen, ...this.noticesOf(part)] : seen;
  }

  private tallyOf(block: Block): Tally {
    const { tally, notices } = this.summaryOf(block);
    return notices !== NO_FINDINGS && this.isDone() ? addTallies(tally, notices) : tally;
  }

  private summaryOf(block: Block): BlockSummary {
    block.summary ??= this.summarise(block);
    return block.summary;
  }

  private summarise(block: Block): BlockSummary {
    const codes = new Set<string>();
    let tally = NO_FINDINGS;
    let notices = NO_FINDINGS;
    for (const item of block.items) {
      const findings = item.allFindings;
      for (const { code } of findings) codes.add(fullCode(code));
      if (findings.length > 0) {
        tally = addTallies(
          tally,
          tallyOf(findings, (finding) => this.isSuppressed(finding)),
        );
      }
      if (item.suppressions.length > 0)
        notices = addTallies(
          notices,
          tallyOf(this.noticesOf(item), () => false),
        );
    }
    return { tally, notices, codes };
  }

  /** What there is to say of a part's suppressions; the same objects as long as that is the same. */
  private noticesOf(part: Head | Item | Tail): readonly Finding[] {
    if (part.suppressions.length === 0) return NONE;
    if (part instanceof Item) {
      part.notices ??= this.noticesOfItem(part);
      return part.notices;
    }
    return part === this.parts.head ? this.noticesOfHead(part as Head) : this.noticesOfTail(part as Tail);
  }

  private noticesOfItem(item: Item): readonly Finding[] {
    const findings = item.allFindings;
    // Of what is not sound, and of values that the schema refuses, the rules keep silent: that is no reason to say so.
    const speaks = item.sound && item.findings.every(({ code }) => isSuppressible(code));
    return item.suppressions.flatMap((suppression) => {
      const useOf = (code: string) =>
        this.use(code, speaks, () =>
          findings.some((finding) => fullCode(finding.code) === code && suppressors(finding).includes(suppression)),
        );
      return this.notices(item, suppression, reachOf(suppression, item), useOf);
    });
  }

  private noticesOfHead(head: Head): readonly Finding[] {
    const codes = [...this.inFile].filter((code) => this.use(code, true, () => this.isFound(code)) === 'unused');
    const unused = codes.sort().join(' ');
    if (this.headNotices?.head !== head || this.headNotices.unused !== unused) {
      const useOf = (code: string) => this.use(code, true, () => !codes.includes(code));
      const notices = head.suppressions.flatMap((suppression) => this.notices(head, suppression, 'file', useOf));
      this.headNotices = { head, unused, notices };
    }
    return this.headNotices.notices;
  }

  private noticesOfTail(tail: Tail): readonly Finding[] {
    if (this.tailNotices?.tail !== tail) {
      const notices = tail.suppressions.flatMap((one) => this.notices(tail, one, 'nothing', () => 'open'));
      this.tailNotices = { tail, notices };
    }
    return this.tailNotices.notices;
  }

  private notices(
    part: Head | Item | Tail,
    suppression: Suppression,
    reach: Reach,
    useOf: (code: string) => Use,
  ): Finding[] {
    return draftsOf(suppression, reach, useOf).flatMap((draft) => this.runner.finding(part, 'SRG-S001', draft) ?? []);
  }

  private use(code: string, speaks: boolean, isUsed: () => boolean): Use {
    const state = this.stateOfOwn(code) ?? this.runner.stateOf(code);
    if (state === 'unknown' || state === 'technical') return state;
    if (isUsed()) return 'used';
    const hasGrounds = this.hasPrevious() || !this.runner.goesByPrevious(code);
    return speaks && hasGrounds && state === 'applied' ? 'unused' : 'open';
  }

  /** Whether there is a finding of a rule anywhere in the file. */
  private isFound(code: string): boolean {
    const { head, blocks } = this.parts;
    return (
      head.allFindings.some((finding) => fullCode(finding.code) === code) ||
      blocks.some((block) => this.summaryOf(block).codes.has(code))
    );
  }
}

/** The suppressions before the record of a finding that name its rule. */
function suppressors({ owner, record, code }: Finding): readonly Suppression[] {
  if (!record || !(owner instanceof Item) || owner.suppressions.length === 0) return NONE;
  return owner.suppressions.filter(
    (one) => (one.before === 'all' || one.before === record.range.start) && names(one, code),
  );
}

function names(suppression: Suppression, code: string): boolean {
  return suppression.codes.some((named) => named.code === fullCode(code));
}

/** What can't be read as records may be some when it is put right. */
function reachOf({ before }: Suppression, item: Item): Reach {
  const stands = before === 'all' ? item.isUnit : item.records.some(({ range }) => range.start === before);
  return stands || (item.isUnit && !item.sound) ? 'record' : 'nothing';
}
