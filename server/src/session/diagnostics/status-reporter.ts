import type { Connection } from 'vscode-languageserver';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { partStatusOf, statusOf, stylesheetStatusOf } from '../../features/status.ts';
import { STATUS, type StatusParams } from '../../protocol/status.ts';
import type { Client } from '../client.ts';
import type { OpenDocument } from '../documents/open-document.ts';
import type { Configuration } from '../settings/configuration.ts';

/** Tells a client that asked for it what a document is, whenever its diagnostics are made. */
export class StatusReporter {
  constructor(
    private readonly connection: Connection,
    private readonly client: Client,
    private readonly configuration: Configuration,
  ) {}

  async tell(document: OpenDocument, analysis: DeliveryAnalysis): Promise<void> {
    if (!this.client.wantsStatus) return;
    const { uri } = document;
    const { maxProblems } = await this.configuration.of(uri);
    const packs = await this.configuration.allPacksOf(uri);
    const chosenPack = this.configuration.chosenFor(uri);
    const knowsPrevious = document.previous !== 'pending';
    const sheet = document.stylesheet;
    const status = sheet
      ? stylesheetStatusOf(sheet, maxProblems)
      : (statusOf(analysis, { maxProblems, halted: document.isHalted, knowsPrevious, packs, chosenPack }) ??
        partStatusOf(analysis, packs));
    await this.send({ uri, status });
  }

  /** A document could not be judged. */
  async tellFailure({ uri }: OpenDocument): Promise<void> {
    if (this.client.wantsStatus) await this.send({ uri, status: { failed: true } });
  }

  private send(parameters: StatusParams): Promise<void> {
    return this.connection.sendNotification(STATUS, parameters);
  }
}
