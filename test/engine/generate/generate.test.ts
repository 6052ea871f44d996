import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { dayOf, monthOf } from '../../../server/src/engine/delivery/day.ts';
import { readPrevious } from '../../../server/src/engine/delivery/previous-delivery.ts';
import { passesElfproef } from '../../../server/src/engine/delivery/values/bsn.ts';
import {
  CannotGenerate,
  DeliveryGenerator,
  type ExpectedFinding,
  FAULT_CODES,
  type GenerateOptions,
} from '../../../server/src/engine/generate/generate.ts';
import { bsnOf, MOST_PERSONS } from '../../../server/src/engine/generate/population.ts';
import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import { loadPack } from '../../../server/src/engine/packs/load-pack.ts';
import { RULES } from '../../../server/src/engine/rules/registry.ts';
import type { RuleCode } from '../../../server/src/engine/rules/rule-metadata.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { attributePack } from '../../support/attribute-pack.ts';
import { analyse, packs } from '../../support/delivery.ts';
import { PERSON_PACK_FILES } from '../../support/person-pack.ts';
import { holds } from '../../support/property.ts';

const personPack = await loadPack(
  'personen',
  async (name) => PERSON_PACK_FILES[name] ?? Promise.reject(new Error(name)),
);
const PACKS: readonly Pack[] = [packs[0]!, attributePack, personPack];

const MARCH = monthOf(dayOf(2025, 3, 1));

function optionsFor(options: Partial<GenerateOptions> = {}): GenerateOptions {
  const { pack = packs[0]! } = options;
  return {
    pack,
    records: 40,
    gemeente: '0363',
    berichtgever: '0363',
    month: MARCH,
    months: 1,
    seed: 1,
    faults: new Map(),
    ...options,
  };
}

interface Generated {
  readonly texts: readonly string[];
  readonly expected: readonly ExpectedFinding[];
  readonly berichtgever: string | undefined;
}

function generate(options: Partial<GenerateOptions>): Generated {
  const whole = optionsFor(options);
  const generator = new DeliveryGenerator(whole);
  const expected: ExpectedFinding[] = [];
  const texts = Array.from({ length: whole.months }, (_, n) =>
    [...generator.delivery(n, (one) => expected.push(one))].join(''),
  );
  return { texts, expected, berichtgever: generator.expectedBerichtgever };
}

const inOrder = (findings: readonly ExpectedFinding[]) =>
  findings.map(({ code, record }) => `${code} ${record}`).sort();

/** What the engine finds in the n-th of the deliveries, with the one before it for last month's. */
function found({ texts, berichtgever }: Generated, n: number, pack: Pack): ExpectedFinding[] {
  const before = texts[n - 1];
  const previous = before === undefined ? undefined : readPrevious('file:///vorige.xml', before, [pack]);
  if (before !== undefined) expect(previous).toBeDefined();
  const berichtgevers = berichtgever === undefined ? [] : [berichtgever];
  const settings = { packs: [pack], rules: {}, berichtgevers, previous };
  const analysis = new DeliveryAnalysis(new SourceText(texts[n]!), settings);
  analysis.run();
  return [...analysis.findings()].map(({ code, record }) => ({
    code: code as RuleCode,
    record: record ? analysis.recordIndex(record) : null,
  }));
}

describe('deliveries without faults', () => {
  test('have no findings, month after month, in three formats', () => {
    const property = fc.property(
      fc.nat(),
      fc.nat({ max: PACKS.length - 1 }),
      fc.integer({ min: 0, max: 120 }),
      fc.integer({ min: 2022 * 12, max: 2027 * 12 - 1 }),
      fc.integer({ min: 1, max: 5 }),
      (seed, format, records, month, months) => {
        const pack = PACKS[format]!;
        const generated = generate({ seed, pack, records, month, months });
        for (let n = 0; n < months; n++) {
          expect(found(generated, n, pack)).toEqual([]);
          expect(analyse(generated.texts[n]!, { packs: [pack] }).recordCount).toBe(records);
        }
      },
    );
    holds(property, 1_000);
  });

  test('are the same by the same seed, and others by another', () => {
    expect(generate({ seed: 7 })).toEqual(generate({ seed: 7 }));
    expect(generate({ seed: 7 }).texts).not.toEqual(generate({ seed: 8 }).texts);
  });

  test('have as many people as there are numbers of nobody, each with one of their own', () => {
    const property = fc.property(fc.nat(), fc.nat({ max: MOST_PERSONS - 2_000 }), (seed, first) => {
      const numbers = Array.from({ length: 2_000 }, (_, n) => bsnOf(first + n, seed));
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(numbers.every((bsn) => bsn.startsWith('9') && passesElfproef(bsn))).toBe(true);
    });
    holds(property, 200);
    expect(MOST_PERSONS).toBeGreaterThan(7_000_000 + 24 * 10_000);
  });

  test('have all types, the common ones more often', () => {
    const [text] = generate({ records: 3_000 }).texts;
    const count = (code: string) => text!.split(`<TypeVoorziening>${code}<`).length - 1;
    for (const code of ['11', '22', '23', '50', '98']) expect(count(code), code).toBeGreaterThan(2);
    expect(count('40')).toBeGreaterThan(3 * count('49'));
  });
});

test('faults can be asked for of every rule', () => {
  expect(FAULT_CODES).toEqual(RULES.map(({ code }) => code));
});

describe('faults give the findings that are expected, and no others', () => {
  test.each(FAULT_CODES)('%s', (code) => {
    const isOne = ['SRG-T003', 'SRG-T005', 'SRG-T006', 'SRG-I114'].includes(code);
    const property = fc.property(fc.nat(), fc.integer({ min: 1, max: isOne ? 1 : 4 }), (seed, count) => {
      const months = code === 'SRG-I104' ? 2 : 1;
      const generated = generate({ seed, records: 20, months, faults: new Map([[code, count]]) });
      expect(inOrder(found(generated, months - 1, packs[0]!))).toEqual(inOrder(generated.expected));
      expect(generated.expected.length).toBe(code === 'SRG-I104' ? 1 : count);
    });
    holds(property, 1_000);
  });

  test('all at once', () => {
    const several = FAULT_CODES.filter((code) => code !== 'SRG-T005');
    const property = fc.property(fc.nat(), fc.subarray([...several], { minLength: 1 }), (seed, codes) => {
      const generated = generate({ seed, records: 60, months: 2, faults: new Map(codes.map((code) => [code, 1])) });
      expect(inOrder(found(generated, 1, packs[0]!))).toEqual(inOrder(generated.expected));
    });
    holds(property, 1_000);
  });

  test('in other formats, for the rules that they have', () => {
    for (const pack of PACKS.slice(1)) {
      let made = 0;
      for (const code of FAULT_CODES) {
        for (const seed of [1, 2, 3]) {
          let generated: Generated;
          try {
            generated = generate({ pack, seed, months: 2, faults: new Map([[code, 1]]) });
          } catch (error) {
            expect(error).toBeInstanceOf(CannotGenerate);
            continue;
          }
          made++;
          expect(inOrder(found(generated, 1, pack)), `${pack.manifest.id} ${code}`).toEqual(
            inOrder(generated.expected),
          );
        }
      }
      expect(made).toBeGreaterThan(6);
    }
  });
});
