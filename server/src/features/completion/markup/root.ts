import { CompletionItemKind } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../../engine/analysis/delivery-analysis.ts';
import { monthOf } from '../../../engine/delivery/day.ts';
import { formatValue, notationAt } from '../../../engine/delivery/values/value-notation.ts';
import { formatMessage } from '../../../engine/messages/message.ts';
import { codesOf, type Pack } from '../../../engine/packs/load-pack.ts';
import { conceptAt, repeatingElementPath } from '../../../engine/packs/places.ts';
import type { CompletionDraft, CompletionOptions } from '../item.ts';
import type { CompletionPlace } from '../place.ts';
import { newElement } from '../snippet.ts';
import { beginsWithChoice, laidOut, proposedValue } from './elements.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/** A whole delivery, empty and with one record, for each pack that is known; where there is no root yet. */
export function rootsAt(
  analysis: DeliveryAnalysis,
  place: CompletionPlace,
  offset: number,
  options: CompletionOptions,
): CompletionDraft[] {
  if (place.open.length > 0 || place.before.length > 0 || place.following.siblings.length > 0) return [];
  if (place.kind !== 'content' && place.kind !== 'tagName') return [];
  if (place.tagEnd === 'closed' || place.tagEnd === 'empty') return [];
  const word = place.kind === 'tagName' ? place.range : { start: offset - place.typed.length, end: place.range.end };
  const range = place.tagEnd ? { start: word.start, end: word.end + place.restOfTag!.length } : word;
  const lead = analysis.source.slice(0, range.start).replace('\uFEFF', '');
  return analysis.packs.flatMap((pack) => {
    const { manifest } = pack;
    const model = pack.model.roots.find(({ name }) => name === manifest.root);
    if (!model) return [];
    return ([false, true] as const).map((withRecord): CompletionDraft => {
      const repeatingElement = repeatingElementPath(pack);
      const prefixFor = (namespace: string) => (namespace === manifest.namespace ? '' : undefined);
      const filter = place.kind === 'tagName' ? `<${manifest.root}` : manifest.root;
      const filling = {
        wants: (path: readonly string[]) => withRecord && startsWith(repeatingElement, path),
        valueAt: (path: readonly string[]) => proposed(analysis, pack, path, options),
      };
      const text = laidOut(analysis.source, { ...range, parent: undefined }, options, (layout) => {
        const namespace = manifest.namespace === '' ? '' : ` xmlns="${manifest.namespace}"`;
        const declaration = lead === '' ? [DECLARATION + layout.eol] : [];
        return [...declaration, ...newElement(model, [model.name], { prefixFor, layout, ...filling }, namespace)];
      });
      return {
        label: manifest.root,
        // What tells the two apart comes first: a list cuts off what comes last.
        meaning: formatMessage({ key: withRecord ? 'complete.delivery' : 'complete.emptyDelivery' }, options),
        remark: manifest.title,
        kind: CompletionItemKind.Struct,
        text,
        range,
        filter,
        suggestAgain: beginsWithChoice(pack, model, [model.name], filling),
        about: { pack: manifest.id, subject: { kind: 'element', path: [manifest.root] } },
      };
    });
  });
}

/** The month that has gone by; and in the record what is proposed there. */
function proposed(
  analysis: DeliveryAnalysis,
  pack: Pack,
  path: readonly string[],
  { today }: CompletionOptions,
): string {
  const month = monthOf(today) - 1;
  const concept = conceptAt(pack, path);
  const notation = notationAt(pack, concept, undefined);
  const written = (value: number) => (notation ? formatValue(value, notation) : '');
  switch (concept) {
    case 'berichtgevercode':
      return analysis.expectedBerichtgevers[0] ?? '';
    case 'verslagmaand':
      return written(month);
    case 'statistiekjaar':
      return written(Math.floor(month / 12));
    case 'statistiekmaand':
      return written((month % 12) + 1);
    case 'statistiekcode':
      return codesOf(pack, concept)?.codes[0]?.code ?? '';
    default:
      return proposedValue(analysis, pack, concept, month);
  }
}

function startsWith(path: readonly string[], beginning: readonly string[]): boolean {
  return beginning.length <= path.length && beginning.every((step, i) => step === path[i]);
}
