import { formatMessage, type Message, type MessageOptions } from '../../engine/messages/message.ts';
import { codeOf, conceptAt, type Pack } from '../../engine/packs/load-pack.ts';
import type { Concept, Provenance } from '../../engine/packs/pack.ts';
import type { AttributeModel, ElementModel, TypeModel } from '../../engine/schema/model.ts';

/** Paragraphs in Markdown on the parts of the format: for hovers, and for what goes with a completion. */

/**
 * An element as the schema has it.
 * @param path local names from the root on
 */
export function describeElement(pack: Pack, path: readonly string[], options: MessageOptions): string[] {
  const model = pack.model.element(path);
  if (!model) return [];
  const say = (message: Message) => formatMessage(message, options);
  const documentation = model.documentation || model.type.documentation;
  return paragraphs(
    `**${model.name}**`,
    documentation,
    lines(
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
  options: MessageOptions,
): string[] {
  const element = pack.model.element(path);
  const model: AttributeModel | undefined = element?.type.attributes.find((attribute) => attribute.name === name);
  if (!element || !model) return [];
  const say = (message: Message) => formatMessage(message, options);
  const documentation = model.documentation || model.type.documentation;
  return paragraphs(
    `**${name}** · ${say({ key: 'hover.attribute', parameters: { element: element.name } })}`,
    documentation,
    lines(
      model.required ? say({ key: 'hover.required' }) : undefined,
      typeLine(model.type, options),
      provenanceLine(pack, conceptAt(pack, [...path, `@${name}`]), documentation, options),
    ),
  );
}

/** The format that a pack describes: what its namespace stands for. */
export function describePack({ manifest }: Pack, options: MessageOptions): string[] {
  const say = (key: 'hover.provenance' | 'hover.source') => formatMessage({ key }, options);
  return paragraphs(
    `**${manifest.title}**`,
    manifest.description,
    lines(
      `${say('hover.provenance')}: ${provenance(manifest.provenance, options)}`,
      `${say('hover.source')}: ${manifest.source}`,
    ),
  );
}

/** A code of the list that a concept has, with what it does not go together with. */
export function describeCode(pack: Pack, concept: Concept, value: string, options: MessageOptions): string[] {
  const say = (message: Message) => formatMessage(message, options);
  const code = codeOf(pack, concept, value);
  if (!code) return [say({ key: 'hover.unknownCode', parameters: { value } })];
  const split = code.provenance.label !== code.provenance.code;
  const parameters = {
    label: provenance(code.provenance.label, options),
    code: provenance(code.provenance.code, options),
  };
  const origin = split ? say({ key: 'hover.provenance.split', parameters }) : parameters.code;
  const others = concept === 'typeVoorziening' ? clashes(pack, value) : [];
  return paragraphs(
    `**${code.code} · ${code.label}**`,
    code.description,
    lines(
      code.group && `${say({ key: 'hover.group' })}: ${code.group}`,
      others.length > 0 ? `${say({ key: 'hover.combinations' })}: ${others.join(', ')}` : undefined,
      `${say({ key: 'hover.provenance' })}: ${origin}`,
      `${say({ key: 'hover.source' })}: ${code.source}`,
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

export function describeGemeente(pack: Pack, code: string, options: MessageOptions): string[] {
  const known = pack.gemeenten.get(code);
  if (!known) return [formatMessage({ key: 'hover.gemeente.unknown', parameters: { code } }, options)];
  const parameters = { naam: known.naam, provincie: known.provincie ?? '' };
  return [`**${code}** · ${formatMessage({ key: 'hover.gemeente', parameters }, options)}`];
}

function typeLine({ name, base }: TypeModel, options: MessageOptions): string | undefined {
  const names = [name, base].filter((part, i, parts) => part && parts.indexOf(part) === i);
  return names.length > 0 ? `${formatMessage({ key: 'hover.type' }, options)}: \`${names.join('` · `')}\`` : undefined;
}

/** How sure a concept's place is; undefined where the documentation tells that already. */
function provenanceLine(
  pack: Pack,
  concept: Concept | undefined,
  documentation: string,
  options: MessageOptions,
): string | undefined {
  const place = concept && pack.manifest.concepts[concept];
  if (!place || /Herkomst:/.test(documentation)) return undefined;
  return `${formatMessage({ key: 'hover.provenance' }, options)}: ${provenance(place.provenance, options)}`;
}

function occurrence({ min, max }: ElementModel): Message {
  if (min === 1 && max === 1) return { key: 'hover.occurs.one' };
  if (min === 0 && max === 1) return { key: 'hover.occurs.optional' };
  if (max === Number.POSITIVE_INFINITY) return { key: 'hover.occurs.many', parameters: { min } };
  return { key: 'hover.occurs.range', parameters: { min, max } };
}

function provenance(value: Provenance, options: MessageOptions): string {
  return formatMessage({ key: `provenance.${value}` }, options);
}

function paragraphs(...texts: readonly string[]): string[] {
  return texts.filter((text) => text !== '');
}

/** Lines of one paragraph. */
function lines(...texts: readonly (string | undefined)[]): string {
  return texts.filter(Boolean).join('  \n');
}
