import type { MessageKey, MessageParameter } from '../../messages/message.ts';
import { NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxProblem } from '../../syntax/syntax-problem.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { FindingDraft, Fix, Rule } from '../rule.ts';

/** [slides] The XML is well-formed, in the encoding it declares. The scanner finds it; here it gets words and fixes. */
export const t001: Rule = {
  code: 'SRG-T001',
  name: { nl: 'welgevormd', en: 'well-formed' },
  summary: {
    nl: 'de XML is welgevormd, in de gedeclareerde codering',
    en: 'the XML is well-formed, in the encoding it declares',
  },
  severity: 'error',
  consequence: 'afkeur',
  provenance: [{ id: 'slides' }],
  needs: [],
  fixes(finding, context) {
    const error = finding.data as SyntaxProblem | undefined;
    return error ? fixesOf(error, finding.owner, context.treeOf(finding.owner)) : [];
  },
};

/** The finding for an error of the scanner. */
export function draftOfSyntaxProblem(error: SyntaxProblem): FindingDraft {
  return {
    range: { start: error.start, end: Math.max(error.end, error.start) },
    message: {
      key: `SRG-T001.${error.kind}` satisfies MessageKey,
      parameters: { name: nameIn(error), expected: error.expected ?? '' },
    },
    data: error,
  };
}

/** Digits where a name belongs are a value that lost its tag or its quotes. */
function nameIn({ name = '' }: SyntaxProblem): MessageParameter {
  return /[0-9]{4}|[0-9]{2}[._-][0-9]/.test(name) ? { bsn: name } : name;
}

/** What the scanner stumbled over stands where it says, or there is no fix. */
function fixesOf(error: SyntaxProblem, owner: object, tree: SyntaxTree): Fix[] {
  const { start, end, name = '', expected = '' } = error;
  const replace = (from: RegExp | string, newText: string, title: Fix['title'], safe: boolean): Fix[] => {
    const text = tree.text(error);
    const isThere = typeof from === 'string' ? text === from : from.test(text);
    return isThere ? [{ title, edits: [{ owner, start, end, newText }], preferred: true, safe }] : [];
  };
  const escaped = (from: string, to: string) =>
    replace(from, to, { key: 'fix.escape', parameters: { from, to } }, true);
  const insert = (newText: string, title: Fix['title']): Fix[] => {
    const at = error.insertAt;
    if (at === undefined || isInsideUnterminated(tree, at)) return [];
    return [{ title, edits: [{ owner, start: at, end: at, newText }], preferred: true }];
  };
  switch (error.kind) {
    case 'bareAmpersand':
      return escaped('&', '&amp;');
    case 'byteOrderMark':
      return replace('\ufeff', '', { key: 'fix.removeByteOrderMark' }, true);
    case 'bareLessThan':
    case 'lessThanInValue':
      return escaped('<', '&lt;');
    case 'cdataEnd':
      return escaped(']]>', ']]&gt;');
    case 'mismatchedEndTag':
      return replace(name, expected, { key: 'fix.renameEndTag', parameters: { name, expected } }, true);
    case 'strayEndTag':
      return replace(/^<\//, '', { key: 'fix.removeEndTag', parameters: { name } }, false);
    case 'unclosedElement':
      return insert(`</${name}>`, { key: 'fix.insertEndTag', parameters: { name } });
    case 'unclosedTag':
      return insert('>', { key: 'fix.closeTag', parameters: { name } });
    default:
      return [];
  }
}

const ENDS: Partial<Record<NodeKind, string>> = {
  [NodeKind.Comment]: '-->',
  [NodeKind.CData]: ']]>',
  [NodeKind.Instruction]: '?>',
  [NodeKind.Doctype]: '>',
};

/** What is put there becomes a part of something that has no end, and changes nothing. */
function isInsideUnterminated(tree: SyntaxTree, at: number): boolean {
  const node = at > 0 ? tree.nodeAt(at - 1) : -1;
  const end = node < 0 ? undefined : ENDS[tree.kind(node)];
  if (end === undefined) return false;
  return at < tree.end(node) || !tree.text(tree.range(node)).endsWith(end);
}
