import type { Month } from '../delivery/day.ts';
import type { DeliveryHeader, HeaderPart } from '../delivery/header.ts';
import type { PreviousDelivery, RunningRecord } from '../delivery/previous-delivery.ts';
import type { Voorziening } from '../delivery/record.ts';
import type { Message } from '../messages/message.ts';
import type { Pack } from '../packs/load-pack.ts';
import type { Concept, RecordConcept } from '../packs/pack.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { SourceText } from '../text/source-text.ts';
import type { TextEdit, TextRange } from '../text/text-range.ts';
import type { RuleMetadata, Severity } from './rule-metadata.ts';

export type { Consequence, RuleCode, Severity } from './rule-metadata.ts';

/** What the rules know of the delivery as a whole. */
export interface RuleContext {
  readonly pack: Pack;
  readonly header: DeliveryHeader | undefined;
  readonly verslagmaand: Month | undefined;
  /** The berichtgevercodes that the user expects; empty where none was set. */
  readonly expectedBerichtgevers: readonly string[];
  /** The records of the document with a value, in the order of the text. */
  recordsWith(group: GroupKey, value: string): readonly Voorziening[];
  /** The tree of an owner; its offsets count from the start of the owner. Made on demand: for what is found only. */
  treeOf(owner: object): SyntaxTree;
}

/** What records are grouped by for the rules across them: those with one value of a concept. */
export type GroupKey = RecordConcept;

/**
 * A place beside the finding itself; the range counts from the start of the fields' owner. A finding on a record points
 * at records only: the header moves without the record being judged again.
 */
export interface RelatedPlace {
  readonly fields: Voorziening | HeaderPart;
  readonly range: TextRange;
  readonly message: Message;
}

/** A place in another file: where it stands is told when that file is read, for its text is not kept. */
export interface PlaceInOtherFile {
  readonly uri: string;
  readonly offset: number;
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly message: Message;
}

/** What is known of the records that ran at the end of last month. */
export interface ContinuityFacts {
  readonly previous: PreviousDelivery;
  readonly missingCount: number;
  /** The first of those that are missing, in the order of last month's file. */
  firstMissing(limit: number): readonly RunningRecord[];
}

/** What a rule reports. */
export interface FindingDraft {
  readonly range: TextRange;
  /** What the range counts from, where that is not the owner of the record or of the header segment. */
  readonly owner?: object;
  readonly message: Message;
  readonly related?: readonly RelatedPlace[];
  /** Related places in other files. */
  readonly relatedInOtherFiles?: readonly PlaceInOtherFile[];
  /** Where it isn't the rule's own. */
  readonly severity?: Severity;
  /** What the fix needs to know. */
  readonly data?: unknown;
}

/** Where a custom rule is written. */
export interface CustomRule {
  /** Of the file. */
  readonly uri: string;
  readonly source: SourceText;
  readonly range: TextRange;
  /** What the file calls itself, or else its name. */
  readonly title: string;
}

export interface Finding extends FindingDraft {
  /** Of a rule in the registry, or the user's own. */
  readonly code: string;
  /** The rule, where it is the user's own: CBS doesn't know it, and there is no page on it. */
  readonly custom?: CustomRule;
  readonly severity: Severity;
  /** Before the user's setting: what CBS does with a file doesn't change with that. */
  readonly defaultSeverity: Severity;
  /**
   * The rule is switched off, so that this is not to be seen. It is kept where the rule can have the file rejected: a
   * file with such a mistake is not approved of.
   */
  readonly isOff?: true;
  /** What the offsets count from: an item, the head or the tail. */
  readonly owner: object;
  readonly record: Voorziening | undefined;
  /** The group of records that was judged, for a rule across records. */
  readonly group?: { readonly key: GroupKey | 'previous'; readonly value: string };
}

export type Report = (draft: FindingDraft) => void;
export type GroupReport = (record: Voorziening, draft: FindingDraft) => void;

/** One edit of a fix; the offsets count from the start of its owner. */
export interface OwnedEdit extends TextEdit {
  readonly owner: object;
}

/** A way to put a finding right. */
export interface Fix {
  readonly title: Message;
  readonly edits: readonly OwnedEdit[];
  /** The one clear way. */
  readonly preferred?: boolean;
  /** It changes how a thing is written and not what it means, so that it may be applied unseen. */
  readonly safe?: boolean;
  /** Instead of edits: a place to go to. */
  readonly goTo?: RelatedPlace;
  /** Instead of edits: the encoding to open the document in again. */
  readonly reopenIn?: string;
  /** Instead of edits: a value to choose another one for, from the list that completion offers there. */
  readonly choose?: { readonly owner: object; readonly range: TextRange };
}

/** What a fix does to a record: gives it other values (undefined: the element is gone), adds one like it, removes it. */
export type RecordEdit =
  | {
      readonly kind: 'change' | 'copy';
      readonly record: Voorziening;
      readonly values: ReadonlyMap<RecordConcept, string | undefined>;
    }
  | { readonly kind: 'remove'; readonly record: Voorziening };

/** What can be looked at to make edits. */
export interface EditContext extends RuleContext {
  /** Local names of the elements around the tree of an owner. */
  ancestorsOf(owner: object): readonly string[];
  /** The owner's text. */
  textOf(owner: object): string;
}

/** What fixes can look at. */
export interface FixContext extends EditContext {
  /** What the offsets of the root's start tag count from. */
  readonly rootOwner: object | undefined;
  /** Whether a rule would say anything new if the record had these values (undefined: the element is gone). */
  introducesFinding(record: Voorziening, changes: ReadonlyMap<RecordConcept, string | undefined>): boolean;
  /** The same for several records at once, for records that come and for records that go. */
  introducesFindingAfter(edits: readonly RecordEdit[]): boolean;
  /** undefined where there is no delivery of the month before. */
  readonly continuity: ContinuityFacts | undefined;
  /** The record that stands last; undefined where there is none. */
  lastRecord(): Voorziening | undefined;
  /** All records of an owner. */
  recordsOf(owner: object): readonly Voorziening[];
  /** What the text behind the owner of a record belongs to. */
  ownerBehind(owner: object): object | undefined;
  /** The white space that stands behind an owner. */
  spaceBehind(owner: object): string;
  /**
   * Adding records on trial: what it gives takes the text of a record (the element that repeats), tells whether no
   * rule and not the schema would say anything new, and if so counts it in from then on. undefined where that can't be
   * told.
   */
  simulateInsertions(): ((text: string) => Voorziening | undefined) | undefined;
}

export interface Rule extends RuleMetadata {
  /** Concepts that the pack must map, else the rule is off. */
  readonly needs: readonly Concept[];
  /**
   * Concepts that it looks at where the pack maps them. Of a record a rule sees nothing but these and those it needs:
   * a fix that changes none of them can't make it speak.
   */
  readonly uses?: readonly Concept[];
  /**
   * Why it has nothing to go by, though the pack maps all that it needs: a list or meaning of the pack is missing, or the
   * user has not said what is right. It keeps silent then, which is told beside the verdict.
   */
  idle?(context: Pick<RuleContext, 'pack' | 'verslagmaand' | 'expectedBerichtgevers'>): 'pack' | 'expected' | undefined;
  checkHeader?(header: DeliveryHeader, context: RuleContext, report: Report): void;
  checkRecord?(record: Voorziening, context: RuleContext, report: Report): void;
  /** Judges records that have a value in common; called once for each value and way of grouping. */
  readonly groups?: readonly GroupKey[] | ((pack: Pack) => readonly GroupKey[]);
  /** It has something to say of a record that is alone in its group, too. */
  readonly checksSingleRecords?: boolean;
  checkGroup?(group: GroupKey, records: readonly Voorziening[], context: RuleContext, report: GroupReport): void;
  /** Judges the delivery as a whole by that of the month before. */
  checkContinuity?(header: DeliveryHeader, facts: ContinuityFacts, context: RuleContext, report: Report): void;
  /** Judges a record whose start date was another one in the delivery of the month before. */
  checkStartChange?(
    record: Voorziening,
    old: RunningRecord,
    previous: PreviousDelivery,
    context: RuleContext,
    report: Report,
  ): void;
  fixes?(finding: Finding, context: FixContext): Fix[];
}
