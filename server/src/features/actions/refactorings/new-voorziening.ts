import type { Voorziening } from '../../../engine/delivery/record.ts';
import type { Concept } from '../../../engine/packs/pack.ts';
import { conceptAt } from '../../../engine/packs/places.ts';
import { copyOf, freshNumber, insertBehind } from '../../../engine/rules/fixes/copy-record.ts';
import { cut } from '../../../engine/rules/fixes/edits.ts';
import { giveValue } from '../../../engine/rules/fixes/give-value.ts';
import { type NodeId, NodeKind } from '../../../engine/syntax/node-table.ts';
import type { TextEdit } from '../../../engine/text/text-range.ts';
import { isXmlBlank } from '../../../engine/text/xml-whitespace.ts';
import { insertions } from './insert-required-elements.ts';
import { inDocument, isVeryLarge, pathTo, type RefactorContext, type Refactoring } from './refactoring.ts';

/** What is said of the person, and not of the voorziening. */
const PERSON: readonly (Concept | undefined)[] = ['bsn', 'geboortedatum', 'geslacht', 'arbeidsvermogen'];

/**
 * A record for the same person behind this one: what is said of the person, a free registratienummer, and what else the
 * schema requires, still to be filled in.
 */
export const newVoorziening: Refactoring = {
  name: 'newVoorziening',
  kind: 'refactor.rewrite.newVoorziening',
  proposals(context) {
    const { analysis, record, tree } = context;
    if (!record || isVeryLarge(tree, tree.nodeAt(record.range.start)) || isXmlBlank(record.value('bsn') ?? ''))
      return [];
    return [
      {
        title: { key: 'refactor.newVoorziening' },
        change() {
          const changes = emptied(context, record);
          const text = copyOf(analysis, record, [...changes, ...whatIsMissing(context, record, changes)]);
          return { edits: inDocument(analysis, [insertBehind(analysis, record, text)]) };
        },
      },
    ];
  },
};

/**
 * What the schema requires and the record lacks.
 * @param emptied what else a new one gets: nothing goes into what is taken out
 */
function whatIsMissing(context: RefactorContext, record: Voorziening, emptied: readonly TextEdit[]): TextEdit[] {
  const removed = emptied.filter(({ start, end, newText }) => start < end && newText === '');
  const node = context.tree.nodeAt(record.range.start);
  return insertions(context, node).filter(
    (edit) => !removed.some(({ start, end }) => start < edit.start && edit.start < end),
  );
}

/** Edits that leave of the record what a new one has in common with it. */
function emptied(context: RefactorContext, record: Voorziening): TextEdit[] {
  const { analysis, tree } = context;
  const edits: TextEdit[] = [];
  const remove = (node: NodeId) => edits.push(cut(tree, record.owner, node));
  const visit = (node: NodeId) => {
    for (const child of tree.children(node)) {
      const kind = tree.kind(child);
      if (kind === NodeKind.Comment || kind === NodeKind.Instruction) remove(child);
      else if (kind === NodeKind.Attribute) empty(child, [...pathTo(context, node), `@${tree.localName(child)}`]);
      else if (kind === NodeKind.Element) visitElement(child);
    }
  };
  const empty = (node: NodeId, path: readonly string[]) => {
    const concept = conceptAt(analysis.pack, path);
    if (PERSON.includes(concept)) return;
    if (tree.kind(node) === NodeKind.Attribute) {
      if (concept === undefined) return;
      const { attributes } = analysis.pack.model.element(path.slice(0, -1))?.type ?? { attributes: [] };
      const isRequired = attributes.find(({ name }) => name === tree.localName(node))?.required === true;
      if (!isRequired && concept !== 'registratienummer') {
        remove(node);
        return;
      }
    }
    const value = concept === 'registratienummer' ? (freshNumber(analysis, record) ?? '') : '';
    edits.push(...(giveValue(tree, node, value) ?? []));
  };
  const visitElement = (node: NodeId) => {
    const path = pathTo(context, node);
    const model = analysis.pack.model.element(path);
    if (!model || (model.min === 0 && !PERSON.includes(conceptAt(analysis.pack, path)))) remove(node);
    else if (model.type.children.length > 0) visit(node);
    else empty(node, path);
  };
  visit(tree.nodeAt(record.range.start));
  return edits;
}
