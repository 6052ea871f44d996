import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { LocationLink } from 'vscode-languageserver-protocol';
import { codesOf, type Pack, type PackFile } from '../../engine/packs/load-pack.ts';
import type { Concept, GemeenteFile } from '../../engine/packs/pack.ts';
import type { AttributeModel, ElementModel, SchemaPlace, TypeModel } from '../../engine/schema/model.ts';
import { SourceText } from '../../engine/text/source-text.ts';
import type { TextRange } from '../../engine/text/text-range.ts';
import { trimXml } from '../../engine/text/xml-whitespace.ts';
import type { NodePlace } from '../place.ts';
import { toRange } from '../protocol-range.ts';

/**
 * Where a pack says what stands at a place: an element or attribute in the XSD, a code in its list (in the XSD where
 * that has none), a gemeentecode in the list of municipalities.
 */
export function declarationOf(
  pack: Pack,
  { kind, path, concept, value }: Pick<NodePlace, 'kind' | 'path' | 'concept' | 'value'>,
): LocationLink[] {
  const model = modelAt(pack, path);
  if (kind !== 'value') return inSchema(pack, model?.place);
  if (concept === undefined) return [];
  const written = trimXml(value);
  return concept === 'gemeentecode' ? gemeenteTargets(pack, written) : codeTargets(pack, concept, model?.type, written);
}

function codeTargets(pack: Pack, concept: Concept, type: TypeModel | undefined, value: string): LocationLink[] {
  const list = pack.manifest.concepts[concept]?.list;
  const index = codesOf(pack, concept)?.codes.findIndex(({ code }) => code === value) ?? -1;
  if (list !== undefined && index >= 0) return inJson(pack.files.codes, ['lists', list, 'codes', index], 'code');
  return inSchema(pack, type?.enumerations.find((enumeration) => enumeration.value === value)?.place);
}

function gemeenteTargets({ gemeenten, files }: Pack, value: string): LocationLink[] {
  if (!gemeenten.has(value) || !files.gemeenten) return [];
  const listed: GemeenteFile = JSON.parse(files.gemeenten.text);
  const index = listed.gemeenten.findIndex(({ code }) => code === value);
  return inJson(files.gemeenten, ['gemeenten', index], 'code');
}

/** The element or attribute at a path, as the XSD declares it. */
function modelAt(pack: Pack, path: readonly string[]): ElementModel | AttributeModel | undefined {
  const last = path[path.length - 1];
  if (!last?.startsWith('@')) return pack.model.element(path);
  const element = pack.model.element(path.slice(0, -1));
  return element?.type.attributes.find(({ name }) => `@${name}` === last);
}

function inJson(file: PackFile | undefined, path: readonly (string | number)[], name: string): LocationLink[] {
  const root = file && parseTree(file.text);
  if (!root) return [];
  const rangeOf = (node: Node | undefined) => node && { start: node.offset, end: node.offset + node.length };
  const find = (to: readonly (string | number)[]) => rangeOf(findNodeAtLocation(root, [...to]));
  return inFile(file, find(path), find([...path, name]));
}

function inSchema(pack: Pack, place: SchemaPlace | undefined): LocationLink[] {
  return inFile(place && pack.schemaFiles.get(place.file), place);
}

function inFile(file: PackFile | undefined, range: TextRange | undefined, selection = range): LocationLink[] {
  if (file?.uri === undefined || !range || !selection) return [];
  const source = new SourceText(file.text);
  return [
    { targetUri: file.uri, targetRange: toRange(source, range), targetSelectionRange: toRange(source, selection) },
  ];
}
