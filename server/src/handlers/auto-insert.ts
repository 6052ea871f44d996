import type { ClientCapabilities } from 'vscode-languageserver';
import { timeSliced } from '../engine/text/time-sliced.ts';
import { findAutoClose } from '../features/structure/auto-close.ts';
import { AUTO_INSERT, type AutoInsertParams } from '../protocol/auto-insert.ts';
import type { RequestGroup } from './handler-context.ts';

/** Whether the client says that it sends this request while the user types; then nothing else may close tags. */
export function asksForClosingTags({ experimental }: ClientCapabilities): boolean {
  return (experimental as { srgAutoInsert?: unknown } | undefined)?.srgAutoInsert === true;
}

/** Answers with a snippet to put at the position, or null. */
export const autoInsert: RequestGroup = {
  capabilities: () => ({}),

  register(connection, { onDelivery }) {
    connection.onRequest(
      AUTO_INSERT,
      onDelivery<AutoInsertParams, string | null>(
        'autoInsert',
        null,
        async ({ position }, snapshot) => {
          const { analysis } = snapshot;
          const steps = findAutoClose(analysis, analysis.source.offsetAt(position));
          const close = await timeSliced(steps, () => !snapshot.isEdited());
          if (!close) return null;
          const text = close.text.replace(/[\\$}]/g, '\\$&');
          return close.cursor === 'before' ? `$0${text}` : text;
        },
        'place',
      ),
    );
  },
};
