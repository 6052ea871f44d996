import type { Diagnostic } from 'vscode-languageserver-protocol';
import { formatMessage } from '../engine/messages/message.ts';
import { describePackError } from '../engine/messages/pack-problem.ts';
import { PackError } from '../engine/packs/load-pack.ts';
import { messageOfNotJudged, type NotJudged, t006 } from '../engine/rules/technical/t006-niet-te-beoordelen.ts';
import { type DiagnosticOptions, SEVERITY } from './diagnostics.ts';

/** That a document could not be judged, and why, at its start. */
export function notJudgedDiagnostic(reason: NotJudged, options: DiagnosticOptions): Diagnostic {
  const start = { line: 0, character: 0 };
  const { code, severity } = t006;
  const page = options.pageOf(code);
  return {
    range: { start, end: start },
    severity: SEVERITY[severity],
    source: 'srg',
    code,
    message: formatMessage(messageOfNotJudged(reason), options),
    ...(page ? { codeDescription: { href: page } } : {}),
  };
}

/** The same of what went wrong, which is no silence. */
export function failureDiagnostic(error: unknown, options: DiagnosticOptions): Diagnostic {
  return notJudgedDiagnostic(reasonOf(error, options), options);
}

/** The text of an error may hold a text of the file; that of a pack's is about the pack. */
function reasonOf(error: unknown, options: DiagnosticOptions): NotJudged {
  if (error instanceof PackError) return { kind: 'pack', problem: describePackError(error, options).join(' ') };
  return { kind: 'failed', name: error instanceof Error ? error.name : 'Error' };
}
