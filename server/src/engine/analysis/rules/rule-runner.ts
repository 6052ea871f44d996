import type { PreviousDelivery } from '../../delivery/previous-delivery.ts';
import type { DeliveryHeader, Voorziening } from '../../delivery/record.ts';
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
import { type HeaderSegment, NONE } from '../document/segment.ts';
import type { RecordGroup } from './record-groups.ts';

/** Applies the rules that a pack and the settings leave, and gives what they find. */
export class RuleRunner {
  readonly rules: readonly Rule[];
  private readonly recordRules: readonly Rule[];
  private readonly groupRules: Readonly<Record<GroupKey, readonly Rule[]>>;

  constructor(
    pack: Pack | undefined,
    private readonly settings: RuleSettings,
  ) {
    this.rules = pack ? activeRules(pack, settings) : [];
    this.recordRules = this.rules.filter((rule) => rule.checkRecord);
    const rulesOn = (key: GroupKey) => this.rules.filter((rule) => rule.groups?.includes(key));
    this.groupRules = { bsn: rulesOn('bsn'), registratienummer: rulesOn('registratienummer') };
  }

  /** Whether a rule has something to say of a record that is alone in its group. */
  checksSingleRecords(key: GroupKey): boolean {
    return this.groupRules[key].some((rule) => rule.checksSingleRecords);
  }

  /** There is a rule that goes by last month's delivery. */
  get checksContinuity(): boolean {
    return this.rules.some((rule) => rule.checkContinuity);
  }

  checkHeader(header: DeliveryHeader, context: RuleContext): Finding[] {
    const found: Finding[] = [];
    for (const rule of this.rules)
      rule.checkHeader?.(header, context, (draft) => this.push(found, header.owner, rule.code, draft));
    return found;
  }

  checkRecords(records: readonly Voorziening[], context: RuleContext): readonly Finding[] {
    let found: Finding[] | undefined;
    for (const record of records) {
      let code: RuleCode;
      const report = (draft: FindingDraft) => {
        found ??= [];
        this.push(found, record.owner, code, draft, record);
      };
      for (const rule of this.recordRules) {
        code = rule.code;
        rule.checkRecord!(record, context, report);
      }
    }
    return found ?? NONE;
  }

  checkGroup({ key, value, records }: RecordGroup, context: RuleContext): Finding[] {
    const found: Finding[] = [];
    for (const rule of this.groupRules[key]) {
      if (records.length === 1 && !rule.checksSingleRecords) continue;
      rule.checkGroup!(key, records, context, (record, draft) => {
        const finding = this.finding(record.owner, rule.code, draft, record);
        if (finding) found.push({ ...finding, group: { key, value } });
      });
    }
    return found;
  }

  /** What is missing of last month, in the place of the findings of these rules among those of the header. */
  checkContinuity(
    segment: HeaderSegment,
    facts: ContinuityFacts | undefined,
    context: RuleContext & { readonly header: DeliveryHeader | undefined },
  ): readonly Finding[] {
    let found = [...segment.findings];
    for (const rule of this.rules) {
      if (!rule.checkContinuity) continue;
      found = found.filter(({ code }) => code !== rule.code);
      const { header } = context;
      if (header && facts)
        rule.checkContinuity(header, facts, context, (draft) => this.push(found, segment, rule.code, draft));
    }
    return found;
  }

  /** What there is to say of start dates that are others than last month. */
  checkStartChanges(changes: readonly StartChange[], previous: PreviousDelivery, context: RuleContext): Finding[] {
    const found: Finding[] = [];
    for (const { old, now } of changes) {
      const group = { key: 'previous', value: old.bsn } as const;
      for (const rule of this.rules) {
        rule.checkStartChange?.(now, old, previous, context, (draft) => {
          const finding = this.finding(now.owner, rule.code, draft, now);
          if (finding) found.push({ ...finding, group });
        });
      }
    }
    return found;
  }

  /** What a code that a user wrote stands for: a rule that runs, one that doesn't, or one that can't be suppressed. */
  stateOf(code: string): 'applied' | 'silent' | 'technical' | 'unknown' {
    if (!isRuleCode(code)) return 'unknown';
    if (!isSuppressible(code)) return 'technical';
    return this.rules.some((rule) => rule.code === code) ? 'applied' : 'silent';
  }

  /** Whether a rule has nothing to say without last month's delivery. */
  goesByPrevious(code: string): boolean {
    return this.rules.some((rule) => rule.code === code && rule.checkContinuity !== undefined);
  }

  /** Makes a finding; undefined where its rule is switched off. */
  finding(owner: object, code: RuleCode, draft: FindingDraft, record?: Voorziening): Finding | undefined {
    return findingOf(this.settings, owner, code, draft, record);
  }

  /** Adds a finding, unless its rule is switched off. */
  push(found: Finding[], owner: object, code: RuleCode, draft: FindingDraft, record?: Voorziening): void {
    const finding = this.finding(owner, code, draft, record);
    if (finding) found.push(finding);
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
