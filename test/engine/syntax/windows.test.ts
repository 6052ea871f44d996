import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Binder } from '../../../server/src/engine/delivery/binder.ts';
import { DocumentScanner, type RecordFragment } from '../../../server/src/engine/syntax/document-scanner.ts';
import { delivery, packs, record } from '../../support/delivery.ts';
import { holds } from '../../support/property.ts';

const { shape } = new Binder(packs[0]!);

/** What may stand between two records that reads otherwise at the start of a text, of a line or of a document. */
const BETWEEN = [
  '',
  '\n',
  ' ',
  '<?xml version="1.0"?>',
  '<?XML version="1.0"?>',
  '\n<?xml version="1.1"?>',
  '\ufeff',
  '<<<<<<< HEAD\n',
  '=======\n',
  '\n=======\n',
  '>>>>>>> main\n',
  '<!-- a -->',
  '<!DOCTYPE a>',
  'x',
  ']]>',
  '?>',
  '</a>',
];

const texts = fc
  .array(
    fc.record({
      between: fc.array(fc.constantFrom(...BETWEEN), { maxLength: 3 }),
      cut: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 12 }) }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) =>
    delivery(
      parts.map(({ between, cut }, i) => {
        const text = record({ nummer: `${i}` }).trim();
        return between.join('') + text.slice(0, text.length - cut);
      }),
    ),
  );

function seen({ start, end, tree, errors, name, hasText, isCutShort, isRepeatingElement }: RecordFragment) {
  const nodes = Array.from({ length: tree.size }, (_, node) => [tree.kind(node), tree.name(node), tree.range(node)]);
  return { length: end - start, errors: structuredClone(errors), nodes, name, hasText, isCutShort, isRepeatingElement };
}

test('a record reads the same where its text begins with it, as when what stands before it is read as well', () => {
  holds(
    fc.property(texts, (text) => {
      const whole = new DocumentScanner(text, shape);
      const { openElements } = whole.scanHeader();
      for (let record = whole.nextRecord(); record; record = whole.nextRecord()) {
        const { start, isBehindCut } = record;
        const known = seen(record);
        const alone = new DocumentScanner(text.slice(start), shape, 0, openElements, isBehindCut);
        expect(seen(alone.nextRecord()!)).toEqual(known);
      }
    }),
    20_000,
  );
});
