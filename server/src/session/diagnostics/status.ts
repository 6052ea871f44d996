import type { Connection } from 'vscode-languageserver';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { statusOf, stylesheetStatusOf } from '../../features/status.ts';
import { STATUS, type StatusParams } from '../../protocol/status.ts';
import type { OpenDocument } from '../documents/open-document.ts';
import type { ServerSettings } from '../settings/settings.ts';

/** Tells a client that asked for it what a document is, whenever its diagnostics are made. */
export class Status {
  wanted = false;

  constructor(
    private readonly connection: Connection,
    private readonly settingsOf: (uri: string) => Promise<ServerSettings>,
  ) {}

  async tell(document: OpenDocument, analysis: DeliveryAnalysis): Promise<void> {
    if (!this.wanted) return;
    const { maxProblems } = await this.settingsOf(document.uri);
    const knowsPrevious = document.previous !== 'pending';
    const sheet = document.stylesheet;
    const status = sheet
      ? stylesheetStatusOf(sheet, maxProblems)
      : statusOf(analysis, { maxProblems, halted: document.isHalted, knowsPrevious });
    const parameters: StatusParams = { uri: document.uri, status };
    await this.connection.sendNotification(STATUS, parameters);
  }
}
