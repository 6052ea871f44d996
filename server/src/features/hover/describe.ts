import { formatMessage, type Message, type MessageOptions } from '../../engine/messages/message.ts';
import { codeOf, type Pack } from '../../engine/packs/load-pack.ts';
import type { Concept, Provenance } from '../../engine/packs/pack.ts';
import { conceptAt } from '../../engine/packs/places.ts';
import type { AttributeModel, ElementModel, TypeModel } from '../../engine/schema/model.ts';
import { MARKDOWN, type Markup } from './markup.ts';

/** Paragraphs on the parts of the format: for hovers, and for what goes with a completion. */

export interface DescribeOptions extends MessageOptions {
  /** Markdown without it. */
  readonly markup?: Markup;
}

/**
 * An element as the schema has it.
 * @param path local names from the root on
 */
export function describeElement(pack: Pack, path: readonly string[], options: DescribeOptions): string[] {
  const model = pack.model.element(path);
  if (!model) return [];
  const { markup, say } = sayer(options);
  const documentation = model.documentation || model.type.documentation;
  return paragraphs(
    markup.strong(model.name),
    markup.text(documentation),
    lines(
      markup,
      typeLine(model.type, options),
      `${say({ key: 'hover.occurs' })}: ${say(occurrence(model))}`,
      provenanceLine(pack, conceptAt(pack, path), documentation, options),
    ),
  );
}

/** An attribute of the element at a path. */
export function describeAttribute(
  pack: Pack,
  path: readonly string[],
  name: string,
  options: DescribeOptions,
): string[] {
  const element = pack.model.element(path);
  const model: AttributeModel | undefined = element?.type.attributes.find((attribute) => attribute.name === name);
  if (!element || !model) return [];
  const { markup, say } = sayer(options);
  const documentation = model.documentation || model.type.documentation;
  return paragraphs(
    `${markup.strong(name)} · ${say({ key: 'hover.attribute', parameters: { element: element.name } })}`,
    markup.text(documentation),
    lines(
      markup,
      model.required ? say({ key: 'hover.required' }) : undefined,
      typeLine(model.type, options),
      provenanceLine(pack, conceptAt(pack, [...path, `@${name}`]), documentation, options),
    ),
  );
}

/** The format that a pack describes: what its namespace stands for. */
export function describePack({ manifest }: Pack, options: DescribeOptions): string[] {
  const { markup, say } = sayer(options);
  return paragraphs(
    markup.strong(manifest.title),
    markup.text(manifest.description),
    lines(
      markup,
      `${say({ key: 'hover.provenance' })}: ${say(provenance(manifest.provenance))}`,
      `${say({ key: 'hover.source' })}: ${markup.text(manifest.source)}`,
    ),
  );
}

/** A code of the list that a concept has, with what it does not go together with. */
export function describeCode(pack: Pack, concept: Concept, value: string, options: DescribeOptions): string[] {
  const { markup, say } = sayer(options);
  const code = codeOf(pack, concept, value);
  if (!code) return [say({ key: 'hover.unknownCode', parameters: { value } })];
  const split = code.provenance.label !== code.provenance.code;
  const parameters = {
    label: provenance(code.provenance.label),
    code: provenance(code.provenance.code),
  };
  const origin = say(split ? { key: 'hover.provenance.split', parameters } : parameters.code);
  const others = concept === 'typeVoorziening' ? clashes(pack, value) : [];
  return paragraphs(
    markup.strong(`${code.code} · ${code.label}`),
    markup.text(code.description),
    lines(
      markup,
      code.group && `${say({ key: 'hover.group' })}: ${markup.text(code.group)}`,
      others.length > 0 ? `${say({ key: 'hover.combinations' })}: ${markup.text(others.join(', '))}` : undefined,
      `${say({ key: 'hover.provenance' })}: ${origin}`,
      `${say({ key: 'hover.source' })}: ${markup.text(code.source)}`,
    ),
  );
}

/** The types that a type does not go together with. */
function clashes(pack: Pack, value: string): string[] {
  const others = pack.combinations
    .filter(({ types }) => types.includes(value))
    .map(({ types: [a, b] }) => (a === value ? b : a));
  return others.map((other) => {
    const short = codeOf(pack, 'typeVoorziening', other)?.short;
    return short ? `${other} ${short}` : other;
  });
}

export function describeGemeente(pack: Pack, code: string, options: DescribeOptions): string[] {
  const { markup, say } = sayer(options);
  const known = pack.gemeenten.get(code);
  if (!known) return [say({ key: 'hover.gemeente.unknown', parameters: { code } })];
  const parameters = { naam: known.naam, provincie: known.provincie ?? '' };
  return [`${markup.strong(code)} · ${say({ key: 'hover.gemeente', parameters })}`];
}

function typeLine({ name, base }: TypeModel, options: DescribeOptions): string | undefined {
  const { markup, say } = sayer(options);
  const names = [name, base].filter((part, i, parts) => part !== undefined && parts.indexOf(part) === i);
  const shown = names.map((part) => markup.code(part!)).join(' · ');
  return shown === '' ? undefined : `${say({ key: 'hover.type' })}: ${shown}`;
}

/** How sure a concept's place is; undefined where the documentation tells that already. */
function provenanceLine(
  pack: Pack,
  concept: Concept | undefined,
  documentation: string,
  options: DescribeOptions,
): string | undefined {
  const place = concept && pack.manifest.concepts[concept];
  if (!place || /Herkomst:/.test(documentation)) return undefined;
  const { say } = sayer(options);
  return `${say({ key: 'hover.provenance' })}: ${say(provenance(place.provenance))}`;
}

function occurrence({ min, max }: ElementModel): Message {
  if (min === 1 && max === 1) return { key: 'hover.occurs.one' };
  if (min === 0 && max === 1) return { key: 'hover.occurs.optional' };
  if (max === Number.POSITIVE_INFINITY) return { key: 'hover.occurs.many', parameters: { min } };
  return { key: 'hover.occurs.range', parameters: { min, max } };
}

function provenance(value: Provenance): Message {
  return { key: `provenance.${value}` };
}

/** What says a message in the markup of the options. */
export function sayer(options: DescribeOptions): { readonly markup: Markup; say(message: Message): string } {
  const { markup = MARKDOWN } = options;
  return { markup, say: (message) => markup.text(formatMessage(message, options)) };
}

function paragraphs(...texts: readonly string[]): string[] {
  return texts.filter((text) => text !== '');
}

/** Lines of one paragraph. */
function lines(markup: Markup, ...texts: readonly (string | undefined)[]): string {
  return texts.filter(Boolean).join(markup.lineBreak);
}
