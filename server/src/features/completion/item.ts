import {
  type CompletionItem,
  type CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  type Range,
} from 'vscode-languageserver-protocol';
import type { Day } from '../../engine/delivery/day.ts';
import { formatMessage, type Message, type MessageOptions } from '../../engine/messages/message.ts';
import type { Concept } from '../../engine/packs/pack.ts';
import type { SourceText } from '../../engine/text/source-text.ts';
import type { TextEdit, TextRange } from '../../engine/text/text-range.ts';
import { toRange } from '../protocol-range.ts';
import { type Pieces, render } from './snippet.ts';

/** What the client can do with a completion. */
export interface CompletionAbilities {
  readonly snippets: boolean;
  /** It shows a label's details apart from it. */
  readonly labelDetails: boolean;
  /** It leaves white space as it is, or brings lines to the indentation of the line; undefined where it doesn't say. */
  readonly whitespace: 'asIs' | 'adjust' | undefined;
  /** It has the command that asks for completions again. */
  readonly suggestsAgain: boolean;
}

export interface CompletionOptions extends MessageOptions {
  /** Of the document. */
  readonly uri: string;
  readonly today: Day;
  readonly client: CompletionAbilities;
  /** The character that was typed, where it was that and not the user who asked. */
  readonly trigger: string | undefined;
  /** The document is meant to be a delivery, whatever its root says. */
  readonly isDelivery: boolean;
}

/** What an item is about, for its documentation; nothing of the file's content. */
export type CompletionSubject =
  | { readonly kind: 'element'; readonly path: readonly string[] }
  | { readonly kind: 'attribute'; readonly path: readonly string[]; readonly name: string }
  | { readonly kind: 'code'; readonly concept: Concept; readonly code: string }
  | { readonly kind: 'value'; readonly path: readonly string[]; readonly value: string }
  | { readonly kind: 'berichtgever'; readonly code: string };

/** What an item carries to the request that resolves it. */
export interface ItemData {
  readonly uri: string;
  /** The id of the pack. */
  readonly pack: string;
  readonly subject: CompletionSubject;
}

/** A completion before it is brought into the client's form. */
export interface CompletionDraft {
  readonly label: string;
  /** What the label stands for, in the user's words. */
  readonly meaning?: string | undefined;
  /** The group that it belongs to, or a remark. */
  readonly remark?: string | undefined;
  readonly kind: CompletionItemKind;
  readonly text: string | Pieces;
  /** What of the document it replaces. */
  readonly range: TextRange;
  /** What is held against the typed text, where that is not the label. */
  readonly filter?: string;
  readonly preselect?: boolean | undefined;
  /** The value inside is worth a look at what there is to choose from. */
  readonly suggestAgain?: boolean;
  /** Characters that take the item and are typed behind it. */
  readonly commit?: readonly string[];
  readonly more?: readonly TextEdit[];
  readonly about?: { readonly pack: string; readonly subject: CompletionSubject };
}

/** The items in the order of the drafts: editors sort by what matches best, and by `sortText` among equals. */
export function toItems(
  drafts: readonly CompletionDraft[],
  source: SourceText,
  options: CompletionOptions,
): CompletionItem[] {
  const known = new Map<TextRange, Range>();
  const rangeOf = (range: TextRange) => {
    const made = known.get(range) ?? toRange(source, range);
    known.set(range, made);
    return made;
  };
  return drafts.map((draft, place) => toItem(draft, place, rangeOf, options));
}

function toItem(
  draft: CompletionDraft,
  place: number,
  rangeOf: (range: TextRange) => Range,
  options: CompletionOptions,
): CompletionItem {
  const { client } = options;
  const isSnippet = typeof draft.text !== 'string' && client.snippets;
  const newText = typeof draft.text === 'string' ? draft.text : render(draft.text, client.snippets);
  const plainDetail = [draft.meaning, draft.remark].filter(Boolean).join(' · ');
  const details = {
    ...(draft.meaning ? { detail: ` ${draft.meaning}` } : {}),
    ...(draft.remark ? { description: draft.remark } : {}),
  };
  return {
    label: draft.label,
    kind: draft.kind,
    ...(client.labelDetails ? { labelDetails: details } : plainDetail ? { detail: plainDetail } : {}),
    sortText: String(place).padStart(4, '0'),
    ...(draft.filter !== undefined && draft.filter !== draft.label ? { filterText: draft.filter } : {}),
    ...(draft.preselect ? { preselect: true } : {}),
    textEdit: { range: rangeOf(draft.range), newText },
    ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(newText.includes('\n') && client.whitespace
      ? {
          insertTextMode: client.whitespace === 'asIs' ? InsertTextMode.asIs : InsertTextMode.adjustIndentation,
        }
      : {}),
    ...(draft.more
      ? { additionalTextEdits: draft.more.map((edit) => ({ range: rangeOf(edit), newText: edit.newText })) }
      : {}),
    ...(draft.commit ? { commitCharacters: [...draft.commit] } : {}),
    ...(draft.suggestAgain && isSnippet && client.suggestsAgain
      ? { command: { title: formatMessage(SUGGEST, options), command: 'editor.action.triggerSuggest' } }
      : {}),
    ...(draft.about ? { data: { uri: options.uri, ...draft.about } satisfies ItemData } : {}),
  };
}

const SUGGEST: Message = { key: 'complete.suggest' };
