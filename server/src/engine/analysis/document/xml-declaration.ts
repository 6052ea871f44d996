import type { Message } from '../../messages/message.ts';
import { NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { encodingNamed } from '../../text/encodings.ts';
import type { TextRange } from '../../text/text-range.ts';

/** Where the XML declaration stands, or would, and the encoding that it declares. */
export function declarationOf(tree: SyntaxTree): { readonly range: TextRange; readonly encoding: string } {
  const isThere = tree.size > 0 && tree.kind(0) === NodeKind.Declaration;
  const range = isThere ? tree.range(0) : { start: 0, end: 0 };
  return {
    range,
    encoding: /encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z][\w.-]*)["']/.exec(tree.text(range))?.[1] ?? 'UTF-8',
  };
}

/** That nothing can be read in the encoding that is declared: to be told of a text whose bytes are not at hand as well. */
export function encodingProblemOf(tree: SyntaxTree): Message | undefined {
  const { encoding } = declarationOf(tree);
  if (encodingNamed(encoding) !== undefined) return undefined;
  return { key: 'SRG-T001.encoding.unknown', parameters: { declared: encoding } };
}
