import {
  type ClientCapabilities,
  type DocumentFormattingParams,
  DocumentFormattingRequest,
  type DocumentOnTypeFormattingParams,
  DocumentOnTypeFormattingRequest,
  type DocumentRangeFormattingParams,
  DocumentRangeFormattingRequest,
  type FormattingOptions,
  Position,
  type SemanticTokens,
  type SemanticTokensDelta,
  type SemanticTokensDeltaParams,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
  SemanticTokensRegistrationType,
  type ServerCapabilities,
  type TextDocumentIdentifier,
  type TextDocumentPositionParams,
  type TextEdit,
} from 'vscode-languageserver';
import { applyEdits } from '../engine/text/text-range.ts';
import { timeSliced } from '../engine/text/time-sliced.ts';
import { toTextEdits, workspaceEdit } from '../features/actions/workspace-edit.ts';
import { LEGEND, semanticTokens, tokenEdits } from '../features/beside-text/semantic-tokens.ts';
import { type FormatStyle, format } from '../features/formatting/formatting.ts';
import { LAYOUT_COMMANDS } from '../features/formatting/layout-commands.ts';
import { ON_TYPE_TRIGGERS, typedIn } from '../features/formatting/on-type-formatting.ts';
import { toRange } from '../features/protocol-range.ts';
import { autoCloseEdits } from '../features/structure/auto-close.ts';
import { MATCHING_TAG, matchingTagAt } from '../features/structure/matching-tag.ts';
import { formatStylesheet } from '../features/stylesheet/formatting.ts';
import { DELIVERY_LANGUAGES, STYLESHEET_LANGUAGES } from '../protocol/documents.ts';
import { READABLE_COPY, type ReadableCopyParams } from '../protocol/one-line.ts';
import type { DocumentSnapshot } from '../session/documents/document-snapshot.ts';
import { asksForClosingTags } from './auto-insert.ts';
import type { RequestGroup } from './handler-context.ts';
import { tagsOf } from './structure.ts';

const DELIVERIES = DELIVERY_LANGUAGES.map((language) => ({ language }));
/** What lays out stylesheets as well: with another extension for them, the user says whose layout it is to be. */
const LAID_OUT = [...DELIVERY_LANGUAGES, ...STYLESHEET_LANGUAGES].map((language) => ({ language }));
const LAYS_OUT: readonly string[] = [DocumentFormattingRequest.method, DocumentRangeFormattingRequest.method];

type Offer = [
  provider: keyof ServerCapabilities,
  method: string,
  known: { readonly dynamicRegistration?: boolean } | undefined,
  options?: object,
];

/**
 * What an editor takes from one extension alone: of stylesheets it is left to others, by clients that are told later
 * and by language.
 */
function exclusive({ textDocument: can, ...client }: ClientCapabilities) {
  const onType = {
    firstTriggerCharacter: ON_TYPE_TRIGGERS[0],
    // An end tag is completed where the client has no request of its own for that.
    moreTriggerCharacter: [...ON_TYPE_TRIGGERS.slice(1), ...(asksForClosingTags(client) ? [] : ['/'])],
  };
  const tokens = { legend: LEGEND, full: { delta: true }, range: true };
  const offers: readonly Offer[] = [
    ['documentFormattingProvider', DocumentFormattingRequest.method, can?.formatting],
    ['documentRangeFormattingProvider', DocumentRangeFormattingRequest.method, can?.rangeFormatting],
    ['documentOnTypeFormattingProvider', DocumentOnTypeFormattingRequest.method, can?.onTypeFormatting, onType],
    ['semanticTokensProvider', SemanticTokensRegistrationType.method, can?.semanticTokens, tokens],
  ];
  const isLater = ([, , known]: Offer) => known?.dynamicRegistration === true;
  return { atOnce: offers.filter((offer) => !isLater(offer)), later: offers.filter(isLater) };
}

function commandsFor(client: ClientCapabilities): ServerCapabilities {
  const commands = [
    ...(client.workspace?.applyEdit ? Object.keys(LAYOUT_COMMANDS) : []),
    ...(client.window?.showDocument?.support ? [MATCHING_TAG] : []),
  ];
  return commands.length > 0 ? { executeCommandProvider: { commands } } : {};
}

/** Formatting, the commands and semantic tokens. */
export const editing: RequestGroup = {
  capabilities: (client) => ({
    ...Object.fromEntries(exclusive(client).atOnce.map(([provider, , , options]) => [provider, options ?? true])),
    ...commandsFor(client),
  }),

  registrations: (client) =>
    exclusive(client).later.map(([, method, , options]) => ({
      method,
      registerOptions: { ...options, documentSelector: LAYS_OUT.includes(method) ? LAID_OUT : DELIVERIES },
    })),

  register(connection, { onDelivery, onDocument, onRequest, applyEdit, show }) {
    connection.onDocumentFormatting(
      onDocument<DocumentFormattingParams, TextEdit[] | null>('formatting', null, ({ options }, snapshot) => {
        return formatted(snapshot, linesOf(options));
      }),
    );

    connection.onDocumentRangeFormatting(
      onDocument<DocumentRangeFormattingParams, TextEdit[] | null>(
        'rangeFormatting',
        null,
        (parameters, snapshot) => {
          const { source } = snapshot.analysis;
          const { start, end } = parameters.range;
          const range = { start: source.offsetAt(start), end: source.offsetAt(end) };
          return formatted(snapshot, linesOf(parameters.options), range);
        },
        'place',
      ),
    );

    connection.onDocumentOnTypeFormatting(
      onDelivery<DocumentOnTypeFormattingParams, TextEdit[] | null>(
        'onTypeFormatting',
        null,
        async ({ position, ch, options }, snapshot) => {
          const { analysis, client } = snapshot;
          const { source } = analysis;
          const offset = source.offsetAt(position);
          const isCurrent = () => !snapshot.isEdited();
          const closing = asksForClosingTags(client)
            ? []
            : await timeSliced(autoCloseEdits(analysis, offset), isCurrent);
          const edits = await timeSliced(typedIn(analysis, offset, ch, indentOf(options)), isCurrent);
          return closing && edits ? [...toTextEdits(source, edits), ...closing] : null;
        },
        'place',
      ),
    );

    connection.onRequest(
      READABLE_COPY,
      onDelivery<ReadableCopyParams, string | null>('readableCopy', null, async (_parameters, snapshot) => {
        const { layout } = LAYOUT_COMMANDS['srg.toLines']!;
        const { source } = snapshot.analysis;
        const edits = await finished(snapshot, format(snapshot.analysis, layout));
        return edits ? applyEdits(source.slice(0, source.length), edits) : null;
      }),
    );

    const unknownCommand = onRequest<unknown, null>('executeCommand', null, () => null);
    const goToMatchingTag = onDocument<TextDocumentPositionParams, null>(
      MATCHING_TAG,
      null,
      async ({ position }, snapshot) => {
        const tags = tagsOf(snapshot);
        const found = tags && matchingTagAt(tags, tags.source.offsetAt(position));
        if (found !== undefined) await show(snapshot.uri, toRange(tags!.source, { start: found, end: found }));
        return null;
      },
      'soon',
    );
    connection.onExecuteCommand(({ command, arguments: [uri, position] = [] }, token) => {
      const known = LAYOUT_COMMANDS[command];
      if (command === MATCHING_TAG && typeof uri === 'string' && Position.is(position))
        return goToMatchingTag({ textDocument: { uri }, position }, token);
      if (!known || typeof uri !== 'string') return unknownCommand(undefined, token);
      const run = onDelivery<{ textDocument: TextDocumentIdentifier }, null>(
        command,
        null,
        async (_parameters, snapshot) => {
          const { version, client } = snapshot;
          const edits = await formatted(snapshot, known.layout);
          if (!edits || edits.length === 0) return null;
          const versionedEdits = client.workspace?.workspaceEdit?.documentChanges === true;
          await applyEdit(workspaceEdit(edits, { uri, version, versionedEdits }));
          return null;
        },
      );
      return run({ textDocument: { uri } }, token);
    });

    connection.languages.semanticTokens.on(
      onDelivery<SemanticTokensParams, SemanticTokens | null>('semanticTokens/full', null, (_parameters, snapshot) => {
        return allTokens(snapshot);
      }),
    );

    connection.languages.semanticTokens.onDelta(
      onDelivery<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta | null>(
        'semanticTokens/full/delta',
        null,
        async ({ previousResultId }, snapshot) => {
          const before = snapshot.tokens.last;
          const now = await allTokens(snapshot);
          if (!now || before?.resultId !== previousResultId) return now;
          return { resultId: now.resultId, edits: tokenEdits(before.data, now.data) };
        },
      ),
    );

    connection.languages.semanticTokens.onRange(
      onDelivery<SemanticTokensRangeParams, SemanticTokens | null>(
        'semanticTokens/range',
        null,
        async (parameters, snapshot) => {
          const { source } = snapshot.analysis;
          const range = { start: source.offsetAt(parameters.range.start), end: source.offsetAt(parameters.range.end) };
          const data = await finished(snapshot, semanticTokens(snapshot.analysis, range));
          return data ? { data } : null;
        },
        'place',
      ),
    );
  },
};

async function formatted(
  snapshot: DocumentSnapshot,
  layout: FormatStyle,
  range?: { start: number; end: number },
): Promise<TextEdit[] | null> {
  const { stylesheet } = snapshot;
  if (stylesheet && layout.kind === 'lines')
    return toTextEdits(stylesheet.source, formatStylesheet(stylesheet, layout, range));
  const edits = await finished(snapshot, format(snapshot.analysis, layout, range));
  return edits ? toTextEdits(snapshot.analysis.source, edits) : null;
}

async function allTokens(snapshot: DocumentSnapshot): Promise<(SemanticTokens & { resultId: string }) | null> {
  const { state: resultId, tokens } = snapshot;
  const data = await finished(snapshot, semanticTokens(snapshot.analysis));
  if (!data) return null;
  tokens.last = { resultId, data };
  return { resultId, data };
}

/** Work on a document that gives way to other requests; undefined where the document was edited meanwhile. */
function finished<T>(snapshot: DocumentSnapshot, steps: Generator<void, T>): Promise<T | undefined> {
  return timeSliced(steps, () => !snapshot.isStale());
}

function linesOf(options: FormattingOptions): FormatStyle {
  return {
    kind: 'lines',
    indent: indentOf(options),
    insertFinalNewline: options.insertFinalNewline,
    trimFinalNewlines: options.trimFinalNewlines,
  };
}

/** More spaces than these are no indentation. */
const MOST_SPACES = 16;

function indentOf({ insertSpaces, tabSize }: FormattingOptions): string {
  return insertSpaces ? ' '.repeat(Math.min(Math.max(0, tabSize), MOST_SPACES)) : '\t';
}
