import type { PreviousDelivery } from '../../delivery/previous-delivery.ts';
import type { Leveringgegevens, Voorziening } from '../../delivery/record.ts';
import type { Pack } from '../../packs/load-pack.ts';
import { activeRules, isRuleCode, isSuppressible, type RuleSettings, ruleOf } from '../../rules/registry.ts';
import type {
  ContinuityFacts,
  Finding,
  FindingDraft,
  GroupKey,
  Rule,
  RuleCode,
  RuleContext,
} from '../../rules/rule.ts';
import type { StartChange } from '../continuity/continuity.ts';
import { type HeaderSegment, NONE, type RecordSegment, type TrailerSegment } from '../document/segment.ts';
import type { Group } from './record-groups.ts';

/** Applies the rules that a pack and the settings leave, and keeps what they say in the segments. */
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
  checksSingleRecords(key: GroupKey): boolean {
    return this.groupRules[key].some((rule) => rule.checksSingleRecords);
  }

  checkHeader(header: Leveringgegevens, headerSegment: HeaderSegment): void {
    for (const rule of this.rules) {
      rule.checkHeader?.(header, this.context, (draft) => this.add(headerSegment, rule.code, draft));
    }
  }

  checkRecords(segment: RecordSegment): void {
    for (const record of segment.records) {
      let code: RuleCode;
      const report = (draft: FindingDraft) => this.add(segment, code, draft, record);
      for (const rule of this.recordRules) {
        code = rule.code;
        rule.checkRecord!(record, this.context, report);
      }
    }
  }

  /** Validates a group; what was said of it before is forgotten. */
  checkGroup({ key, value, records }: Group): void {
    for (const record of records) {
      const segment = record.owner as RecordSegment;
      if (segment.groupFindings.length === 0) continue;
      const kept = segment.groupFindings.filter(({ group }) => group!.key !== key || group!.value !== value);
      segment.groupFindings = kept.length > 0 ? kept : NONE;
    }
    for (const rule of this.groupRules[key]) {
      if (records.length === 1 && !rule.checksSingleRecords) continue;
      rule.checkGroup!(key, records, this.context, (record, draft) => {
        const segment = record.owner as RecordSegment;
        const finding = this.finding(segment, rule.code, draft, record);
        if (finding) segment.groupFindings = [...segment.groupFindings, { ...finding, group: { key, value } }];
      });
    }
  }

  /** There is a rule that goes by the delivery of the month before. */
  get checksContinuity(): boolean {
    return this.rules.some((rule) => rule.checkContinuity);
  }

  /** What is missing is said of the header; what was said of that before is forgotten. */
  checkContinuity(
    header: Leveringgegevens | undefined,
    facts: ContinuityFacts | undefined,
    headerSegment: HeaderSegment,
  ): void {
    for (const rule of this.rules) {
      if (!rule.checkContinuity) continue;
      headerSegment.findings = headerSegment.findings.filter(({ code }) => code !== rule.code);
      if (header && facts) {
        rule.checkContinuity(header, facts, this.context, (draft) => this.add(headerSegment, rule.code, draft));
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
      const segment = record.owner as RecordSegment;
      const kept = segment.groupFindings.filter(
        (finding) => finding.group!.key !== 'previous' || finding.record !== record,
      );
      if (kept.length < segment.groupFindings.length) segment.groupFindings = kept.length > 0 ? kept : NONE;
    }
    if (!previous) return;
    for (const { old, now } of changes) {
      const segment = now.owner as RecordSegment;
      for (const rule of this.rules) {
        rule.checkStartChange?.(now, old, previous, this.context, (draft) => {
          const finding = this.finding(segment, rule.code, draft, now);
          const group = { key: 'previous', value: old.bsn } as const;
          if (finding) segment.groupFindings = [...segment.groupFindings, { ...finding, group }];
        });
      }
    }
  }

  /** Adds a finding to a segment, unless its rule is switched off. */
  add(
    segment: HeaderSegment | RecordSegment | TrailerSegment,
    code: RuleCode,
    draft: FindingDraft,
    record?: Voorziening,
  ): void {
    const finding = this.finding(segment, code, draft, record);
    if (finding) segment.findings = [...segment.findings, finding];
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
  finding(owner: object, code: RuleCode, draft: FindingDraft, record?: Voorziening): Finding | undefined {
    return findingOf(this.settings, owner, code, draft, record);
  }
}

/** Makes a finding; undefined where its rule is switched off. */
export function findingOf(
  settings: RuleSettings,
  owner: object,
  code: RuleCode,
  draft: FindingDraft,
  record?: Voorziening,
): Finding | undefined {
  const setting = settings[code];
  if (setting === 'off') return undefined;
  const defaultSeverity = draft.severity ?? ruleOf(code).severity;
  return { ...draft, code, severity: setting ?? defaultSeverity, defaultSeverity, owner, record };
}
