import type { CompletionList } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { notationAt } from '../../engine/delivery/values/value-notation.ts';
import { conceptAt } from '../../engine/packs/places.ts';
import type { TypeModel } from '../../engine/schema/model.ts';
import { escapeText } from '../../engine/syntax/references.ts';
import { atOnce, type Steps } from '../../engine/text/time-sliced.ts';
import { type CompletionDraft, type CompletionOptions, toItems } from './item.ts';
import { declarationAt } from './markup/declaration.ts';
import { elementsAt } from './markup/elements.ts';
import { instanceValuesAt } from './markup/instance-attributes.ts';
import { rootsAt } from './markup/root.ts';
import { namespacesAt, quoted } from './markup/root-attributes.ts';
import { attributesAt, endTagsAt, markupAt, referencesAt } from './markup/tags.ts';
import { type CompletionPlace, findPlace } from './place.ts';
import { recordAt } from './record-at.ts';
import { berichtgeversAt } from './values/berichtgevers.ts';
import { booleansAt, codesAt, type ValueSite } from './values/codes.ts';
import { datesAt } from './values/dates.ts';
import { monthsAt } from './values/months.ts';
import { bsnsAt, type DeliverySite, numbersAt } from './values/persons.ts';

interface Found {
  readonly drafts: readonly CompletionDraft[];
  /** The next character may bring other ones. */
  readonly incomplete: boolean;
}

const NOTHING: Found = { drafts: [], incomplete: false };

/** What can be written at an offset. */
export function completionsAt(analysis: DeliveryAnalysis, offset: number, options: CompletionOptions): CompletionList {
  return atOnce(findCompletions(analysis, offset, options));
}

/** The same in steps. */
export function* findCompletions(
  analysis: DeliveryAnalysis,
  offset: number,
  options: CompletionOptions,
): Steps<CompletionList> {
  const { drafts, incomplete } = yield* find(analysis, offset, options);
  return { isIncomplete: incomplete, items: toItems(drafts, analysis.source, options) };
}

function* find(analysis: DeliveryAnalysis, offset: number, options: CompletionOptions): Steps<Found> {
  if (analysis.choice.kind === 'other' && !options.isDelivery) return NOTHING;
  const declaration = declarationAt(analysis.source, offset, options);
  if (declaration) return { drafts: declaration, incomplete: false };
  const place = yield* findPlace(analysis, offset);
  if (!place || !answersTo(options.trigger, place)) return NOTHING;
  const references = referencesAt(place, offset);
  if (references.length > 0) return { drafts: references, incomplete: false };
  switch (place.kind) {
    case 'endTag':
      return { drafts: endTagsAt(place, offset, options), incomplete: false };
    case 'attributeName':
      return { drafts: attributesAt(analysis, place, options), incomplete: false };
    case 'attributeValue':
      return attributeValuesAt(analysis, place, offset, options);
    default: {
      const values = valuesAt(analysis, place, offset, options);
      const drafts = [
        ...values.drafts,
        ...(analysis.choice.kind === 'known' ? elementsAt(analysis, place, offset, options) : []),
        ...rootsAt(analysis, place, offset, options),
        ...endTagsAt(place, offset, options),
        ...markupAt(analysis, place, offset, place.model, options),
      ];
      return { drafts, incomplete: values.incomplete };
    }
  }
}

/** Whether a character that was just typed asks for anything where it stands. */
export function answersTo(trigger: string | undefined, place: CompletionPlace): boolean {
  switch (trigger) {
    case ' ':
      return place.kind === 'attributeName';
    case '"':
    case "'":
      return place.kind === 'attributeValue' && place.typed === '';
    case '/':
      return place.kind === 'endTag';
    case '!':
      return place.kind === 'markup';
    default:
      return true;
  }
}

function valuesAt(
  analysis: DeliveryAnalysis,
  place: CompletionPlace,
  offset: number,
  options: CompletionOptions,
): Found {
  const { model } = place;
  if (place.kind !== 'content' || !model || model.type.children.length > 0) return NOTHING;
  const path = place.open.map(({ localName }) => localName);
  return valuesOf(analysis, path, model.type, place, offset, options);
}

function attributeValuesAt(
  analysis: DeliveryAnalysis,
  place: CompletionPlace,
  offset: number,
  options: CompletionOptions,
): Found {
  const namespaces = [...namespacesAt(analysis, place), ...instanceValuesAt(analysis, place)];
  if (namespaces.length > 0 || analysis.choice.kind !== 'known') return { drafts: namespaces, incomplete: false };
  const path = [...place.open.map(({ localName }) => localName), place.tag!.localName];
  const attributes = analysis.pack.model.element(path)?.type.attributes ?? [];
  const model = attributes.find(({ name }) => name === place.attribute!.name);
  if (!model) return NOTHING;
  const { drafts, incomplete } = valuesOf(analysis, [...path, `@${model.name}`], model.type, place, offset, options);
  return { drafts: inAttribute(place, drafts), incomplete };
}

/** Values as they can stand in an attribute. */
export function inAttribute(place: CompletionPlace, drafts: readonly CompletionDraft[]): CompletionDraft[] {
  return drafts.map(({ commit: _commit, ...draft }) => {
    const value = (draft.text as string).replace(/"/g, '&quot;').replace(/'/g, '&apos;');
    return { ...draft, text: quoted(place, value) };
  });
}

function valuesOf(
  analysis: DeliveryAnalysis,
  path: readonly string[],
  type: TypeModel,
  { range, typed }: CompletionPlace,
  offset: number,
  options: CompletionOptions,
): Found {
  const concept = conceptAt(analysis.pack, path);
  const record = recordAt(analysis, offset);
  const written = analysis.source.slice(range.start, range.end);
  const notation = notationAt(analysis.pack, concept, type.base);
  const site: DeliverySite = { analysis, range, path, type, concept, notation, record, typed, written, options };
  if (concept === 'bsn') return bsnsAt(site);
  // The next character may make a day or a month of what is typed.
  return { drafts: [...plainValues(site), ...escaped(numbersAt(site))], incomplete: notation !== undefined };
}

/** The values that can be told without looking at other records. */
export function plainValues(site: ValueSite): CompletionDraft[] {
  return escaped([codesAt, booleansAt, berichtgeversAt, monthsAt, datesAt].flatMap((values) => values(site)));
}

function escaped(drafts: readonly CompletionDraft[]): CompletionDraft[] {
  return drafts.map((draft) => ({ ...draft, text: escapeText(draft.text as string) }));
}
