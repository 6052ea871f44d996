import type { DeliveryAnalysis } from '../engine/analysis/delivery-analysis.ts';
import { fixesTogether } from '../engine/analysis/fixes/fixes-together.ts';
import { isSure } from '../engine/analysis/fixes/try-fixes.ts';
import { eachFinding, type LocatedFinding } from '../engine/analysis/located-findings.ts';
import { formatMessage, type MessageOptions } from '../engine/messages/message.ts';
import type { Pack } from '../engine/packs/load-pack.ts';
import { shownBsn } from '../engine/privacy/mask.ts';
import { kindOf } from '../engine/rules/finding-kind.ts';
import { ruleOf } from '../engine/rules/registry.ts';
import type { OwnedEdit, Severity } from '../engine/rules/rule.ts';
import { compareTexts } from '../engine/text/ascending.ts';
import type { Steps } from '../engine/text/time-sliced.ts';
import { trimXml } from '../engine/text/xml-whitespace.ts';
import type { NextProblemAnswer, Problem, ProblemGroup, ProblemGrouping } from '../protocol/problems.ts';
import { toRange } from './protocol-range.ts';
import { recordNumber } from './record-label.ts';

/** So many findings of a group come with it. */
const SHOWN = 200;
/** Among so many findings of a kind one is looked for that has a sure fix. */
const TRIED = 50;
/** So many findings are looked at before other requests have their turn. */
const STEP = 500;

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information'];

interface Group {
  readonly id: string;
  readonly title: string;
  severity: Severity;
  readonly found: LocatedFinding[];
  /** How many things the findings tell of. */
  weight: number;
}

/** The findings of a delivery in groups: the most severe first, of these the largest. */
export function* problemGroups(
  analysis: DeliveryAnalysis,
  by: ProblemGrouping,
  options: MessageOptions,
): Generator<void, ProblemGroup[]> {
  const groups = new Map<string, Group>();
  let left = STEP;
  for (const located of eachFinding(analysis)) {
    const { id, title, standsFor = 1 } = groupOf(located, by, analysis, options);
    const group = groups.get(id) ?? { id, title: title(), severity: 'information', found: [], weight: 0 };
    groups.set(id, group);
    group.found.push(located);
    group.weight += standsFor;
    const { severity } = located.finding;
    if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(group.severity)) group.severity = severity;
    if (--left > 0) continue;
    left = STEP;
    yield;
  }
  const shown: ProblemGroup[] = [];
  for (const { id, title, severity, found, weight } of [...groups.values()].sort(inOrder)) {
    const problems = found.slice(0, SHOWN).map((located) => problemOf(located, analysis, options));
    // One finding that tells of many things, such as records of last month, has no one clear way.
    const isOfEach = by === 'kind' && weight === found.length;
    const isFixable = isOfEach && (yield* hasSureFix(analysis, found.slice(0, TRIED)));
    shown.push({ id, title, severity, count: found.length, problems, isFixable });
    yield;
  }
  return shown;
}

/** Whether one of some findings can be put right in one clear way. Fixes are tried, which takes long. */
function* hasSureFix(analysis: DeliveryAnalysis, found: readonly LocatedFinding[]): Generator<void, boolean> {
  for (const { finding } of found) {
    yield* analysis.prepareTree(finding.owner);
    if (analysis.sureFixesOf(finding).length > 0) return true;
    yield;
  }
  return false;
}

/** The finding of the same kind as the one at an offset that comes next in the text, or before; the ends meet. */
export function* nextProblem(
  analysis: DeliveryAnalysis,
  offset: number,
  backwards: boolean,
  options: MessageOptions,
): Steps<NextProblemAnswer> {
  const all: LocatedFinding[] = [];
  for (const located of eachFinding(analysis)) if (all.push(located) % STEP === 0) yield;
  const here = all.find(({ range }) => range.start <= offset && offset <= range.end) ?? nearest(all, offset);
  if (!here) return null;
  const pack = packOf(analysis);
  const { id, title } = kindOf(here.finding, pack);
  const same: LocatedFinding[] = [];
  for (const [i, located] of all.entries()) {
    if (i % STEP === 0) yield;
    if (kindOf(located.finding, pack).id === id) same.push(located);
  }
  const at = same.indexOf(here);
  const next = (at + (backwards ? same.length - 1 : 1)) % same.length;
  return {
    range: toRange(analysis.source, same[next]!.range),
    title: formatMessage(title, options),
    at: next + 1,
    count: same.length,
  };
}

/** The edits that put right what is sure of a kind. */
export function fixesOfKind(analysis: DeliveryAnalysis, kind: string): Generator<void, OwnedEdit[]> {
  const pack = packOf(analysis);
  return fixesTogether(analysis, (finding) => kindOf(finding, pack).id === kind, isSure);
}

function packOf({ choice }: DeliveryAnalysis): Pack | undefined {
  return choice.kind === 'known' ? choice.pack : undefined;
}

function groupOf(
  { finding }: LocatedFinding,
  by: ProblemGrouping,
  analysis: DeliveryAnalysis,
  options: MessageOptions,
): { readonly id: string; title(): string; readonly standsFor?: number } {
  const { code } = finding;
  if (by === 'rule') {
    const name = ruleOf(code)?.name[options.language];
    return { id: code, title: () => (name === undefined ? code : `${code} · ${name}`) };
  }
  if (by === 'kind') {
    const { id, title, standsFor } = kindOf(finding, packOf(analysis));
    return { id, title: () => formatMessage(title, options), standsFor };
  }
  const bsn = trimXml(finding.record?.value('bsn') ?? '');
  if (bsn === '') return { id: '', title: () => formatMessage({ key: 'problems.noPerson' }, options) };
  // What goes to the client names nobody: the number of the first record that the person has.
  const first = analysis.recordsWith('bsn', bsn)[0] ?? finding.record!;
  const shown = shownBsn(bsn, { ...options, maskBsn: true }) ?? '';
  return { id: `${analysis.recordIndex(first)}`, title: () => shown };
}

function problemOf({ finding, range }: LocatedFinding, analysis: DeliveryAnalysis, options: MessageOptions): Problem {
  const { code, severity, message, record } = finding;
  return {
    code,
    severity,
    message: formatMessage(message, options),
    range: toRange(analysis.source, range),
    record: record && recordNumber(analysis, record, options),
  };
}

/** The last one before an offset, or else the first. */
function nearest(all: readonly LocatedFinding[], offset: number): LocatedFinding | undefined {
  return all.findLast(({ range }) => range.start <= offset) ?? all[0];
}

function inOrder(a: Group, b: Group): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.weight - a.weight || compareTexts(a.id, b.id)
  );
}
