import { CompletionItemKind } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../../engine/analysis/delivery-analysis.ts';
import { containerIn } from '../../../engine/delivery/container.ts';
import { firstDayOf, type Month, monthOf } from '../../../engine/delivery/day.ts';
import { fictitiousBsn } from '../../../engine/delivery/values/bsn.ts';
import { notationAt, writtenDay } from '../../../engine/delivery/values/value-notation.ts';
import { formatMessage } from '../../../engine/messages/message.ts';
import type { Pack } from '../../../engine/packs/load-pack.ts';
import type { Concept } from '../../../engine/packs/pack.ts';
import { conceptAt, isRecordPath } from '../../../engine/packs/places.ts';
import { mayFollow } from '../../../engine/schema/content-problem.ts';
import type { ElementModel, TypeModel } from '../../../engine/schema/model.ts';
import { namedAt, type PrefixFor } from '../../../engine/syntax/namespaces.ts';
import { NodeKind } from '../../../engine/syntax/node-table.ts';
import type { SourceText } from '../../../engine/text/source-text.ts';
import type { TextEdit, TextRange } from '../../../engine/text/text-range.ts';
import { trimXml } from '../../../engine/text/xml-whitespace.ts';
import type { CompletionDraft, CompletionOptions } from '../item.ts';
import { type SiteOptions, siteAt } from '../layout.ts';
import { type CompletionPlace, partBefore } from '../place.ts';
import { recordAt } from '../record-at.ts';
import { type Content, END, newChildren, newElement, type Pieces } from '../snippet.ts';
import { isWantedBy, typesOf, valueByType } from '../values/asked-by-type.ts';

/** The elements that may stand at a place, each with what it must hold. */
export function elementsAt(
  analysis: DeliveryAnalysis,
  place: CompletionPlace,
  offset: number,
  options: CompletionOptions,
): CompletionDraft[] {
  const { model } = place;
  if (place.kind === 'markup' || !model || model.type.children.length === 0) return [];
  const { pack, source } = analysis;
  const path = place.open.map(({ localName }) => localName);
  const parent = place.open[place.open.length - 1]!.name;
  const around = prefixesAt(analysis, offset);
  const prefixFor = (namespace: string) =>
    namespace === model.namespace ? parent.slice(0, parent.indexOf(':') + 1) : around(namespace);
  const record = recordAt(analysis, offset);
  const month = analysis.verslagmaand ?? monthOf(options.today);
  const type = trimXml(record?.value('typeVoorziening')) ?? '';
  const wants = (inside: readonly string[]) => isWantedBy(pack, type, inside);
  const valueAt = (inside: readonly string[]) => proposedValue(analysis, pack, conceptAt(pack, inside), month);
  const site: ElementSite = { source, pack, place, offset, prefixFor, wants };
  return allowedChildren(model, place).flatMap((child) => {
    const childPath = [...path, child.name];
    const draft = elementDraft(child, childPath, site, options);
    if (!isRecordPath(pack, childPath) || writesInPlace(place, draft.label)) return [draft];
    const remark = formatMessage({ key: 'complete.newPerson' }, options);
    const whole = elementDraft(child, childPath, { ...site, valueAt }, options);
    return [draft, { ...whole, remark }, ...recordsByType(child, childPath, site, options)];
  });
}

/** The record once for each type of voorziening, with what the type asks for; found by the name of the type. */
function recordsByType(
  child: ElementModel,
  path: readonly string[],
  site: ElementSite,
  options: CompletionOptions,
): CompletionDraft[] {
  const { pack } = site;
  return typesOf(pack).map(({ code, short, label }): CompletionDraft => {
    const ofType = {
      ...site,
      wants: (inside: readonly string[]) => isWantedBy(pack, code, inside),
      valueAt: (inside: readonly string[]) => valueByType(pack, code, inside),
    };
    const draft = elementDraft(child, path, ofType, options);
    return {
      ...draft,
      label: `${draft.label} ${short}`,
      remark: code,
      // By the type first: some editors match what is typed with the beginning alone.
      filter: `${site.place.kind === 'tagName' ? '<' : ''}${short} ${draft.label} ${label}`,
      about: { pack: pack.manifest.id, subject: { kind: 'code', concept: 'typeVoorziening', code } },
    };
  });
}

/** Where a new element goes. */
export interface ElementSite extends Pick<Content, 'prefixFor' | 'wants'>, Partial<Pick<Content, 'valueAt'>> {
  readonly withoutRecords?: boolean;
  readonly source: SourceText;
  readonly pack: Pack;
  readonly place: CompletionPlace;
  readonly offset: number;
}

/** An element with what it must hold; where its name is typed in a tag that has its place already, the name alone. */
export function elementDraft(
  child: ElementModel,
  path: readonly string[],
  site: ElementSite,
  options: CompletionOptions,
): CompletionDraft {
  const { pack, place, prefixFor, wants, valueAt = () => '', withoutRecords = false } = site;
  const range = wordOf(place, site.offset);
  const { name, declaration } = namedAt(child, prefixFor);
  const base = {
    label: name,
    remark: formatMessage({ key: occurrence(child) }, options),
    kind: CompletionItemKind.Property,
    filter: place.kind === 'tagName' ? `<${name}` : name,
    about: { pack: pack.manifest.id, subject: { kind: 'element', path } },
  } as const;
  if (replacesTag(place, name)) return { ...base, range, text: `<${name}`, more: renamedEnd(place, name) };
  if (closesAtOnce(place, name)) return { ...base, range, text: [`<${name}${declaration}>`] };
  const whole = wholeTag(place, range);
  const listsChoices = !options.client.suggestsAgain;
  const make = (layout: Content['layout']) =>
    newElement(child, path, { prefixFor, layout, wants, valueAt, listsChoices });
  const text = laidOut(site.source, { ...whole, parent: place.open.at(-1)?.name }, options, make);
  return {
    ...base,
    range: whole,
    text,
    suggestAgain: beginsWithChoice(pack, child, path, { wants, valueAt, withoutRecords }),
  };
}

/** It is the name of an element that is there already. */
function replacesTag({ tagEnd, following }: CompletionPlace, name: string): boolean {
  return tagEnd === 'empty' || tagEnd === 'closed' || (tagEnd === 'open' && following.strayEnd === name);
}

/** Nothing but a name or a start tag is written. */
function writesInPlace(place: CompletionPlace, name: string): boolean {
  return replacesTag(place, name) || closesAtOnce(place, name);
}

const LISTED_CONCEPTS: readonly (Concept | undefined)[] = ['gemeentecode', 'berichtgevercode'];
/** Those of which other records have the values to choose from. */
const RECORDED_CONCEPTS: readonly (Concept | undefined)[] = ['bsn', 'registratienummer'];

/** What a new element holds, as far as it matters for what is filled in first. */
type Filling = Pick<Content, 'wants' | 'valueAt'> & {
  /** There are no records to choose from. */
  readonly withoutRecords?: boolean;
};

/** The first value to fill in of a new element has nothing proposed for it, and there is something to choose from. */
export function beginsWithChoice(pack: Pack, model: ElementModel, path: readonly string[], filling: Filling): boolean {
  const { attributes, children } = model.type;
  const attribute = attributes.find(({ required }) => required);
  if (attribute) return isChoice(pack, attribute.type, [...path, `@${attribute.name}`], filling);
  if (children.length === 0) return isChoice(pack, model.type, path, filling);
  const first = newChildren(model, path, filling)[0];
  return first !== undefined && beginsWithChoice(pack, first, [...path, first.name], filling);
}

function isChoice(pack: Pack, type: TypeModel, path: readonly string[], filling: Filling): boolean {
  if (filling.valueAt(path) !== '') return false;
  const concept = conceptAt(pack, path);
  if (RECORDED_CONCEPTS.includes(concept)) return !filling.withoutRecords;
  const isDated = notationAt(pack, concept, type.base) !== undefined;
  return type.enumerations.length > 0 || type.base === 'boolean' || isDated || LISTED_CONCEPTS.includes(concept);
}

function occurrence({ min, max }: ElementModel) {
  if (min > 0) return 'complete.required';
  return max > 1 ? 'complete.repeated' : 'complete.optional';
}

/**
 * The elements of a content model that may still come between those before and those behind: where the schema sets an
 * order, from the last one before to the first one behind; else what it lets come next; in all cases as often as it allows.
 * @param present those that count for that, where it is not all of them
 */
export function allowedChildren(
  model: ElementModel,
  { before, following }: Pick<CompletionPlace, 'before' | 'following'>,
  present: readonly string[] = [...before, ...following.siblings],
): ElementModel[] {
  const { children, ordered } = model.type;
  const counts = new Map<string, number>();
  for (const name of present) counts.set(name, (counts.get(name) ?? 0) + 1);
  const mayCome = children.filter(({ name, max }) => (counts.get(name) ?? 0) < max);
  if (!ordered) {
    const next = mayFollow(model.type, before);
    return next ? mayCome.filter(({ name }) => next.includes(name)) : mayCome;
  }
  const place = (name: string) => children.findIndex((child) => child.name === name);
  const from = [...new Set(before)].reduce((last, name) => Math.max(last, place(name)), 0);
  const behind = following.siblings.map(place).filter((index) => index >= 0);
  const to = behind.length > 0 ? Math.min(...behind) : children.length - 1;
  const inOrder = mayCome.filter(({ name }) => from <= place(name) && place(name) <= to);
  // Where what is there stands in no order, what is missing still has to come somewhere.
  return from > to ? mayCome : inOrder;
}

/** What is proposed for a value of a new record: a person who can't exist, and the first day of the month. */
export function proposedValue(
  analysis: DeliveryAnalysis,
  pack: Pack,
  concept: Concept | undefined,
  month: Month,
): string {
  if (concept === 'bsn') {
    // Not before all of the file is known can it be said what is not in it.
    if (!analysis.done) return '';
    return fictitiousBsn((bsn) => analysis.recordsWith('bsn', bsn).length > 0, analysis.source.length);
  }
  return concept === 'begindatum' ? writtenDay(pack, concept, firstDayOf(month)) : '';
}

/** The name that is typed, with its `<`; of stray text the last word. */
function wordOf(place: CompletionPlace, offset: number): TextRange {
  if (place.kind !== 'content') return place.range;
  const word = /[^ \t\r\n]*$/.exec(place.typed)![0];
  return { start: offset - word.length, end: word === '' ? offset : place.range.end };
}

/** A half-typed tag that has its `>` and no end tag makes way for the whole element. */
function wholeTag(place: CompletionPlace, range: TextRange): TextRange {
  if (place.tagEnd !== 'open') return range;
  return { start: range.start, end: range.end + place.restOfTag!.length };
}

/** What follows is the end tag of the element that is being typed. */
function closesAtOnce(place: CompletionPlace, name: string): boolean {
  return place.following.endTag === name && place.open[place.open.length - 1]?.name !== name;
}

function renamedEnd(place: CompletionPlace, name: string): TextEdit[] {
  const { ownEnd } = place.following;
  return ownEnd ? [{ ...ownEnd, newText: name }] : [];
}

/**
 * A new element in the place of a range, laid out as its neighbours are.
 * @param place what it replaces, and what is known of the element around it
 */
export function laidOut(
  source: SourceText,
  { start, end, ...around }: TextRange & Omit<SiteOptions, 'relative'>,
  options: CompletionOptions,
  make: (layout: Content['layout']) => Pieces,
): Pieces {
  const site = siteAt(source, start, end, { ...around, relative: options.client.whitespace === 'adjust' });
  return [site.before, ...make(site.layout), END, site.after].filter((piece) => piece !== '');
}

/** The prefixes of the element around an offset; between records, of the one around all of these. */
function prefixesAt(analysis: DeliveryAnalysis, offset: number): PrefixFor {
  const part = partBefore(analysis, offset);
  let node = part ? part.tree.nodeAt(Math.max(0, offset - part.start - 1)) : -1;
  while (part && node >= 0 && part.tree.kind(node) !== NodeKind.Element) node = part.tree.parent(node);
  if (part && node >= 0) return (namespace) => part.tree.prefixIn(node, namespace);
  const { tree } = analysis.segmentAt(0);
  const container = containerIn(tree, analysis.pack);
  return (namespace) => (container < 0 ? undefined : tree.prefixIn(container, namespace));
}
