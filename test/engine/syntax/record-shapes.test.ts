import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateDelivery } from '../../../bench/generate-delivery.ts';
import { Binder } from '../../../server/src/engine/delivery/binder.ts';
import type { Voorziening } from '../../../server/src/engine/delivery/record.ts';
import { RECORD_CONCEPTS } from '../../../server/src/engine/packs/pack.ts';
import { suppressionsIn } from '../../../server/src/engine/rules/suppression/suppression.ts';
import { DocumentScanner, type RecordFragment } from '../../../server/src/engine/syntax/document-scanner.ts';
import { analyse, packs } from '../../support/delivery.ts';
import { heldBy, UNLIKE_PACKS } from '../../support/packs/unlike-packs.ts';
import { holds } from '../../support/property.ts';

const GENERATED = generateDelivery({ records: 16, seed: 7, oneLine: false, faulty: 0 });
const held = heldBy(analyse(GENERATED))!;
const PACKS = [{ name: 'the one that ships', pack: packs[0]!, write: () => GENERATED }, ...UNLIKE_PACKS];
/** What differs from record to record there is no text between tags. */
const WITHOUT_SHAPES = 'values in attributes';

/** What is put into a value, or anywhere: what a shape may pass over, and all that it may not. */
const PUT = ['', ' ', '0', '00000000', 'x', 'é', '\u0085', '\u{1f600}', '\t', '\r\n', ']', ']]>', '>', '=', '"', '<'];
const PUT_MARKUP = ['&amp;', '&', '<!-- x -->', '<?x y?>', '<![CDATA[1]]>', '</', '<V>', '<x/>', '<x>1</x>', ' a="1"'];

/** What may stand behind each line: the same in all records. */
const COMMENTS = ['', '', '<!-- nagekeken -->', '<!-- srg-disable SRG-I105: bekend -->'];

/** The nodes of a record. */
function nodesOf({ tree }: RecordFragment) {
  return Array.from({ length: tree.size }, (_, node) => {
    const own = [tree.kind(node), tree.range(node), tree.nameRange(node), tree.contentRange(node)];
    return [...own, tree.parent(node), tree.last(node), tree.text(tree.range(node))];
  });
}

function boundAs(record: Voorziening) {
  const concepts = RECORD_CONCEPTS.map((concept) => [
    concept,
    record.state(concept),
    record.value(concept),
    record.rangeOf(concept),
    record.nodeOf(concept),
  ]);
  const days = (['geboortedatum', 'begindatum', 'einddatum'] as const).map((concept) => record.day(concept));
  return { range: record.range, nameRange: record.nameRange, concepts, days };
}

/** All that is known of a record, as one text: there are many to compare. */
function readAs(binder: Binder, fragment: RecordFragment): string {
  const bound = binder.bindRepeatingElement(fragment.tree, fragment.node, fragment).map(boundAs);
  const suppressions = suppressionsIn(fragment.tree, fragment.node);
  return JSON.stringify([{ ...fragment, tree: undefined }, bound, nodesOf(fragment), suppressions]);
}

describe.each(PACKS)('$name', ({ name, pack, write }) => {
  const text = write(held);
  const binder = new Binder(pack);

  test('a record whose shape is known is read and bound as any text is', () => {
    let shaped = 0;
    let commented = 0;
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat({ max: 9 }),
      put: fc.oneof(fc.constantFrom(...PUT), fc.constantFrom(...PUT_MARKUP)),
      inValue: fc.boolean(),
    });
    holds(
      fc.property(fc.array(change, { maxLength: 12 }), fc.constantFrom(...COMMENTS), (changes, comment) => {
        const from = text.indexOf('\n', text.length / 4);
        let mutant = text.slice(0, from) + text.slice(from).replaceAll('\n', `${comment}\n`);
        for (const { at, length, put, inValue } of changes) {
          const place = Math.floor(from + at * (mutant.length - from));
          const start = inValue ? mutant.indexOf('>', place) + 1 : place;
          mutant = mutant.slice(0, start) + put + mutant.slice(start + length);
        }
        const scanner = new DocumentScanner(mutant, binder.shape);
        const { openElements } = scanner.scanHeader();
        if (!openElements) return;
        for (;;) {
          const { offset } = scanner;
          const known = scanner.nextRecord();
          // Of other open elements no shapes are known.
          const others = new DocumentScanner(mutant, binder.shape, offset, { ...openElements }, known?.isBehindCut);
          const plain = others.nextRecord();
          if (!known || !plain) {
            expect(known).toBe(plain);
            break;
          }
          if (known.tree.shaped) shaped++;
          if (known.tree.shaped?.shape.hasComments) commented++;
          expect(plain.tree.shaped).toBeUndefined();
          expect(readAs(binder, known)).toBe(readAs(binder, plain));
        }
      }),
      3_000,
    );
    expect(shaped > 0).toBe(name !== WITHOUT_SHAPES);
    expect(commented > 0).toBe(name !== WITHOUT_SHAPES);
  });
});
