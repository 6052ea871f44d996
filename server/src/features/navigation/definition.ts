import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { LocationLink } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { codesOf, type Pack, type PackFile } from '../../engine/packs/load-pack.ts';
import type { Concept, GemeenteFile } from '../../engine/packs/pack.ts';
import { isRecordPath } from '../../engine/packs/places.ts';
import type { AttributeModel, ElementModel, SchemaPlace, TypeModel } from '../../engine/schema/model.ts';
import { SourceText } from '../../engine/text/source-text.ts';
import type { TextRange } from '../../engine/text/text-range.ts';
import { trimXml } from '../../engine/text/xml-whitespace.ts';
import { type NodePlace, placeAt } from '../place.ts';
import { toRange } from '../protocol-range.ts';
import { rangeInText } from '../record-label.ts';
import { inLastMonth } from './in-last-month.ts';
import { recordsSharing } from './records-sharing.ts';

export interface DefinitionOptions {
  /** Of the document. */
  readonly uri: string;
}

/**
 * Where the thing at an offset comes from: an element or attribute from its declaration in the XSD, a code from its
 * line in the pack (the XSD where that has no list), a gemeentecode from the list of municipalities. The name of a
 * record leads to the same record in last month's file first, a BSN to the person's other records, a
 * registratienummer to the record in last month's file and to others that bear the number.
 */
export function definitionAt(analysis: DeliveryAnalysis, offset: number, options: DefinitionOptions): LocationLink[] {
  const place = placeAt(analysis, offset);
  if (!place) return [];
  const origin = toRange(analysis.source, place.range);
  return targetsOf(analysis, place, options).map((target) => ({ ...target, originSelectionRange: origin }));
}

function targetsOf(analysis: DeliveryAnalysis, place: NodePlace, options: DefinitionOptions): readonly LocationLink[] {
  const { pack } = analysis;
  const { concept, record } = place;
  const value = trimXml(place.value);
  const before = () => (record ? inLastMonth(analysis, record) : []);
  if (place.kind !== 'value') {
    const declared = inSchema(pack, modelAt(pack, place.path)?.place);
    return isRecordPath(pack, place.path) ? [...before(), ...declared] : declared;
  }
  switch (concept) {
    case undefined:
      return [];
    case 'bsn':
      return others(analysis, place, 'bsn', options);
    case 'registratienummer':
      return [...before(), ...others(analysis, place, 'registratienummer', options)];
    case 'gemeentecode':
      return gemeenteTargets(pack, value);
    default:
      return codeTargets(pack, concept, modelAt(pack, place.path)?.type, value);
  }
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

/** The records other than the one at the place that have its value in common. */
function others(
  analysis: DeliveryAnalysis,
  place: NodePlace,
  concept: 'bsn' | 'registratienummer',
  { uri }: DefinitionOptions,
): LocationLink[] {
  return recordsSharing(analysis, concept, place.value)
    .filter((record) => record !== place.record)
    .map((record) => ({
      targetUri: uri,
      targetRange: toRange(analysis.source, rangeInText(analysis, record, record.range)),
      targetSelectionRange: toRange(analysis.source, rangeInText(analysis, record, record.nameRange)),
    }));
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
