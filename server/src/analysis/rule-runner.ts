import type { PreviousDelivery } from '../delivery/previous-delivery.ts';
import type { Leveringgegevens, Voorziening } from '../delivery/record.ts';
import type { Pack } from '../packs/load-pack.ts';
import { activeRules, isRuleCode, isSuppressible, type RuleSettings, ruleOf } from '../rules/registry.ts';
import type { ContinuityFacts, Draft, Finding, GroupKey, Rule, RuleCode, RuleContext } from '../rules/rule.ts';
import type { StartChange } from './continuity/continuity.ts';
import type { Group } from './groups.ts';
import { type Head, type Item, NONE, type Tail } from './parts/part.ts';

/** Applies the rules that a pack and the settings leave, and keeps what they say in the parts. */
export class RuleRunner {
  readonly rules: readonly Rule[];
  private readonly recordRules: readonly Rule[];
  private readonly groupRules: Readonly<Record<GroupKey, readonly Rule[]>>;

  constructor(
    pack: Pack | undefined,
    private readonly settings: RuleSettings,
    private readonly context: RuleContext,
  ) {
    this.rules = pack ? activeRules(pack, settings) : [];
    this.recordRules = this.rules.filter((rule) => rule.checkRecord);
    const judging = (key: GroupKey) => this.rules.filter((rule) => rule.groups?.includes(key));
    this.groupRules = { bsn: judging('bsn'), voorzieningnummer: judging('voorzieningnummer') };
  }

  /** Whether a rule has something to say of a record that is alone in its group. */
  judgesAlone(key: GroupKey): boolean {
    return this.groupRules[key].some((rule) => rule.judgesAlone);
  }

  checkHeader(header: Leveringgegevens, head: Head): void {
    for (const rule of this.rules) {
      rule.checkHeader?.(header, this.context, (draft) => this.add(head, rule.code, draft));
    }
  }

  checkRecords(item: Item): void {
    for (const record of item.records) {
      let code: RuleCode;
      const report = (draft: Draft) => this.add(item, code, draft, record);
      for (const rule of this.recordRules) {
        code = rule.code;
        rule.checkRecord!(record, this.context, report);
      }
    }
  }

  /** Judges a group; what was said of it before is forgotten. */
  checkGroup({ key, value, records }: Group): void {
    for (const record of records) {
      const item = record.owner as Item;
      if (item.groupFindings.length === 0) continue;
      const kept = item.groupFindings.filter(({ group }) => group!.key !== key || group!.value !== value);
      item.groupFindings = kept.length > 0 ? kept : NONE;
    }
    for (const rule of this.groupRules[key]) {
      if (records.length === 1 && !rule.judgesAlone) continue;
      rule.checkGroup!(key, records, this.context, (record, draft) => {
        const item = record.owner as Item;
        const finding = this.finding(item, rule.code, draft, record);
        if (finding) item.groupFindings = [...item.groupFindings, { ...finding, group: { key, value } }];
      });
    }
  }

  /** There is a rule that goes by the delivery of the month before. */
  get judgesContinuity(): boolean {
    return this.rules.some((rule) => rule.checkContinuity);
  }

  /** What is missing is said of the header; what was said of that before is forgotten. */
  checkContinuity(header: Leveringgegevens | undefined, facts: ContinuityFacts | undefined, head: Head): void {
    for (const rule of this.rules) {
      if (!rule.checkContinuity) continue;
      head.findings = head.findings.filter(({ code }) => code !== rule.code);
      if (header && facts) {
        rule.checkContinuity(header, facts, this.context, (draft) => this.add(head, rule.code, draft));
      }
    }
  }

  /** Forgets what was said of the start dates of records, and says what is to be said now. */
  checkStartChanges(
    forgotten: readonly Voorziening[],
    changes: readonly StartChange[],
    previous: PreviousDelivery | undefined,
  ): void {
    for (const record of forgotten) {
      const item = record.owner as Item;
      const kept = item.groupFindings.filter(
        (finding) => finding.group!.key !== 'previous' || finding.record !== record,
      );
      if (kept.length < item.groupFindings.length) item.groupFindings = kept.length > 0 ? kept : NONE;
    }
    if (!previous) return;
    for (const { old, now } of changes) {
      const item = now.owner as Item;
      for (const rule of this.rules) {
        rule.checkStartChange?.(now, old, previous, this.context, (draft) => {
          const finding = this.finding(item, rule.code, draft, now);
          const group = { key: 'previous', value: old.bsn } as const;
          if (finding) item.groupFindings = [...item.groupFindings, { ...finding, group }];
        });
      }
    }
  }

  /** Adds a finding to a part, unless its rule is switched off. */
  add(part: Head | Item | Tail, code: RuleCode, draft: Draft, record?: Voorziening): void {
    const finding = this.finding(part, code, draft, record);
    if (finding) part.findings = [...part.findings, finding];
  }

  /** What a code that a user wrote stands for: a rule that has its say, that has none here, or none to suppress. */
  stateOf(code: string): 'applied' | 'silent' | 'technical' | 'unknown' {
    if (!isRuleCode(code)) return 'unknown';
    if (!isSuppressible(code)) return 'technical';
    return this.rules.some((rule) => rule.code === code) ? 'applied' : 'silent';
  }

  /** Whether a rule has nothing to say without the delivery of the month before. */
  goesByPrevious(code: string): boolean {
    return this.rules.some((rule) => rule.code === code && rule.checkContinuity !== undefined);
  }

  /** Makes a finding; undefined where its rule is switched off. */
  finding(owner: object, code: RuleCode, draft: Draft, record?: Voorziening): Finding | undefined {
    return findingOf(this.settings, owner, code, draft, record);
  }
}

/** Makes a finding; undefined where its rule is switched off. */
export function findingOf(
  settings: RuleSettings,
  owner: object,
  code: RuleCode,
  draft: Draft,
  record?: Voorziening,
): Finding | undefined {
  const setting = settings[code];
  if (setting === 'off') return undefined;
  const ownSeverity = draft.severity ?? ruleOf(code).severity;
  return { ...draft, code, severity: setting ?? ownSeverity, ownSeverity, owner, record };
}
