import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import { formatMessage } from '../../engine/messages/message.ts';
import { LONGEST_EDITED, type StylesheetAnalysis } from '../../engine/stylesheet/stylesheet-analysis.ts';
import { type DiagnosticOptions, diagnosticsOf } from '../diagnostics.ts';
import { toRange } from '../protocol-range.ts';

/** What was found in a stylesheet; of one that is too long that it was not looked at. */
export function stylesheetDiagnostics(sheet: StylesheetAnalysis, options: DiagnosticOptions): Diagnostic[] {
  const diagnostics = diagnosticsOf(sheet, options);
  if (!sheet.isTooLong) return diagnostics;
  const range = toRange(sheet.source, { start: 0, end: 0 });
  const parameters = { limit: LONGEST_EDITED.toLocaleString(options.language) };
  const message = formatMessage({ key: 'stylesheet.tooLong', parameters }, options);
  return [{ range, severity: DiagnosticSeverity.Information, source: 'srg', message }];
}
