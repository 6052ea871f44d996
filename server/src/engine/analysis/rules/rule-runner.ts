import type { DeliveryHeader } from '../../delivery/header.ts';
import type { PreviousDelivery } from '../../delivery/previous-delivery.ts';
import type { Voorziening } from '../../delivery/record.ts';
import type { Message } from '../../messages/message.ts';
import { codeOfSyntaxProblem } from '../../messages/syntax-problem-key.ts';
import type { RootFacts } from '../../packs/choose-pack.ts';
import type { Pack } from '../../packs/load-pack.ts';
import { groupKeysOf } from '../../rules/keys.ts';
import { activeRules, isRuleCode, isSuppressible, type RuleSettings, ruleOf } from '../../rules/registry.ts';
import type {
  ContinuityFacts,
  Finding,
  FindingDraft,
  GroupKey,
  GroupReport,
  Rule,
  RuleCode,
  RuleContext,
} from '../../rules/rule.ts';
import { draftsOfSchemaLocation } from '../../rules/technical/schema-location.ts';
import { behindHeader, draftOfSyntaxProblem } from '../../rules/technical/t001-welgevormd.ts';
import { draftOfSlip } from '../../rules/technical/t005-onbekend-formaat.ts';
import { draftOfNotJudged, type NotJudged } from '../../rules/technical/t006-niet-te-beoordelen.ts';
import type { NodeId } from '../../syntax/node-table.ts';
import type { SyntaxProblem } from '../../syntax/syntax-problem.ts';
import type { TextEdit } from '../../text/text-range.ts';
import { lineStartBefore } from '../../text/xml-whitespace.ts';
import type { StartChange } from '../continuity/continuity.ts';
import {
  type AnySegment,
  type HeaderSegment,
  NONE,
  type RecordSegment,
  type TrailerSegment,
} from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import { ACCEPTED, type SegmentVerdict } from '../document/segment-verdict.ts';
import { encodingProblemOf } from '../document/xml-declaration.ts';
import type { UnjudgedPart } from '../unjudged.ts';
import { formProblems } from './form-problems.ts';
import type { RecordGroup } from './record-groups.ts';

/**
 * Gives the findings of segments and records: of the technical rules, from syntax problems and verdicts, and of those that
 * the pack and the settings leave.
 */
export class RuleRunner {
  readonly rules: readonly Rule[];
  private readonly recordRules: readonly Rule[];
  /** What records have to be grouped by. */
  readonly groupKeys: readonly GroupKey[];
  private readonly groupRules: ReadonlyMap<GroupKey, readonly Rule[]>;
  private missingFiles: ReadonlySet<string> = new Set();

  constructor(
    pack: Pack | undefined,
    private readonly settings: RuleSettings,
  ) {
    this.rules = pack ? activeRules(pack, settings) : [];
    this.recordRules = this.rules.filter((rule) => rule.checkRecord);
    const keysOf = (rule: Rule) => (pack ? groupKeysOf(rule, pack) : []);
    this.groupKeys = [...new Set<GroupKey>(['bsn', 'registratienummer', ...this.rules.flatMap(keysOf)])];
    const rulesOn = (key: GroupKey) => this.rules.filter((rule) => keysOf(rule).includes(key));
    this.groupRules = new Map(this.groupKeys.map((key) => [key, rulesOn(key)]));
  }

  /**
   * The files that the root names as its schema, and that are not there.
   * @returns whether something else is to be said of the header
   */
  setMissingFiles(files: ReadonlySet<string>): boolean {
    const isOther = files.size > 0 || this.missingFiles.size > 0;
    this.missingFiles = files;
    return isOther;
  }

  /** Whether a rule has something to say of a record that is alone in its group. */
  checksSingleRecords(key: GroupKey): boolean {
    return this.groupRules.get(key)!.some((rule) => rule.checksSingleRecords);
  }

  /** There is a rule that goes by last month's delivery. */
  get checksContinuity(): boolean {
    return this.rules.some((rule) => rule.checkContinuity);
  }

  /** What is wrong with a record segment by itself: its form, its verdict, and what rules find in its records. */
  checkSegment(segment: RecordSegment, verdict: SegmentVerdict, context: RuleContext): readonly Finding[] {
    const ruled = this.checkRecords(segment.records, context);
    if (segment.errors.length === 0 && verdict === ACCEPTED) return ruled;
    const found = this.syntaxFindings(segment);
    for (const draft of verdict.drafts)
      this.push(found, segment, draft.code, draft, segment.recordAt(draft.range.start));
    return [...found, ...ruled];
  }

  /** What is wrong with the header by itself, wherever its values stand; end tags that are missing at the end of the text included. */
  checkHeader(
    segments: SegmentIndex,
    encodingProblem: Message | undefined,
    slip: RootFacts | undefined,
    context: RuleContext,
  ): Finding[] {
    const { header: segment, trailer } = segments;
    const found = this.syntaxFindings(segment);
    for (const draft of draftsOfSchemaLocation(segment.tree, this.missingFiles))
      this.push(found, segment, 'SRG-T002', draft);
    if (trailer) this.pushUnclosed(found, segments, trailer, segments.startOf(trailer));
    this.pushEncodingProblem(found, segment, encodingProblem);
    const slipped = slip && draftOfSlip(slip, segment.tree, context.pack);
    if (slipped) this.push(found, segment, 'SRG-T005', slipped);
    this.pushDrafts(found, segment);
    const { header } = context;
    if (!header) return found;
    for (const rule of this.rules)
      rule.checkHeader?.(header, context, (draft) => this.push(found, segment, rule.code, draft));
    return found;
  }

  checkTrailer(trailer: TrailerSegment): Finding[] {
    const found = this.syntaxFindings(trailer);
    this.pushDrafts(found, trailer);
    return found;
  }

  /** What is wrong with the form of a document that no pack is for: other XML, or none. */
  checkForm(header: HeaderSegment, encodingProblem: Message | undefined, isOther: boolean): Finding[] {
    const found = this.syntaxFindings(header, isOther ? formProblems(header.tree, header.errors) : header.errors);
    this.pushEncodingProblem(found, header, encodingProblem);
    return found;
  }

  checkGroup({ key, value, records }: RecordGroup, context: RuleContext): readonly Finding[] {
    let found: Finding[] | undefined;
    let code!: RuleCode;
    // One for all rules: there are about as many groups as records.
    const report: GroupReport = (record, draft) => {
      // To read a record that is not at hand takes longer than to judge it.
      const isDistant = record.distantIndex !== undefined;
      const finding = this.finding(isDistant ? record : record.owner, code, draft, record);
      if (!finding) return;
      const own = { ...finding, group: { key, value } };
      found ??= [];
      found.push(isDistant ? ownedBy(record, own) : own);
    };
    for (const rule of this.groupRules.get(key)!) {
      if (records.length === 1 && !rule.checksSingleRecords) continue;
      code = rule.code;
      rule.checkGroup!(key, records, context, report);
    }
    return found ? eachOnce(found) : NONE;
  }

  /** What is missing of last month, in the place of the findings of these rules among those of the header. */
  checkContinuity(
    before: readonly Finding[],
    segment: HeaderSegment,
    facts: ContinuityFacts | undefined,
    context: RuleContext & { readonly header: DeliveryHeader | undefined },
  ): readonly Finding[] {
    let found = [...before];
    for (const rule of this.rules) {
      if (!rule.checkContinuity) continue;
      found = found.filter(({ code }) => code !== rule.code);
      const { header } = context;
      if (header && facts)
        rule.checkContinuity(header, facts, context, (draft) => this.push(found, segment, rule.code, draft));
    }
    return found;
  }

  /** What can't be judged, in the place of what was said of that before. */
  checkUnjudged(
    before: readonly Finding[],
    segment: HeaderSegment,
    parts: readonly UnjudgedPart[],
  ): readonly Finding[] {
    const found = before.filter(
      ({ code, data }) => code !== 'SRG-T006' || OF_ONE_PART.has((data as NotJudged | SyntaxProblem).kind),
    );
    if (parts.length === 0 && found.length === before.length) return before;
    for (const { reason, range } of parts) this.push(found, segment, 'SRG-T006', draftOfNotJudged(reason, range));
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

  /** See {@link findingOf}. */
  finding(owner: object, code: RuleCode, draft: FindingDraft, record?: Voorziening): Finding | undefined {
    return findingOf(this.settings, owner, code, draft, record);
  }

  private checkRecords(records: readonly Voorziening[], context: RuleContext): readonly Finding[] {
    let found: Finding[] | undefined;
    let record!: Voorziening;
    let code!: RuleCode;
    const report = (draft: FindingDraft) => {
      found ??= [];
      this.push(found, record.owner, code, draft, record);
    };
    for (record of records) {
      for (const rule of this.recordRules) {
        code = rule.code;
        rule.checkRecord!(record, context, report);
      }
    }
    if (!found) return NONE;
    return records.length === 1 ? found : eachOnce(found);
  }

  private syntaxFindings(segment: AnySegment, problems = segment.errors): Finding[] {
    const found: Finding[] = [];
    for (const problem of problems)
      this.push(found, segment, codeOfSyntaxProblem(problem.kind), draftOfSyntaxProblem(problem));
    return found;
  }

  private pushDrafts(found: Finding[], segment: HeaderSegment | TrailerSegment): void {
    for (const draft of (segment.verdict ?? ACCEPTED).drafts) this.push(found, segment, draft.code, draft);
  }

  /** @param given a contradiction between the bytes and the XML declaration */
  private pushEncodingProblem(found: Finding[], header: HeaderSegment, given: Message | undefined): void {
    const problem = given ?? encodingProblemOf(header.tree);
    if (!problem) return;
    const range = header.tree.size > 0 ? header.tree.range(0) : { start: 0, end: 0 };
    this.push(found, header, 'SRG-T001', { range, message: problem });
  }

  /** The elements around the records whose end tags are missing at the end of the text. */
  private pushUnclosed(found: Finding[], segments: SegmentIndex, trailer: TrailerSegment, trailerStart: number): void {
    const { header } = segments;
    const { tree, openElements } = header;
    const isTold = segments.last?.isTruncated;
    if (!openElements || isTold) return;
    const [first, ...outer] = trailer.unclosedElements;
    if (
      first &&
      outer.length > 0 &&
      first.depth === openElements.names.length - 1 &&
      !openElements.isContainerImplied
    ) {
      const at = trailerStart + first.insertAt;
      const { container } = header;
      const endTags = trailer.unclosedElements.map(
        ({ depth }) => `${lineOf(segments, elementAt(header, depth))}</${openElements.names[depth]}>`,
      );
      const newText = endTags.join('');
      const name = tree.name(container);
      const mend = [{ start: at, end: at, newText }];
      const problem: SyntaxProblem = { kind: 'truncated', ...tree.nameRange(container), name, mend };
      this.push(found, header, 'SRG-T001', draftOfSyntaxProblem(problem));
      return;
    }
    for (const { depth, insertAt } of trailer.unclosedElements) {
      const node = elementAt(header, depth);
      const name = tree.name(node);
      const place = trailerStart + insertAt;
      const isImplied = openElements.isContainerImplied === true && depth === openElements.names.length - 1;
      const problem: SyntaxProblem = isImplied
        ? { kind: 'missingTags', ...tree.nameRange(node), name, mend: aroundAll(segments, place, name) }
        : { kind: 'unclosedElement', ...tree.nameRange(node), name, insertAt: place, lead: lineOf(segments, node) };
      this.push(found, header, codeOfSyntaxProblem(problem.kind), draftOfSyntaxProblem(problem));
    }
  }

  /** Adds a finding, unless its rule is switched off. */
  private push(found: Finding[], owner: object, code: RuleCode, draft: FindingDraft, record?: Voorziening): void {
    const finding = this.finding(owner, code, draft, record);
    if (finding) found.push(finding);
  }
}

/** What is not judged of a part is found with that. */
const OF_ONE_PART: ReadonlySet<string> = new Set(['limited', 'tooManyAttributes']);

/** The element that is open behind the header at a depth. */
function elementAt({ tree, container, openElements }: HeaderSegment, depth: number): NodeId {
  let node = container;
  for (let up = openElements!.names.length - 1; up > depth; up--) node = tree.parent(node);
  return node;
}

/** The line break and the indentation that a start tag in the header has before it. */
function lineOf(segments: SegmentIndex, node: NodeId): string {
  const { header } = segments;
  return lineStartBefore(segments.textOf(header), header.tree.start(node));
}

/** Both tags of the container, around what stands behind the header. */
function aroundAll(segments: SegmentIndex, end: number, name: string): TextEdit[] {
  const { at, line } = behindHeader(segments.header.tree, segments.textOf(segments.header));
  return [
    { start: at, end: at, newText: `${line}<${name}>` },
    { start: end, end, newText: `${line}</${name}>` },
  ];
}

/** The same on a record whose owner is found when it is asked for. */
function ownedBy(record: Voorziening, finding: Finding): Finding {
  return {
    ...finding,
    get owner() {
      return record.owner;
    },
  };
}

/**
 * Without those that are there already. Records under a person share what stands in that: what is wrong with it is found
 * in each of them, and told once.
 */
function eachOnce(found: Finding[]): Finding[] {
  if (found.length < 2) return found;
  const atPlace = new Map<object, Map<string, Finding[]>>();
  return found.filter((finding) => {
    const { code, range, message, record } = finding;
    if (!record || (range.start >= record.range.start && range.end <= record.range.end)) return true;
    const ofOwner = atPlace.get(finding.owner) ?? new Map<string, Finding[]>();
    atPlace.set(finding.owner, ofOwner);
    const key = `${code} ${range.start} ${range.end}`;
    const others = ofOwner.get(key);
    if (!others) ofOwner.set(key, [finding]);
    else if (others.some((other) => isSameMessage(other.message, message))) return false;
    else others.push(finding);
    return true;
  });
}

function isSameMessage(a: Message, b: Message): boolean {
  return a.key === b.key && JSON.stringify(a.parameters) === JSON.stringify(b.parameters);
}

/** Makes a finding; undefined where its rule is switched off and can't have the file rejected. */
export function findingOf(
  settings: RuleSettings,
  owner: object,
  code: RuleCode,
  draft: FindingDraft,
  record?: Voorziening,
): Finding | undefined {
  const setting = settings[code];
  const rule = ruleOf(code);
  const defaultSeverity = draft.severity ?? rule.severity;
  if (setting !== 'off') {
    return { owner, ...draft, code, severity: setting ?? defaultSeverity, defaultSeverity, record };
  }
  if (rule.consequence !== 'afkeur' && rule.consequence !== 'niet-te-beoordelen') return undefined;
  return { owner, ...draft, code, severity: defaultSeverity, defaultSeverity, isOff: true, record };
}
