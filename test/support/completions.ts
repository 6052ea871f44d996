import type { CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import { DeliveryAnalysis } from '../../server/src/engine/analysis/delivery-analysis.ts';
import { dayOf } from '../../server/src/engine/delivery/day.ts';
import type { Pack } from '../../server/src/engine/packs/load-pack.ts';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { applyEdits } from '../../server/src/engine/text/text-range.ts';
import { completionsAt } from '../../server/src/features/completion/complete.ts';
import type { CompletionOptions } from '../../server/src/features/completion/item.ts';
import { packs as shipped } from './delivery.ts';
import { cursor } from './markers.ts';

export interface AskOptions {
  /** The character that was typed last, where that is why completion is asked for. */
  trigger?: string;
  packs?: readonly Pack[];
  berichtgevers?: readonly string[];
  isDelivery?: boolean;
  client?: Partial<CompletionOptions['client']>;
}

export const FULL = {
  snippets: true,
  labelDetails: true,
  whitespace: 'asIs',
  suggestsAgain: true,
} as const;
export const PLAIN = {
  snippets: false,
  labelDetails: false,
  whitespace: undefined,
  suggestsAgain: false,
} as const;

/** 15 April 2025. */
export const TODAY = dayOf(2025, 4, 15);

export function open(text: string, { packs = shipped, berichtgevers = [] }: AskOptions = {}): DeliveryAnalysis {
  const analysis = new DeliveryAnalysis(new SourceText(text), { packs, rules: {}, berichtgevers });
  analysis.run();
  return analysis;
}

export function ask(analysis: DeliveryAnalysis, offset: number, options: AskOptions = {}): CompletionList {
  return completionsAt(analysis, offset, {
    language: 'nl',
    maskBsn: false,
    uri: 'file:///x.srg.xml',
    today: TODAY,
    trigger: options.trigger,
    isDelivery: options.isDelivery ?? true,
    client: { ...FULL, ...options.client },
  });
}

/** What is offered at `‹|›`. */
export function completions(marked: string, options: AskOptions = {}): CompletionList {
  const { text, offset } = cursor(marked);
  return ask(open(text, options), offset, options);
}

/** The items that an editor leaves over for what is typed: every word of it begins one of the item's. */
export function matching(marked: string, options: AskOptions = {}): CompletionItem[] {
  const { text, offset } = cursor(marked);
  const source = new SourceText(text);
  return completions(marked, options).items.filter((item) => {
    const typed = text
      .slice(source.offsetAt(rangeOf(item).start), offset)
      .trim()
      .toLowerCase();
    const candidate = (item.filterText ?? item.label).toLowerCase();
    return typed === '' || candidate.startsWith(typed) || candidate.includes(` ${typed}`);
  });
}

export function rangeOf(item: CompletionItem) {
  if (!item.textEdit || !('range' in item.textEdit)) throw new Error('an item without a range');
  return item.textEdit.range;
}

/** The whole text after an item is taken; tab stops stay as the snippet has them. */
export function accept(text: string, item: CompletionItem): string {
  const source = new SourceText(text);
  const edits = [{ range: rangeOf(item), newText: item.textEdit!.newText }, ...(item.additionalTextEdits ?? [])];
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({
      start: source.offsetAt(range.start),
      end: source.offsetAt(range.end),
      newText,
    })),
  );
}

/** The text after the item with this label is taken at `‹|›`; of several, the first. */
export function complete(marked: string, label: string, options: AskOptions = {}): string {
  const items = matching(marked, options);
  const item = items.find((candidate) => candidate.label === label);
  if (!item) throw new Error(`${label} is not offered, but: ${items.map((other) => other.label).join(', ')}`);
  return accept(cursor(marked).text, item);
}
