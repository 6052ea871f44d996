import type { DeliveryAnalysis } from '../../../engine/analysis/delivery-analysis.ts';
import type { Voorziening } from '../../../engine/delivery/record.ts';
import type { Pack } from '../../../engine/packs/load-pack.ts';
import { conceptAt, pathOfConcept } from '../../../engine/packs/places.ts';
import { PERSONAL, type Personal } from '../../../engine/rules/content/person/i108-persoonsgegevens.ts';
import { type NodeId, NodeKind } from '../../../engine/syntax/node-table.ts';
import { escapeAttribute, escapeText } from '../../../engine/syntax/references.ts';
import type { SyntaxTree } from '../../../engine/syntax/tree.ts';
import { shift, type TextEdit, type TextRange } from '../../../engine/text/text-range.ts';
import { isXmlBlank, trimXml } from '../../../engine/text/xml-whitespace.ts';
import { othersWithBsn } from './codes.ts';

/** The edits that give a record what the file says of the person with a BSN. */
export type FillPerson = (bsn: string) => TextEdit[];

/**
 * Fills the elements and attributes of a record that are there and hold nothing. Where the records of the person don't
 * say the same, nothing is chosen for the user.
 */
export function personFiller(analysis: DeliveryAnalysis, record: Voorziening | undefined): FillPerson {
  // Not before all of the file is known can it be told that the records agree.
  if (!record || !analysis.done) return () => [];
  const tree = analysis.treeOf(record.owner);
  const start = analysis.startOf(record.owner);
  const missing = PERSONAL.flatMap((concept) => {
    const node = nodeOf(analysis.pack, tree, record, concept);
    const fill = node === undefined ? undefined : missingAt(tree, node);
    return fill ? [{ concept, fill }] : [];
  });
  return (bsn) => {
    const others = missing.length > 0 ? othersWithBsn(analysis, bsn, record) : [];
    return missing.flatMap(({ concept, fill }) => {
      const value = agreedValue(others, concept);
      if (value === undefined) return [];
      const { newText, ...range } = fill(value);
      return [{ ...shift(range, start), newText }];
    });
  };
}

/** Where a concept sits in a record; a BSN that has no end tag yet holds what is to come behind it. */
function nodeOf(pack: Pack, tree: SyntaxTree, record: Voorziening, concept: Personal): NodeId | undefined {
  const node = record.nodeOf(concept);
  if (node >= 0) return node;
  const bsn = record.nodeOf('bsn');
  const around = pathOfConcept(pack, 'bsn')?.slice(0, -1);
  if (bsn < 0 || !around || tree.kind(bsn) !== NodeKind.Element || tree.endNameRange(bsn)) return undefined;
  return [...tree.elements(bsn)].find((child) => conceptAt(pack, [...around, tree.localName(child)]) === concept);
}

/**
 * What the records that have a value agree on. The arbeidsvermogen may change: it is the person's only where each
 * record has the same.
 */
function agreedValue(records: readonly Voorziening[], concept: Personal): string | undefined {
  const values = new Set(records.map((record) => trimXml(record.value(concept))));
  if (concept !== 'arbeidsvermogen') values.delete(undefined);
  return values.size === 1 ? [...values][0] : undefined;
}

/** How an element or attribute is given a value; undefined where it has one, holds anything else or is not whole. */
function missingAt(tree: SyntaxTree, node: NodeId): ((value: string) => TextEdit) | undefined {
  const range = tree.range(node);
  if (tree.kind(node) === NodeKind.Attribute) {
    const content = tree.contentRange(node);
    const isWhole = /=[ \t\r\n]*(?:"[ \t\r\n]*"|'[ \t\r\n]*')$/.test(tree.text(range));
    return isWhole ? (value) => ({ ...content, newText: escapeAttribute(value) }) : undefined;
  }
  if (tree.isEmptyTag(node)) {
    const close = /[ \t\r\n]*\/>$/.exec(tree.text(range));
    if (!close) return undefined;
    const end: TextRange = { start: range.end - close[0].length, end: range.end };
    return (value) => ({ ...end, newText: `>${escapeText(value)}</${tree.name(node)}>` });
  }
  const content = tree.contentRange(node);
  if (!tree.endNameRange(node) || !isXmlBlank(tree.text(content))) return undefined;
  return (value) => ({ ...content, newText: escapeText(value) });
}
