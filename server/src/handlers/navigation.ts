import {
  type CodeLens,
  type CodeLensParams,
  CodeLensRefreshRequest,
  type Definition,
  type DefinitionLink,
  type DefinitionParams,
  type DocumentHighlight,
  type DocumentHighlightParams,
  type DocumentLink,
  type DocumentLinkParams,
  type Location,
  type ReferenceParams,
  type TextDocumentIdentifier,
} from 'vscode-languageserver';
import { type CodeLensData, codeLensesOf, resolveCodeLens } from '../features/beside-text/code-lens.ts';
import { definitionAt } from '../features/navigation/definition.ts';
import { documentHighlightsAt, tagHighlightsAt } from '../features/navigation/document-highlight.ts';
import { documentLinksOf } from '../features/navigation/document-links.ts';
import { referenceListAt, referencesAt } from '../features/navigation/references.ts';
import { tagsOfStylesheet } from '../features/structure/tag-text.ts';
import { stylesheetDefinitionAt } from '../features/stylesheet/definition.ts';
import { REFERENCE_LIST, type ReferenceListAnswer, type ReferenceListParams } from '../protocol/one-line.ts';
import type { RequestGroup } from './handler-context.ts';

/** From one place to another: definitions, references, links. */
export const navigation: RequestGroup = {
  capabilities: () => ({
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentLinkProvider: {},
    codeLensProvider: { resolveProvider: true },
  }),

  register(connection, { onDelivery, onDocument }) {
    connection.onDefinition(
      onDocument<DefinitionParams, Definition | DefinitionLink[] | null>(
        'definition',
        null,
        ({ position }, snapshot) => {
          const { analysis, options, client, stylesheet } = snapshot;
          const offset = analysis.source.offsetAt(position);
          const links = stylesheet
            ? stylesheetDefinitionAt(stylesheet, offset)
            : definitionAt(analysis, offset, options);
          if (client.textDocument?.definition?.linkSupport) return links;
          return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
        },
      ),
    );

    connection.onReferences(
      onDelivery<ReferenceParams, Location[]>('references', [], ({ position }, { analysis, options }) =>
        referencesAt(analysis, analysis.source.offsetAt(position), options.uri),
      ),
    );

    connection.onRequest(
      REFERENCE_LIST,
      onDelivery<ReferenceListParams, ReferenceListAnswer>(
        'referenceList',
        null,
        ({ position }, { analysis, options }) => referenceListAt(analysis, analysis.source.offsetAt(position), options),
      ),
    );

    connection.onDocumentHighlight(
      onDocument<DocumentHighlightParams, DocumentHighlight[] | null>(
        'highlight',
        null,
        ({ position }, { analysis, stylesheet }) => {
          const offset = analysis.source.offsetAt(position);
          const tags = stylesheet && tagsOfStylesheet(stylesheet);
          const found = stylesheet ? tags && tagHighlightsAt(tags, offset) : documentHighlightsAt(analysis, offset);
          return found ?? null;
        },
      ),
    );

    connection.onDocumentLinks(
      onDelivery<DocumentLinkParams, DocumentLink[]>('documentLink', [], (_parameters, { analysis, options }) =>
        documentLinksOf(analysis, options),
      ),
    );

    connection.onCodeLens(
      onDelivery<CodeLensParams, CodeLens[]>('codeLens', [], (_parameters, { analysis, options, settings }) =>
        settings.codeLens ? codeLensesOf(analysis, options.uri) : [],
      ),
    );

    connection.onCodeLensResolve((lens, token) => {
      const data = lens.data as CodeLensData;
      const resolve = onDelivery<{ textDocument: TextDocumentIdentifier }, CodeLens>(
        'codeLens/resolve',
        lens,
        (_parameters, { analysis, options, commands }) => {
          const canShowReferences = commands.includes('srg.showReferences');
          const command = resolveCodeLens(analysis, data, { ...options, canShowReferences });
          return { ...lens, command: command ?? { title: '', command: '' } };
        },
      );
      return resolve({ textDocument: { uri: data.uri } }, token);
    });
  },

  refreshes: (client) => (client.workspace?.codeLens?.refreshSupport ? [CodeLensRefreshRequest.type] : []),
};
