import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import { formatMessage, type MessageOptions } from '../engine/messages/message.ts';
import type { SchematronProblem } from '../engine/schematron/problem.ts';
import type { SourceText } from '../engine/text/source-text.ts';
import { toRange } from './protocol-range.ts';

/** What is wrong with a .sch file, in its own text. */
export function schematronDiagnostics(
  source: SourceText,
  problems: readonly SchematronProblem[],
  options: MessageOptions,
): Diagnostic[] {
  return problems.map(({ range, severity, message, code }) => ({
    range: toRange(source, range),
    severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source: 'srg',
    ...(code ? { code } : {}),
    message: formatMessage(message, options),
  }));
}
