import type { Message } from '../../messages/message.ts';
import type { Finding, RuleContext } from '../../rules/rule.ts';
import { draftOfSyntaxProblem } from '../../rules/technical/t001-welgevormd.ts';
import type { AnySegment, HeaderSegment, RecordSegment, TrailerSegment } from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import { ACCEPTED, type SegmentVerdict } from '../document/segment-verdict.ts';
import type { RuleRunner } from './rule-runner.ts';

/** What is wrong with a record segment by itself: its form, its verdict, and what rules say of its records. */
export function recordFindings(
  segment: RecordSegment,
  verdict: SegmentVerdict,
  runner: RuleRunner,
  context: RuleContext,
): readonly Finding[] {
  const ruled = runner.checkRecords(segment.records, context);
  if (segment.errors.length === 0 && verdict === ACCEPTED) return ruled;
  const found = syntaxFindings(segment, runner);
  for (const draft of verdict.drafts)
    runner.push(found, segment, draft.code, draft, segment.recordAt(draft.range.start));
  return [...found, ...ruled];
}

/** What is wrong with the header, what rules say of it apart: its form, end tags missing at the end of the text, its verdict. */
export function headerFindings(
  segments: SegmentIndex,
  encodingProblem: Message | undefined,
  runner: RuleRunner,
): Finding[] {
  const { header, trailer } = segments;
  const found = syntaxFindings(header, runner);
  if (trailer) addUnclosed(found, header, trailer, segments.startOf(trailer), runner);
  addEncodingProblem(found, header, encodingProblem, runner);
  addDrafts(found, header, runner);
  return found;
}

export function trailerFindings(trailer: TrailerSegment, runner: RuleRunner): Finding[] {
  const found = syntaxFindings(trailer, runner);
  addDrafts(found, trailer, runner);
  return found;
}

/** Of a document without a root element. */
export function formFindings(
  header: HeaderSegment,
  encodingProblem: Message | undefined,
  runner: RuleRunner,
): Finding[] {
  const found = syntaxFindings(header, runner);
  addEncodingProblem(found, header, encodingProblem, runner);
  return found;
}

function syntaxFindings(segment: AnySegment, runner: RuleRunner): Finding[] {
  const found: Finding[] = [];
  for (const problem of segment.errors) runner.push(found, segment, 'SRG-T001', draftOfSyntaxProblem(problem));
  return found;
}

function addDrafts(found: Finding[], segment: HeaderSegment | TrailerSegment, runner: RuleRunner): void {
  for (const draft of (segment.verdict ?? ACCEPTED).drafts) runner.push(found, segment, draft.code, draft);
}

/** @param problem a contradiction between the bytes and the XML declaration */
function addEncodingProblem(
  found: Finding[],
  header: HeaderSegment,
  problem: Message | undefined,
  runner: RuleRunner,
): void {
  if (!problem) return;
  const range = header.tree.size > 0 ? header.tree.range(0) : { start: 0, end: 0 };
  runner.push(found, header, 'SRG-T001', { range, message: problem });
}

/** The elements around the records whose end tags are missing at the end of the text. */
function addUnclosed(
  found: Finding[],
  header: HeaderSegment,
  trailer: TrailerSegment,
  trailerStart: number,
  runner: RuleRunner,
): void {
  const { tree, openElements } = header;
  if (!openElements) return;
  for (const { depth, insertAt } of trailer.unclosedElements) {
    let node = header.container;
    for (let up = openElements.names.length - 1; up > depth; up--) node = tree.parent(node);
    const problem = {
      kind: 'unclosedElement',
      ...tree.nameRange(node),
      name: tree.name(node),
      insertAt: trailerStart + insertAt,
    } as const;
    runner.push(found, header, 'SRG-T001', draftOfSyntaxProblem(problem));
  }
}
