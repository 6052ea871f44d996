import { CompletionItemKind } from 'vscode-languageserver-protocol';
import { formatMessage } from '../../../engine/messages/message.ts';
import type { CompletionDraft } from '../item.ts';
import type { ValueSite } from './codes.ts';

/** The berichtgevers that the user expects, then the known ones by name; found by code and by name. */
export function berichtgeversAt({ analysis, concept, range, options }: ValueSite): CompletionDraft[] {
  if (concept !== 'berichtgevercode' && concept !== 'gemeentecode') return [];
  const { gemeenten } = analysis.pack;
  const expected = concept === 'berichtgevercode' ? analysis.expectedBerichtgevers : [];
  const others = [...gemeenten].filter(([code]) => !expected.includes(code));
  others.sort(([, a], [, b]) => (inOrder(a.naam) < inOrder(b.naam) ? -1 : 1));
  return [...expected, ...others.map(([code]) => code)].map((code) => {
    const known = gemeenten.get(code);
    const isExpected = expected.includes(code);
    return {
      label: known ? `${code} ${known.naam}` : code,
      remark: isExpected ? formatMessage({ key: 'complete.expected' }, options) : known?.provincie,
      kind: CompletionItemKind.EnumMember,
      text: code,
      range,
      preselect: isExpected && expected.length === 1,
      about: { pack: analysis.pack.manifest.id, subject: { kind: 'berichtgever', code } },
    };
  });
}

/** A name as it is looked up: `'s-Hertogenbosch` stands under the H. */
function inOrder(name: string): string {
  return name.replace(/^'s-/, '');
}
