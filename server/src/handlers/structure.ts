import {
  type DocumentSymbol,
  type DocumentSymbolParams,
  type FoldingRange,
  type FoldingRangeParams,
  type InlayHint,
  type InlayHintParams,
  InlayHintRefreshRequest,
  type LinkedEditingRangeParams,
  type LinkedEditingRanges,
  LSPErrorCodes,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameParams,
  ResponseError,
  type SelectionRange,
  type SelectionRangeParams,
  type SymbolInformation,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { formatMessage, type MessageOptions } from '../engine/messages/message.ts';
import { timeSliced } from '../engine/text/time-sliced.ts';
import { workspaceEdit } from '../features/actions/workspace-edit.ts';
import { inlayHintsIn } from '../features/beside-text/inlay-hints.ts';
import { documentSymbolSteps, flatten } from '../features/structure/document-symbols.ts';
import { foldingSteps, foldsUpTo } from '../features/structure/folding-ranges.ts';
import { linkedEditingRangesAt, tagPairsAt } from '../features/structure/linked-editing.ts';
import {
  prepareRenameAt,
  prepareTagRenameAt,
  type Refusal,
  renameAt,
  renameTagsAt,
} from '../features/structure/rename.ts';
import { selectionRangeIn } from '../features/structure/selection-ranges.ts';
import { type TagText, tagsOfDelivery, tagsOfStylesheet } from '../features/structure/tag-text.ts';
import { stylesheetFolds, stylesheetSymbols } from '../features/stylesheet/structure.ts';
import { TAG_PAIRS, type TagPairsAnswer, type TagPairsParams } from '../protocol/tag-pairs.ts';
import type { DocumentSnapshot } from '../session/documents/document-snapshot.ts';
import type { RequestGroup } from './handler-context.ts';

/** What a document is made of: outline, folds, selections, hints in its lines, its tags in pairs. */
export const structure: RequestGroup = {
  capabilities: (client) => ({
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    inlayHintProvider: true,
    linkedEditingRangeProvider: true,
    renameProvider: client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
  }),

  register(connection, { onDelivery, onDocument }) {
    connection.onDocumentSymbol(
      onDocument<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]>(
        'documentSymbol',
        [],
        async (_, snapshot) => {
          const { analysis, options, client, stylesheet, visibleFrom } = snapshot;
          const takesTrees = client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport;
          const elementsFrom = takesTrees ? (visibleFrom ?? 0) : undefined;
          const steps = documentSymbolSteps(analysis, options, elementsFrom);
          const symbols = stylesheet
            ? stylesheetSymbols(stylesheet)
            : ((await timeSliced(steps, () => !snapshot.isStale())) ?? []);
          return takesTrees ? symbols : flatten(symbols, options.uri);
        },
      ),
    );

    connection.onFoldingRanges(
      onDocument<FoldingRangeParams, FoldingRange[]>('foldingRange', [], async (_parameters, snapshot) => {
        const { analysis, client, stylesheet } = snapshot;
        const limit = client.textDocument?.foldingRange?.rangeLimit;
        if (stylesheet) return stylesheetFolds(stylesheet, foldsUpTo(limit));
        return (await timeSliced(foldingSteps(analysis, limit), () => !snapshot.isStale())) ?? [];
      }),
    );

    connection.onSelectionRanges(
      onDocument<SelectionRangeParams, SelectionRange[]>('selectionRange', [], ({ positions }, snapshot) => {
        const { source } = snapshot.analysis;
        const tags = tagsOf(snapshot);
        return positions.map((position) => selectionRangeIn(tags, source, source.offsetAt(position)));
      }),
    );

    connection.languages.inlayHint.on(
      onDelivery<InlayHintParams, InlayHint[]>(
        'inlayHint',
        [],
        ({ range }, { analysis, options, settings }) => {
          const { source } = analysis;
          const stretch = { start: source.offsetAt(range.start), end: source.offsetAt(range.end) };
          return inlayHintsIn(analysis, stretch, { ...options, hints: settings.inlayHints });
        },
        'place',
      ),
    );

    connection.languages.onLinkedEditingRange(
      onDocument<LinkedEditingRangeParams, LinkedEditingRanges | null>(
        'linkedEditing',
        null,
        ({ position }, snapshot) => {
          const tags = tagsOf(snapshot);
          return (tags && linkedEditingRangesAt(tags, tags.source.offsetAt(position))) ?? null;
        },
        'place',
      ),
    );

    connection.onRequest(
      TAG_PAIRS,
      onDocument<TagPairsParams, TagPairsAnswer | null>(
        'tagPairs',
        null,
        ({ positions }, snapshot) => {
          const tags = tagsOf(snapshot);
          const offsets = tags && positions.map((position) => tags.source.offsetAt(position));
          return { version: snapshot.version, pairs: offsets ? tagPairsAt(tags, offsets) : [] };
        },
        'place',
      ),
    );

    connection.onPrepareRename(
      onDocument<PrepareRenameParams, PrepareRenameResult | ResponseError | null>(
        'prepareRename',
        null,
        ({ position }, { analysis, options, stylesheet }) => {
          if (stylesheet) {
            const prepared = prepareTagRenameAt(tagsOfStylesheet(stylesheet), stylesheet.source.offsetAt(position));
            // Beside tags, another extension may know what to rename.
            return 'refused' in prepared ? null : prepared;
          }
          if (analysis.choice.kind === 'other') return null;
          const prepared = prepareRenameAt(analysis, analysis.source.offsetAt(position));
          return 'refused' in prepared ? refusal(prepared, options) : prepared;
        },
      ),
    );

    connection.onRenameRequest(
      onDocument<RenameParams, WorkspaceEdit | ResponseError | null>(
        'rename',
        null,
        ({ position, newName }, snapshot) => {
          const { analysis, options, uri, version, client, stylesheet } = snapshot;
          if (analysis.choice.kind === 'other' && !stylesheet) return null;
          const offset = analysis.source.offsetAt(position);
          const edits = stylesheet
            ? renameTagsAt(tagsOfStylesheet(stylesheet), offset, newName)
            : renameAt(analysis, offset, newName);
          if ('refused' in edits) return refusal(edits, options);
          const versionedEdits = client.workspace?.workspaceEdit?.documentChanges === true;
          return workspaceEdit(edits, { uri, version, versionedEdits });
        },
      ),
    );
  },

  refreshes: (client) => (client.workspace?.inlayHint?.refreshSupport ? [InlayHintRefreshRequest.type] : []),
};

/** Of a delivery, or of the stylesheet that the document is. */
export function tagsOf({ analysis, stylesheet }: DocumentSnapshot): TagText | undefined {
  return stylesheet ? tagsOfStylesheet(stylesheet) : tagsOfDelivery(analysis);
}

function refusal({ refused }: Refusal, options: MessageOptions): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, formatMessage(refused, options));
}
