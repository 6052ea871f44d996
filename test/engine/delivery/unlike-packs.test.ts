import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPrevious } from '../../../server/src/engine/delivery/previous-delivery.ts';
import { analyse } from '../../support/delivery.ts';
import { expectInEachPack } from '../../support/packs/in-each-pack.ts';
import { type HeldDelivery, heldBy, UNLIKE_PACKS } from '../../support/packs/unlike-packs.ts';
import { holds, LONG } from '../../support/property.ts';
import { analysisAfter, randomEdits } from '../../support/random-edits.ts';

const example = (name: string) => readFileSync(`examples/${name}.srg.xml`, 'utf8').replace(/<!--.*?-->/gs, '');
const FULL = example('correct');
const held = heldBy(analyse(FULL))!;

test.each(['correct', 'casus-maaike', '2025-02', '2025-03-onvolledig'])('%s holds the same in each pack', (name) => {
  const text = example(name);
  expect(heldBy(analyse(text))!.records.length).toBeGreaterThan(0);
  expectInEachPack(text, { berichtgevers: ['0363'] });
});

describe.each(UNLIKE_PACKS)('$name', ({ pack, write }) => {
  const few = { ...held, records: held.records.slice(0, 8) };
  const text = write(few);
  const some: HeldDelivery = { ...held, records: held.records.slice(0, 3) };
  const [, body] = /\n(?=<(?:Klant>|[vw]?:?V))(.*)\n<\/(?:Klanten|l:Lijst)>/s.exec(write(some)) ?? [];

  test('after edits as from scratch, and valid where libxml2 says so', () => {
    const last = readPrevious('file:///vorige.xml', write({ ...few, month: few.month! - 1 }), [pack]);
    const settings = { packs: [pack], rules: {}, berichtgevers: ['0344'] };
    const pasted = body!.split('\n');
    const more = [
      '</Klant>',
      '<Klant>',
      '<Traject>',
      '</Dossier>',
      ' bg="20250301"',
      '<v:V',
      'xmlns:v="urn:x"',
      '<Tot/>',
    ];
    const taken = { kept: 0, anew: 0 };
    holds(
      fc.property(randomEdits([...pasted, body!], 6, more), (script) => {
        const analysis = analysisAfter(text, script, settings, taken, [undefined, last]);
        if (analysis.choice.kind !== 'known') return;
        const refused = Array.from(analysis.findings(), ({ code }) => code).some((code) => /T00[12]/.test(code));
        const whole = analysis.source.toString();
        // The schema is several files, so that it is the pack's own validator that is given the whole text.
        const judged = pack.validator.validate([whole]);
        expect(refused, whole).toBe(judged.kind !== 'validated' || judged.errors.length > 0);
      }),
      400,
    );
    if (LONG) expect(taken.kept).toBeGreaterThan(0);
  });
});
