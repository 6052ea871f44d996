import { CompletionItemKind } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../../engine/analysis/delivery-analysis.ts';
import { formatMessage } from '../../../engine/messages/message.ts';
import type { Pack } from '../../../engine/packs/load-pack.ts';
import type { ElementModel } from '../../../engine/schema/model.ts';
import type { CompletionDraft, CompletionOptions } from '../item.ts';
import type { CompletionPlace } from '../place.ts';
import { END } from '../snippet.ts';
import { instanceAttributesAt } from './instance-attributes.ts';
import { rootAttributesAt } from './root-attributes.ts';

/** The end tag of the innermost open element: where one is being typed, or where it has none. */
export function endTagsAt(place: CompletionPlace, offset: number, options: CompletionOptions): CompletionDraft[] {
  const top = place.open[place.open.length - 1];
  if (!top) return [];
  const typing = place.kind === 'endTag' || /^<\/?$/.test(place.typed);
  if (!typing && (place.kind !== 'content' || place.following.closed)) return [];
  if (place.typed === '<' && place.following.closed) return [];
  const text = `</${top.name}>`;
  return [
    {
      label: text,
      remark: formatMessage({ key: 'complete.endTag' }, options),
      kind: CompletionItemKind.Property,
      text: typing ? text : place.typed === '' ? [END, text] : text,
      range: typing ? place.range : { start: offset, end: offset },
      ...(typing ? {} : { filter: place.typed + text }),
      preselect: place.kind === 'endTag',
    },
  ];
}

/** The attributes that the schema has for the tag and that it has not yet, and those that any root may have. */
export function attributesAt(
  analysis: DeliveryAnalysis,
  place: CompletionPlace,
  options: CompletionOptions,
): CompletionDraft[] {
  const { tag } = place;
  if (!tag) return [];
  const path = [...place.open.map(({ localName }) => localName), tag.localName];
  const { choice } = analysis;
  const drafts = choice.kind === 'known' ? attributeDrafts(choice.pack, path, place, options) : [];
  return [...drafts, ...rootAttributesAt(analysis, place, options), ...instanceAttributesAt(analysis, place, options)];
}

/** The attributes of the element at a path that its tag has not yet. */
export function attributeDrafts(
  pack: Pack,
  path: readonly string[],
  { tag, hasValue, range }: CompletionPlace,
  options: CompletionOptions,
): CompletionDraft[] {
  const attributes = pack.model.element(path)?.type.attributes ?? [];
  const missing = attributes.filter(({ name }) => !tag?.attributes.includes(name));
  return missing.map((attribute) => {
    const key = attribute.required ? 'complete.required' : 'complete.optional';
    return {
      label: attribute.name,
      remark: formatMessage({ key }, options),
      kind: CompletionItemKind.Field,
      text: hasValue ? attribute.name : [`${attribute.name}="`, { stop: '' }, '"'],
      range,
      suggestAgain: true,
      about: { pack: pack.manifest.id, subject: { kind: 'attribute', path, name: attribute.name } },
    };
  });
}

/** Comments, CDATA, references and the XML declaration. */
export function markupAt(
  { source }: DeliveryAnalysis,
  place: CompletionPlace,
  offset: number,
  model: ElementModel | undefined,
  options: CompletionOptions,
): CompletionDraft[] {
  const say = (key: 'complete.comment' | 'complete.cdata' | 'complete.declaration') => formatMessage({ key }, options);
  const drafts: CompletionDraft[] = [];
  // A name behind the `<` is that of a tag.
  const isTag = place.kind === 'tagName' && source.slice(offset, place.range.end).replace('>', '') !== '';
  const opening = !isTag && (place.kind === 'markup' || place.typed === '<' || place.typed === '');
  const at = place.typed === '' ? { start: offset, end: offset } : place.range;
  const kind = CompletionItemKind.Keyword;
  const isText = model !== undefined && model.type.children.length === 0;
  // Nothing may stand before the XML declaration.
  if (at.end === 0 && source.slice(0, 5) === '<?xml') return [];
  if (opening && place.kind !== 'attributeName' && place.kind !== 'attributeValue') {
    drafts.push({
      label: '<!-- -->',
      meaning: say('complete.comment'),
      kind,
      text: ['<!-- ', { stop: '' }, ' -->'],
      range: at,
      filter: '<!--',
    });
    if (isText) {
      const text = ['<![CDATA[', { stop: '' }, ']]>'];
      drafts.push({
        label: '<![CDATA[ ]]>',
        meaning: say('complete.cdata'),
        kind,
        text,
        range: at,
        filter: '<![CDATA[',
      });
    }
    if (at.start === 0) {
      const text = '<?xml version="1.0" encoding="UTF-8"?>';
      drafts.push({ label: '<?xml ?>', meaning: say('complete.declaration'), kind, text, range: at, filter: '<?xml' });
    }
  }
  return drafts;
}

const REFERENCES = [
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
] as const;

/** The references that XML knows, behind an `&`. */
export function referencesAt(place: CompletionPlace, offset: number): CompletionDraft[] {
  const typed = /&\w*$/.exec(place.typed)?.[0];
  if (typed === undefined) return [];
  return REFERENCES.map(([text, meaning]) => ({
    label: text,
    meaning,
    kind: CompletionItemKind.Constant,
    text,
    range: { start: offset - typed.length, end: offset },
  }));
}
