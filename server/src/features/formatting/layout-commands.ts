import type { CodeAction } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { formatMessage, type MessageKey, type MessageOptions } from '../../engine/messages/message.ts';
import { type FormatStyle, isLaidOut } from './formatting.ts';

/** The kind of the code actions for a layout of the whole document. */
export const LAYOUT_KIND = 'source.layout.srg';

interface LayoutCommand {
  readonly title: MessageKey;
  readonly layout: FormatStyle;
}

/** The commands of the server that lay out a whole document; their argument is its address. */
export const LAYOUT_COMMANDS: Readonly<Record<string, LayoutCommand>> = {
  'srg.toLines': { title: 'layout.lines', layout: { kind: 'lines', indent: '  ' } },
  'srg.toOneLine': { title: 'layout.oneLine', layout: { kind: 'oneLine' } },
};

/** The commands as code actions, for every editor has a place for those. They are worked out when chosen. */
export function layoutActions(analysis: DeliveryAnalysis, uri: string, options: MessageOptions): CodeAction[] {
  if (!isLaidOut(analysis)) return [];
  return Object.entries(LAYOUT_COMMANDS)
    .filter(([, { layout }]) => layout.kind === 'lines' || analysis.source.lineCount > 1)
    .map(([command, { title: key }]) => {
      const title = formatMessage({ key }, options);
      return { title, kind: LAYOUT_KIND, command: { title, command, arguments: [uri] } };
    });
}
