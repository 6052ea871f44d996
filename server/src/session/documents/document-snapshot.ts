import type { ClientCapabilities } from 'vscode-languageserver';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { Day } from '../../engine/delivery/day.ts';
import type { PreviousDelivery } from '../../engine/delivery/previous-delivery.ts';
import type { StylesheetAnalysis } from '../../engine/stylesheet/stylesheet-analysis.ts';
import type { DiagnosticOptions } from '../../features/diagnostics.ts';
import type { ServerSettings } from '../settings/settings.ts';

/** What a request about a document is answered from: the document as it is when the answer begins. */
export interface DocumentSnapshot {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  /** Tells one state of the document and its settings from another. */
  readonly state: string;
  /** The text has been edited since. */
  isEdited(): boolean;
  /** The text, the settings, or the delivery of the month before are other ones since. */
  isStale(): boolean;
  readonly analysis: DeliveryAnalysis;
  /** Given where the document is an XSLT stylesheet that writes SRG, of which the analysis has nothing to say. */
  readonly stylesheet: StylesheetAnalysis | undefined;
  readonly options: DiagnosticOptions;
  readonly settings: ServerSettings;
  /** The first offset that the user sees, where the client tells. */
  readonly visibleFrom: number | undefined;
  readonly client: ClientCapabilities;
  /** The commands that the client says it knows. */
  readonly commands: readonly string[];
  readonly today: Day;
  /** The semantic tokens that were answered last, for the difference to the next answer. */
  readonly tokens: AnsweredTokens;
  /** Gives an answer while the text of the delivery of the month before is at hand. */
  withPreviousText<T>(previous: PreviousDelivery, answer: () => T): Promise<T>;
}

/** What a client holds of the semantic tokens of a document. */
export class AnsweredTokens {
  last: { readonly resultId: string; readonly data: readonly number[] } | undefined;
}
