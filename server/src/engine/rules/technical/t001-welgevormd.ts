import type { MessageKey } from '../../messages/message.ts';
import type { SyntaxProblem } from '../../syntax/syntax-problem.ts';
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
  fixes(finding) {
    const error = finding.data as SyntaxProblem | undefined;
    return error ? fixesOf(error, finding.owner) : [];
  },
};

/** The finding for an error of the scanner. */
export function draftOfSyntaxProblem(error: SyntaxProblem): FindingDraft {
  return {
    range: { start: error.start, end: Math.max(error.end, error.start) },
    message: {
      key: `SRG-T001.${error.kind}` satisfies MessageKey,
      parameters: { name: error.name ?? '', expected: error.expected ?? '' },
    },
    data: error,
  };
}

function fixesOf(error: SyntaxProblem, owner: object): Fix[] {
  const replace = (newText: string, title: Fix['title'], safe: boolean): Fix[] => [
    { title, edits: [{ owner, start: error.start, end: error.end, newText }], preferred: true, safe },
  ];
  const insert = (newText: string, title: Fix['title']): Fix[] => {
    const at = error.insertAt ?? error.end;
    return [{ title, edits: [{ owner, start: at, end: at, newText }], preferred: true }];
  };
  switch (error.kind) {
    case 'bareAmpersand':
      return replace('&amp;', { key: 'fix.escape', parameters: { from: '&', to: '&amp;' } }, true);
    case 'byteOrderMark':
      return replace('', { key: 'fix.removeByteOrderMark' }, true);
    case 'bareLessThan':
    case 'lessThanInValue':
      return replace('&lt;', { key: 'fix.escape', parameters: { from: '<', to: '&lt;' } }, true);
    case 'cdataEnd':
      return replace(']]&gt;', { key: 'fix.escape', parameters: { from: ']]>', to: ']]&gt;' } }, true);
    case 'mismatchedEndTag':
      return replace(
        error.expected!,
        { key: 'fix.renameEndTag', parameters: { name: error.name!, expected: error.expected! } },
        true,
      );
    case 'strayEndTag':
      return replace('', { key: 'fix.removeEndTag', parameters: { name: error.name! } }, false);
    case 'unclosedElement':
      return insert(`</${error.name}>`, { key: 'fix.insertEndTag', parameters: { name: error.name! } });
    case 'unclosedTag':
      return insert('>', { key: 'fix.closeTag', parameters: { name: error.name! } });
    default:
      return [];
  }
}
