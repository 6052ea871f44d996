import type { Range, TextEdit } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { Message } from '../../engine/messages/message.ts';
import { nameEnd } from '../../engine/syntax/characters.ts';
import { toTextEdits } from '../actions/workspace-edit.ts';
import { putTogether } from '../formatting/formatting.ts';
import { toRange } from '../protocol-range.ts';
import { declaredOnRoot, isDeclaredWithin, type PrefixPlace, prefixAt, prefixEdits } from './prefix-rename.ts';
import { pairOf, tagNamesIn } from './tag-pair.ts';
import { type TagText, tagsOfDelivery } from './tag-text.ts';

/** Why something can't be renamed, in words for the user. */
export interface Refusal {
  readonly refused: Message;
}

/** The name at an offset that {@link renameAt} would change, and what it is now. */
export function prepareRenameAt(
  analysis: DeliveryAnalysis,
  offset: number,
): { range: Range; placeholder: string } | Refusal {
  const found = analysis.choice.kind === 'other' ? undefined : prefixAt(analysis, offset);
  if (found) return { range: toRange(analysis.source, found.range), placeholder: found.prefix };
  return prepareTagRenameAt(tagsOfDelivery(analysis), offset);
}

/** The same in any text, of the name in an element's tags alone. */
export function prepareTagRenameAt(
  text: TagText | undefined,
  offset: number,
): { range: Range; placeholder: string } | Refusal {
  const tags = text && tagNamesIn(text, offset);
  if (!tags) return { refused: { key: 'rename.nothing' } };
  const name = tags.startName;
  if (tags.isEmptyTag) return { refused: { key: 'rename.emptyTag', parameters: { name } } };
  const pair = pairOf(tags);
  if (!pair) {
    const { endName } = tags;
    if (endName === undefined) return { refused: { key: 'rename.noEndTag', parameters: { name } } };
    return { refused: { key: 'rename.noPair', parameters: { name, endName } } };
  }
  const range = pair.find(({ start, end }) => start <= offset && offset <= end)!;
  return { range: toRange(text.source, range), placeholder: name };
}

/**
 * The edits that give both tags of the element at an offset a new name; where it is in a prefix, those that give the
 * prefix one wherever it stands.
 */
export function renameAt(analysis: DeliveryAnalysis, offset: number, newName: string): TextEdit[] | Refusal {
  const found = analysis.choice.kind === 'other' ? undefined : prefixAt(analysis, offset);
  if (found) return prefixRenamed(analysis, found, newName);
  return renameTagsAt(tagsOfDelivery(analysis), offset, newName);
}

/** The edits that give both tags of the element at an offset of any text a new name. */
export function renameTagsAt(text: TagText | undefined, offset: number, newName: string): TextEdit[] | Refusal {
  const prepared = prepareTagRenameAt(text, offset);
  if ('refused' in prepared) return prepared;
  if (!isQualifiedName(newName)) return { refused: { key: 'rename.badName', parameters: { name: newName } } };
  return pairOf(tagNamesIn(text!, offset))!.map((range) => ({
    range: toRange(text!.source, range),
    newText: newName,
  }));
}

function prefixRenamed(analysis: DeliveryAnalysis, { prefix }: PrefixPlace, newName: string): TextEdit[] | Refusal {
  const isName = isQualifiedName(newName) && !newName.includes(':') && !/^xml/i.test(newName);
  if (!isName) return { refused: { key: 'rename.badPrefix', parameters: { name: newName } } };
  if (newName !== prefix && (declaredOnRoot(analysis).includes(newName) || isDeclaredWithin(analysis, newName)))
    return { refused: { key: 'rename.prefixTaken', parameters: { name: newName } } };
  return toTextEdits(analysis.source, putTogether(prefixEdits(analysis, prefix, newName), analysis.source));
}

/** A name with at most one prefix, as Namespaces in XML 1.0 has it. */
function isQualifiedName(text: string): boolean {
  const parts = text.split(':');
  return parts.length <= 2 && parts.every((part) => part !== '' && nameEnd(part, 0) === part.length);
}
