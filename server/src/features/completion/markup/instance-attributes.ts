import { CompletionItemKind } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../../engine/analysis/delivery-analysis.ts';
import { formatMessage, type MessageKey } from '../../../engine/messages/message.ts';
import type { Pack } from '../../../engine/packs/load-pack.ts';
import { XSI } from '../../../engine/rules/technical/schema-location.ts';
import type { ElementModel } from '../../../engine/schema/model.ts';
import { NodeKind } from '../../../engine/syntax/node-table.ts';
import { fileNameOf } from '../../../engine/text/uri.ts';
import type { CompletionDraft, CompletionOptions } from '../item.ts';
import type { CompletionPlace } from '../place.ts';
import type { Pieces } from '../snippet.ts';
import { quoted } from './root-attributes.ts';

/**
 * The attributes of the schema-instance namespace that the tag may have: where its XSD lies on the root, `nil` and `type`
 * where the schema lets them stand. Where no prefix stands for the namespace yet, its declaration comes along.
 */
export function instanceAttributesAt(
  analysis: DeliveryAnalysis,
  place: CompletionPlace,
  options: CompletionOptions,
): CompletionDraft[] {
  const { tag, range, hasValue } = place;
  if (!tag || analysis.choice.kind !== 'known') return [];
  const { pack } = analysis;
  const declared = prefixesOf(analysis, place);
  const prefix = declared[0] ?? 'xsi';
  // A name before a value declares something else.
  if (declared.length === 0 && hasValue) return [];
  const declaration = declared.length === 0 ? `xmlns:${prefix}="${XSI}" ` : '';
  const draft = (local: string, key: MessageKey, value: Pieces): CompletionDraft[] => {
    const name = `${prefix}:${local}`;
    if (tag.attributes.includes(name)) return [];
    const remark = formatMessage({ key }, options);
    const text = hasValue ? name : [`${declaration}${name}="`, ...value, '"'];
    return [{ label: name, remark, kind: CompletionItemKind.Field, text, range, suggestAgain: true }];
  };
  const element = elementAt(pack, place);
  const types = element ? typesOf(pack, element) : [];
  return [
    ...(place.open.length === 0 ? locationOf(pack, draft) : []),
    ...(element?.isNillable ? draft('nil', 'complete.nil', [{ stop: 'true' }]) : []),
    ...(types.length > 0 ? draft('type', 'complete.type', [{ stop: '' }]) : []),
  ];
}

type Draft = (local: string, key: MessageKey, value: Pieces) => CompletionDraft[];

function locationOf({ manifest }: Pack, draft: Draft): CompletionDraft[] {
  const file = { stop: fileNameOf(manifest.schema) };
  return manifest.namespace === ''
    ? draft('noNamespaceSchemaLocation', 'complete.schemaLocation', [file])
    : draft('schemaLocation', 'complete.schemaLocation', [`${manifest.namespace} `, file]);
}

/** What such an attribute may say. */
export function instanceValuesAt(analysis: DeliveryAnalysis, place: CompletionPlace): CompletionDraft[] {
  const { attribute, range } = place;
  if (!attribute || analysis.choice.kind !== 'known') return [];
  const [prefix, local] = attribute.name.split(':');
  if (local === undefined || !prefixesOf(analysis, place).includes(prefix!)) return [];
  const { pack } = analysis;
  const element = elementAt(pack, place);
  const values =
    local === 'nil' ? (element?.isNillable ? ['true', 'false'] : []) : local === 'type' ? named(pack, place) : [];
  return values.map((label) => ({ label, kind: CompletionItemKind.EnumMember, text: quoted(place, label), range }));
}

/** The names of the types, with the prefix that the tag has. */
function named(pack: Pack, place: CompletionPlace): string[] {
  const element = elementAt(pack, place);
  const { name } = place.tag!;
  const prefix = name.slice(0, name.indexOf(':') + 1);
  return element ? typesOf(pack, element).map((type) => prefix + type) : [];
}

function elementAt({ model }: Pack, { open, tag }: CompletionPlace): ElementModel | undefined {
  return model.element([...open.map(({ localName }) => localName), tag!.localName]);
}

/** The types to choose from; none where there is no choice. */
function typesOf({ model }: Pack, { type }: ElementModel): string[] {
  const names = model.typesFor(type).flatMap(({ name }) => name ?? []);
  return names.length > 1 || type.isAbstract ? names : [];
}

/** The prefixes that stand for the schema-instance namespace: on the root, or on the tag itself. */
function prefixesOf(analysis: DeliveryAnalysis, { tag }: CompletionPlace): string[] {
  const { tree } = analysis.segmentAt(0);
  const found: string[] = [];
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) !== NodeKind.Element) continue;
    for (const attribute of tree.attributes(node)) {
      const name = tree.name(attribute);
      if (name.startsWith('xmlns:') && tree.value(attribute) === XSI) found.push(name.slice('xmlns:'.length));
    }
    break;
  }
  if (tag?.attributes.includes('xmlns:xsi') && !found.includes('xsi')) found.push('xsi');
  return found;
}
