import type { Voorziening } from '../../delivery/record.ts';
import { conceptsBelow, nameOf } from '../../packs/load-pack.ts';
import type { RecordConcept } from '../../packs/pack.ts';
import { siblingsOf } from '../../schema/node-path.ts';
import { leadingXmlSpace, trailingXmlSpace, trimXml } from '../../text/xml-whitespace.ts';
import { MOST_ALIKE, removeNode } from '../edits.ts';
import { isOptional, setConcept } from '../insert-element.ts';
import type { Fix, FixContext } from '../rule.ts';

/** Takes out the element or block, and any other of that name beside it. */
export function removeFix(context: FixContext, record: Voorziening, concept: RecordConcept): Fix | undefined {
  const tree = context.treeOf(record.owner);
  const node = record.nodeOf(concept);
  if (!isOptional(context, record.owner, node)) return undefined;
  const gone = [concept, ...conceptsBelow(context.pack, concept)];
  if (context.introducesFinding(record, new Map(gone.map((each) => [each, undefined])))) return undefined;
  const same = siblingsOf(tree, node).filter((other) => tree.localName(other) === tree.localName(node));
  const edits = (same.includes(node) ? same : [node]).map((each) => removeNode(context, record.owner, each));
  if (edits.includes(undefined)) return undefined;
  return {
    title: { key: 'fix.removeElement', parameters: { name: nameOf(context.pack, concept) } },
    edits: edits.filter((edit) => edit !== undefined),
  };
}

/**
 * Takes what is missing over from the record of the same person and type that this one follows on without a day
 * between: the same subsidy, delivered in two records. Nobody but the user knows a loonwaarde that stands nowhere, so
 * there is no fix where there is no such record, or more than one, or where it contradicts what this record does say.
 */
export function takeOverFix(
  context: FixContext,
  record: Voorziening,
  missing: readonly RecordConcept[],
): Fix | undefined {
  const [source, ...others] = predecessorsOf(context, record);
  if (source === undefined || others.length > 0) return undefined;
  const loonwaarde = source.value('loonwaarde');
  if (loonwaarde === undefined) return undefined;
  const own = record.value('loonwaarde');
  if (own !== undefined && Number(own) !== Number(loonwaarde)) return undefined;

  const block = 'loonkostensubsidie';
  const whole = record.state(block) === 'absent';
  const taken: readonly RecordConcept[] = whole ? [block, 'loonwaarde'] : missing;
  const values = new Map(taken.map((concept) => [concept, source.value(concept)] as const));
  if (context.introducesFinding(record, values)) return undefined;
  const edits = whole
    ? [setConcept(context, record, block, contentOf(context, source))]
    : missing.map((concept) => setConcept(context, record, concept, trimXml(source.value(concept)!)));
  if (edits.includes(undefined)) return undefined;
  return {
    title: {
      key: whole ? 'fix.takeOverBlock' : 'fix.takeOverLoonwaarde',
      parameters: { block: nameOf(context.pack, block), loonwaarde: trimXml(loonwaarde) },
    },
    edits: edits.flatMap((some) => some ?? []),
  };
}

function predecessorsOf(context: FixContext, record: Voorziening): Voorziening[] {
  const [bsn, start] = [record.value('bsn'), record.day('begindatum')];
  if (bsn === undefined || start === undefined) return [];
  const type = record.value('typeVoorziening');
  const own = context.recordsWith('bsn', bsn);
  if (own.length > MOST_ALIKE) return [];
  return own.filter((other) => other.value('typeVoorziening') === type && other.day('einddatum') === start - 1);
}

/** The loonwaarde's element as it stands in the record's block, with the white space around it. */
function contentOf(context: FixContext, record: Voorziening): string {
  const tree = context.treeOf(record.owner);
  const content = tree.text(tree.contentRange(record.nodeOf('loonkostensubsidie')));
  const element = tree.text(tree.range(record.nodeOf('loonwaarde')));
  return leadingXmlSpace(content) + element + trailingXmlSpace(content);
}
