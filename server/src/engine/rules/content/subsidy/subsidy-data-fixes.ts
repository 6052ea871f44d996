import type { Voorziening } from '../../../delivery/record.ts';
import { isMapped, type RecordConcept } from '../../../packs/pack.ts';
import { conceptsBelow, nameOf } from '../../../packs/places.ts';
import { siblingsOf } from '../../../schema/node-path.ts';
import { NodeKind } from '../../../syntax/node-table.ts';
import { leadingXmlSpace, trailingXmlSpace } from '../../../text/xml-whitespace.ts';
import { MOST_ALIKE, removeNode } from '../../fixes/edits.ts';
import { isOptional, setConcept } from '../../fixes/insert-element.ts';
import type { Fix, FixContext } from '../../rule.ts';

/** Takes out the element or block, and any other of that name beside it. */
export function removeFix(context: FixContext, record: Voorziening, concept: RecordConcept): Fix | undefined {
  const tree = context.treeOf(record.owner);
  const node = record.nodeOf(concept);
  if (!record.has(concept) || !isOptional(context, record.owner, node)) return undefined;
  const gone = [concept, ...conceptsBelow(context.pack, concept)];
  if (context.introducesFinding(record, new Map(gone.map((each) => [each, undefined])))) return undefined;
  const same = [...siblingsOf(tree, node)].filter((other) => tree.localName(other) === tree.localName(node));
  const edits = (same.includes(node) ? same : [node]).map((each) => removeNode(context, record.owner, each));
  if (edits.includes(undefined)) return undefined;
  return {
    title: { key: 'fix.removeElement', parameters: { name: nameOf(context.pack, concept) } },
    edits: edits.filter((edit) => edit !== undefined),
  };
}

/**
 * Takes the loonwaarde over from the record of the same person and type that this one follows on without a day between:
 * the same subsidy, delivered in two records. Nobody but the user knows a loonwaarde that stands nowhere, so there is no
 * fix where there is no such record, or more than one.
 */
export function takeOverFix(context: FixContext, record: Voorziening): Fix | undefined {
  const [source, ...others] = predecessorsOf(context, record);
  const loonwaarde = others.length > 0 ? undefined : source?.value('loonwaarde');
  if (source === undefined || loonwaarde === undefined) return undefined;
  const block = 'loonkostensubsidie';
  const needsBlock = isMapped(context.pack.manifest, block) && !record.has(block);
  const taken: readonly RecordConcept[] = needsBlock ? [block, 'loonwaarde'] : ['loonwaarde'];
  const values = new Map(taken.map((concept) => [concept, source.value(concept)] as const));
  if (context.introducesFinding(record, values)) return undefined;
  const edits = needsBlock
    ? setConcept(context, record, block, ...contentOf(context, source, record))
    : setConcept(context, record, 'loonwaarde', loonwaarde);
  if (!edits) return undefined;
  return {
    title: {
      key: needsBlock ? 'fix.takeOverBlock' : 'fix.takeOverLoonwaarde',
      parameters: { block: nameOf(context.pack, block), loonwaarde },
    },
    edits,
  };
}

function predecessorsOf(context: FixContext, record: Voorziening): Voorziening[] {
  const [bsn, begin] = [record.value('bsn'), record.day('begindatum')];
  if (bsn === undefined || begin === undefined) return [];
  const type = record.value('typeVoorziening');
  const own = context.recordsWith('bsn', bsn);
  if (own.length > MOST_ALIKE) return [];
  return own.filter((other) => other.value('typeVoorziening') === type && other.day('einddatum') === begin - 1);
}

/**
 * The loonwaarde as it stands in the record's block, for the block of another record: an element, with the white space
 * around it, or an attribute.
 */
function contentOf(
  context: FixContext,
  record: Voorziening,
  target: Voorziening,
): [content: string, attributes?: string] {
  const tree = context.treeOf(record.owner);
  const node = record.nodeOf('loonwaarde');
  if (tree.kind(node) === NodeKind.Attribute) return ['', ` ${tree.text(tree.range(node))}`];
  const there = context.treeOf(target.owner);
  const prefix = there.prefixIn(there.nodeAt(target.range.start), tree.namespaceOf(node) ?? '') ?? tree.prefix(node);
  const name = prefix + tree.localName(node);
  const element = `<${name}>${tree.text(tree.contentRange(node))}</${name}>`;
  if (!record.has('loonkostensubsidie')) return [element];
  const content = tree.text(tree.contentRange(record.nodeOf('loonkostensubsidie')));
  return [leadingXmlSpace(content) + element + trailingXmlSpace(content)];
}
