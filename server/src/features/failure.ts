import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import { formatMessage, type MessageOptions } from '../engine/messages/message.ts';
import { describePackError } from '../engine/messages/pack-problem.ts';
import { PackError } from '../engine/packs/load-pack.ts';

/** That a document could not be judged, and why, at its start: what goes wrong is no silence. */
export function failureDiagnostic(error: unknown, options: MessageOptions): Diagnostic {
  const start = { line: 0, character: 0 };
  const reason = reasonOf(error, options);
  const message = formatMessage({ key: 'failure', parameters: { reason } }, options);
  return { range: { start, end: start }, severity: DiagnosticSeverity.Error, source: 'srg', message };
}

/** The text of an error may hold a text of the file; that of a pack's is about the pack. */
function reasonOf(error: unknown, options: MessageOptions): string {
  if (error instanceof PackError) return describePackError(error, options).join(' ');
  const name = error instanceof Error ? error.name : 'Error';
  return formatMessage({ key: 'failure.internal', parameters: { name } }, options);
}
