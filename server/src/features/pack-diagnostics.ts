import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import { formatMessage, type MessageOptions } from '../engine/messages/message.ts';
import { packProblemMessage } from '../engine/messages/pack-problem.ts';
import type { PackProblem } from '../engine/packs/pack-problem.ts';

/** What is wrong with the files of a pack, by their URIs; of a file that can't be opened there is nothing. */
export function packDiagnostics(
  problems: readonly PackProblem[],
  options: MessageOptions,
): ReadonlyMap<string, readonly Diagnostic[]> {
  const byUri = new Map<string, Diagnostic[]>();
  for (const problem of problems) {
    const { uri, start, end, severity } = problem;
    if (uri === undefined) continue;
    const diagnostics = byUri.get(uri) ?? [];
    byUri.set(uri, diagnostics);
    diagnostics.push({
      range: { start, end },
      severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
      source: 'srg',
      message: formatMessage(packProblemMessage(problem), options),
    });
  }
  return byUri;
}
