import {
  type ClientCapabilities,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  CompletionTriggerKind,
  InsertTextMode,
  type TextDocumentIdentifier,
} from 'vscode-languageserver';
import { timeSliced } from '../engine/text/time-sliced.ts';
import { findCompletions } from '../features/completion/complete.ts';
import type { CompletionAbilities, ItemData } from '../features/completion/item.ts';
import { withDocumentation } from '../features/completion/resolve.ts';
import { markupIn, PLAIN } from '../features/hover/markup.ts';
import { stylesheetCompletionsAt } from '../features/stylesheet/complete.ts';
import type { RequestGroup } from './handler-context.ts';

const NONE: CompletionList = { isIncomplete: false, items: [] };

export const completion: RequestGroup = {
  capabilities: () => ({
    completionProvider: {
      // Not the > of a start tag: Enter behind it would take what nobody chose.
      triggerCharacters: ['<', '/', '!', '"', "'", ' ', '&'],
      resolveProvider: true,
      completionItem: { labelDetailsSupport: true },
    },
  }),

  register(connection, { onDocument, onRequest }) {
    connection.onCompletion(
      onDocument<CompletionParams, CompletionList>(
        'completion',
        NONE,
        async ({ position, context }, snapshot) => {
          const { analysis, languageId } = snapshot;
          const typed = context?.triggerKind === CompletionTriggerKind.TriggerCharacter;
          const offset = analysis.source.offsetAt(position);
          const options = {
            ...snapshot.options,
            today: snapshot.today,
            client: abilitiesOf(snapshot.client, snapshot.commands),
            trigger: typed ? context.triggerCharacter : undefined,
            isDelivery: languageId === 'srg-xml',
          };
          if (snapshot.stylesheet) return stylesheetCompletionsAt(snapshot.stylesheet, analysis, offset, options);
          return (await timeSliced(findCompletions(analysis, offset, options), () => !snapshot.isEdited())) ?? NONE;
        },
        'place',
      ),
    );

    type Resolving = { textDocument: TextDocumentIdentifier; item: CompletionItem };
    const resolve = onDocument<Resolving, CompletionItem | undefined>('resolve', undefined, ({ item }, snapshot) => {
      const formats = snapshot.client.textDocument?.completion?.completionItem?.documentationFormat;
      return withDocumentation(item, snapshot.analysis, { ...snapshot.options, markup: markupIn(formats, PLAIN) });
    });
    const asItIs = onRequest<CompletionItem, CompletionItem | undefined>('resolve', undefined, (item) => item);
    connection.onCompletionResolve(async (item, token) => {
      const data = item.data as ItemData | undefined;
      const answer = data ? resolve({ textDocument: { uri: data.uri }, item }, token) : asItIs(item, token);
      return (await answer) ?? item;
    });
  },
};

function abilitiesOf(client: ClientCapabilities, commands: readonly string[]): CompletionAbilities {
  const item = client.textDocument?.completion?.completionItem;
  const modes = item?.insertTextModeSupport?.valueSet ?? [];
  return {
    snippets: item?.snippetSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
    whitespace: modes.includes(InsertTextMode.asIs)
      ? 'asIs'
      : modes.includes(InsertTextMode.adjustIndentation)
        ? 'adjust'
        : undefined,
    suggestsAgain: commands.includes('editor.action.triggerSuggest'),
  };
}
