import type { CodeLens, Command } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { formatMessage, type MessageOptions } from '../../engine/messages/message.ts';
import { codeOf } from '../../engine/packs/load-pack.ts';
import type { TextRange } from '../../engine/text/text-range.ts';
import { headerElement, rootElement } from '../delivery-label.ts';
import { locationsOf } from '../navigation/references.ts';
import { toRange } from '../protocol-range.ts';
import { rangeInText } from '../record-label.ts';

export interface CodeLensOptions extends MessageOptions {
  /** Of the document. */
  readonly uri: string;
  /** The client knows the command `srg.showReferences` (uri, position, locations). */
  readonly canShowReferences: boolean;
}

/** What a lens carries from the list of all to the one that is looked at. */
export interface CodeLensData {
  readonly uri: string;
  readonly kind: 'person' | 'types';
  /** Where it stands, counted in the text. */
  readonly offset: number;
}

const MOST = 5_000;
const TYPES_NAMED = 6;

/**
 * A lens at the header, for the counts by type, and one at the first of consecutive records of a person who has more
 * than one record. What they say is told by {@link resolveCodeLens}, for those in sight.
 */
export function codeLensesOf(analysis: DeliveryAnalysis, uri: string): CodeLens[] {
  if (analysis.choice.kind !== 'known') return [];
  const lens = (range: TextRange, kind: CodeLensData['kind']): CodeLens => ({
    range: toRange(analysis.source, range),
    data: { uri, kind, offset: range.start } satisfies CodeLensData,
  });
  const header = headerElement(analysis) ?? rootElement(analysis);
  const lenses = header ? [lens(header.nameRange, 'types')] : [];
  let before: string | undefined;
  for (const owner of analysis.ownersIn()) {
    for (const record of analysis.recordsOf(owner)) {
      const bsn = record.value('bsn');
      if (bsn !== undefined && bsn !== before && analysis.recordsWith('bsn', bsn).length > 1) {
        lenses.push(lens(rangeInText(analysis, record, record.nameRange), 'person'));
        if (lenses.length >= MOST) return lenses;
      }
      before = bsn;
    }
  }
  return lenses;
}

/** The words of a lens and what a click does; undefined where what it was about is gone. */
export function resolveCodeLens(
  analysis: DeliveryAnalysis,
  { kind, offset }: CodeLensData,
  options: CodeLensOptions,
): Command | undefined {
  if (analysis.choice.kind !== 'known') return undefined;
  if (kind === 'types') return { title: countsByType(analysis, options), command: '' };
  const { owner, start } = analysis.segmentAt(offset);
  const record = analysis
    .recordsOf(owner)
    .find(({ range }) => range.start <= offset - start && offset - start < range.end);
  const bsn = record?.value('bsn');
  if (bsn === undefined) return undefined;
  const count = analysis.recordsWith('bsn', bsn).length;
  const title = formatMessage({ key: count === 1 ? 'person.one' : 'lens.person', parameters: { count } }, options);
  if (!options.canShowReferences) return { title, command: '' };
  const { uri } = options;
  const position = analysis.source.positionAt(offset);
  return { title, command: 'srg.showReferences', arguments: [uri, position, locationsOf(analysis, 'bsn', bsn, uri)] };
}

/** `84 voorzieningen: 30 × LKS P-wet, 12 × Beschut werk, …`, the most frequent first. */
function countsByType(analysis: DeliveryAnalysis, options: MessageOptions): string {
  const counts = new Map<string, number>();
  let records = 0;
  for (const owner of analysis.ownersIn()) {
    for (const record of analysis.recordsOf(owner)) {
      const type = record.value('typeVoorziening') ?? '?';
      counts.set(type, (counts.get(type) ?? 0) + 1);
      records++;
    }
  }
  const title = formatMessage(
    { key: records === 1 ? 'person.one' : 'person.all', parameters: { count: records } },
    options,
  );
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const named = sorted.slice(0, TYPES_NAMED).map(([type, count]) => {
    return `${count} × ${codeOf(analysis.pack, 'typeVoorziening', type)?.short ?? type}`;
  });
  if (sorted.length > TYPES_NAMED) named.push('…');
  return named.length > 0 ? `${title}: ${named.join(', ')}` : title;
}
