import type { Message } from '../../messages/message.ts';
import type { NodeId } from '../../syntax/node-table.ts';
import type { TextRange } from '../../text/text-range.ts';
import { cut } from '../fixes/edits.ts';
import type { FindingDraft, Fix, Rule } from '../rule.ts';
import type { NamedCode, Suppression } from './suppression.ts';

/**
 * What there is to say of suppressions: CBS knows nothing of them, so this is no check of a delivery. What they are held
 * against is known to the analysis alone, which asks for {@link draftsOf}.
 */
export const s001: Rule = {
  code: 'SRG-S001',
  name: { nl: 'onderdrukking', en: 'suppression' },
  summary: {
    nl: 'een onderdrukking doet iets, en er staat bij waarom',
    en: 'a suppression does something, and says why',
  },
  severity: 'information',
  consequence: 'geen',
  provenance: [{ id: 'eigen' }],
  needs: [],
  fixes({ owner, data }, context) {
    const superfluous = data as Superfluous | undefined;
    if (!superfluous) return [];
    const { comment, list, kept, codes } = superfluous;
    const fix: Fix =
      kept.length === 0
        ? { title: { key: 'fix.removeSuppression' }, edits: [cut(context.treeOf(owner), owner, comment)] }
        : {
            title: { key: 'fix.removeSuppressedCodes', parameters: { codes: { list: codes } } },
            edits: [{ owner, ...list, newText: kept.join(', ') }],
          };
    return [{ ...fix, preferred: true }];
  },
};

/** A part of a suppression that may go. */
interface Superfluous {
  readonly comment: NodeId;
  /** From the first code to the last. */
  readonly list: TextRange;
  /** The codes that stay; without any, the comment goes. */
  readonly kept: readonly string[];
  readonly codes: readonly string[];
}

/**
 * What a code in a suppression does: suppresses a finding, or nothing; it may also be that its rule can't speak here
 * (`open`), can't be suppressed (`technical`) or doesn't exist.
 */
export type Use = 'used' | 'unused' | 'open' | 'technical' | 'unknown';

/** Where a suppression stands: in the head, before a record, or where it does nothing. */
export type Reach = 'file' | 'record' | 'nothing';

/** What there is to say of one suppression. */
export function draftsOf(suppression: Suppression, reach: Reach, useOf: (code: string) => Use): FindingDraft[] {
  const { told, codes, reason } = suppression;
  if (reach === 'nothing') return [gone(suppression, codes, told, { key: 'SRG-S001.misplaced' })];
  if (codes.length === 0) return [gone(suppression, codes, told, { key: 'SRG-S001.noCode' })];
  const ofUse = (use: Use) => codes.filter(({ code }) => useOf(code) === use);
  const drafts: FindingDraft[] = [];
  for (const use of ['unknown', 'technical', 'unused'] as const) {
    const some = ofUse(use);
    const [first] = some;
    if (!first) continue;
    const range = { start: first.range.start, end: some.at(-1)!.range.end };
    const key = use === 'unused' && reach === 'file' ? 'SRG-S001.unusedInFile' : (`SRG-S001.${use}` as const);
    drafts.push(gone(suppression, some, range, { key, parameters: { codes: { list: codesOf(some) } } }));
  }
  const working = [...ofUse('used'), ...ofUse('open')];
  if (reason === '' && working.length > 0) {
    const message: Message = { key: 'SRG-S001.noReason', parameters: { codes: { list: codesOf(working) } } };
    drafts.push({ range: told, message });
  }
  return drafts;
}

/** Says that some codes of a suppression, or all of it, may go. */
function gone(
  { node: comment, content, codes: all }: Suppression,
  some: readonly NamedCode[],
  range: TextRange,
  message: Message,
): FindingDraft {
  const list = { start: all[0]?.range.start ?? content.end, end: all.at(-1)?.range.end ?? content.end };
  const gone = new Set(some);
  const kept = some.length === 0 || some === all ? [] : codesOf(all.filter((code) => !gone.has(code)));
  const data: Superfluous = { comment, list, kept, codes: codesOf(some) };
  return { range, message, data };
}

function codesOf(codes: readonly NamedCode[]): string[] {
  return codes.map(({ code }) => code);
}
