import { TextDocuments } from 'vscode-languageserver';
import { schemaFileUri, uriKey } from '../../engine/text/uri.ts';
import type { DeliveryFiles } from '../../engine/workspace/delivery-files.ts';
import type { LastMonth } from '../last-month/last-month.ts';
import type { Configuration } from '../settings/configuration.ts';
import { OpenDocument } from './open-document.ts';
import type { OpenTexts } from './open-texts.ts';

/** What it takes to analyse a document. */
export interface DocumentSources {
  readonly texts: OpenTexts;
  readonly configuration: Configuration;
  readonly lastMonth: LastMonth;
  readonly files: Pick<DeliveryFiles, 'exists'>;
}

/** The documents that the client has open, by their URIs. */
export class OpenDocuments extends TextDocuments<OpenDocument> {
  constructor({ texts, configuration, lastMonth, files }: DocumentSources) {
    super({
      create: (uri, languageId, version, content) => {
        const document = new OpenDocument(
          uri,
          languageId,
          version,
          content,
          (of) => configuration.forAnalysis(of),
          (of, analysis) => lastMonth.find(of, analysis),
          (of, named) => missingOf(of, named, files),
        );
        texts.add(document);
        return document;
      },
      update: (document, changes, version) => {
        document.update(changes, version);
        return document;
      },
    });
    this.onDidClose(({ document: { uri } }) => texts.remove(uri));
  }

  /** The one of a file, however its URI is written. */
  override get(uri: string): OpenDocument | undefined {
    const key = uriKey(uri);
    return super.get(uri) ?? this.all().find((document) => uriKey(document.uri) === key);
  }
}

/** Those of the files that a document names which are not there. */
async function missingOf(
  uri: string,
  named: readonly string[],
  { exists }: Pick<DeliveryFiles, 'exists'>,
): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  for (const file of exists ? named : []) {
    const address = schemaFileUri(file, uri);
    if (address !== undefined && (await exists!(address)) === false) missing.add(file);
  }
  return missing;
}
