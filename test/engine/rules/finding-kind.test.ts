import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import nl from '../../../l10n/nl.json' with { type: 'json' };
import { countByKind } from '../../../server/src/engine/analysis/findings/kind-counts.ts';
import { formatMessage, type MessageKey } from '../../../server/src/engine/messages/message.ts';
import { kindOf } from '../../../server/src/engine/rules/finding-kind.ts';
import { RULES } from '../../../server/src/engine/rules/registry.ts';
import type { Finding } from '../../../server/src/engine/rules/rule.ts';
import { analyse, BSN, delivery, packs, record } from '../../support/delivery.ts';
import { holds } from '../../support/property.ts';

function kindsIn(text: string): string[] {
  return countByKind(analyse(text).findings(), packs[0]).map(({ kind, severity, count, records }) => {
    const title = formatMessage(kind.title, { language: 'nl', maskBsn: true });
    return `${kind.id} ${severity} ${count}/${records} ${title}`;
  });
}

test('what is found without the schema has a kind as well', () => {
  const [before, between, after] = [record(), record({ start: '20250302' }), record({ start: '20250303' })];
  const kinds = kindsIn(delivery([before, between.replace(/<\/?Voorziening>/g, ''), after]));
  expect(kinds).toHaveLength(1);
  expect(kinds[0]).toMatch(/^SRG-T002\/\w+ error /);
});

test('a finding of a rule of one’s own is one of a kind of its own', () => {
  const own = { code: 'EIGEN-1', custom: true, message: { key: 'SRG-T004' } } as unknown as Finding;
  expect(kindOf(own, packs[0])).toEqual({
    id: 'EIGEN-1',
    code: 'EIGEN-1',
    concept: undefined,
    title: { key: 'kind.custom', parameters: { code: 'EIGEN-1' } },
    standsFor: 1,
  });
});

const without = (element: string) => record().replace(new RegExp(`<${element}>[^<]*</${element}>`), '');

describe('the kinds of a delivery', () => {
  test.each<[name: string, records: readonly string[], kinds: readonly string[]]>([
    ['none', [record()], []],
    [
      'the most severe first, of these the most frequent',
      [record({ bsn: '950204868' }), without('Geslacht'), without('DoelInzetVoorzieningen'), without('Geslacht')],
      [
        'SRG-T002/missing/geslacht error 2/2 Geslacht ontbreekt',
        'SRG-T002/missing/doelInzet error 1/1 DoelInzetVoorzieningen ontbreekt',
        'SRG-I119 warning 2/2 Mogelijk dubbel record',
        'SRG-I107 warning 1/1 BSN voldoet niet aan de elfproef',
      ],
    ],
    [
      'a missing element is one kind, wherever it belongs',
      [without('Burgerservicenummer'), without('Geslacht')],
      [
        'SRG-T002/missing/bsn error 1/1 Burgerservicenummer ontbreekt',
        'SRG-T002/missing/geslacht error 1/1 Geslacht ontbreekt',
      ],
    ],
    [
      'by a value that is short or a former code, and by no other',
      [record({ type: '77' }), record({ type: '01' }), record({ type: '19800101' }), record({ type: 'Jansen' })],
      [
        'SRG-T002/code/typeVoorziening error 2/2 TypeVoorziening: geen geldige code',
        'SRG-T002/code/typeVoorziening/77 error 1/1 TypeVoorziening: 77 is geen geldige code',
        'SRG-T002/formerCode/typeVoorziening/01 error 1/1 TypeVoorziening: 01 is een oude code',
      ],
    ],
    [
      'not by what the file calls things',
      [
        record({ rest: '<Jansen/>' }),
        record({ start: '20250303', geslacht: '<De9502/>' }),
        record({ start: '20250304' }).replace('<Persoon>', '<Persoon p="1">'),
      ],
      [
        'SRG-T002/empty/geslacht error 1/1 Geslacht heeft geen waarde',
        'SRG-T002/unexpectedAttribute/Persoon error 1/1 Onbekend attribuut van Persoon',
        'SRG-T002/unexpectedElement/Voorziening error 1/1 Onbekend element in Voorziening',
        'SRG-T002/unexpectedElement/geslacht error 1/1 Onbekend element in Geslacht',
      ],
    ],
    [
      'a pair of types is one kind, whichever comes first',
      [
        record({ type: '23', start: '20250301' }),
        record({ type: '22', start: '20250302', arbeidsvermogen: '10' }),
        record({ bsn: BSN[1], type: '23', start: '20250302' }),
        record({ bsn: BSN[1], type: '23', start: '20250301' }),
      ],
      ['SRG-I105/23+23 warning 1/1 Typen 23+23 gaan niet samen'],
    ],
  ])('%s', (_name, records, kinds) => {
    expect(kindsIn(delivery(records))).toEqual(kinds);
  });
});

/** Parts of messages, and no messages. */
const PARTS = /^SRG-T002\.allowed\.|^SRG-T001\.encoding\.(utf8|utf16|undefinedByte)$/;

/** A finding with a message, as far as its kind goes by it. */
function findingWith(key: MessageKey): Finding {
  const [code] = key.split('.');
  const data = { kind: 'value', path: ['SRG'], name: 'SRG', expected: [] };
  return { code, message: { key }, data, severity: 'error' } as unknown as Finding;
}

describe('titles', () => {
  const keys = (Object.keys(nl) as MessageKey[]).filter((key) => key.startsWith('SRG-') && !PARTS.test(key));
  const titleOf = (key: MessageKey) => kindOf(findingWith(key), packs[0]).title.key;

  test('every message of a rule that says several things has one', () => {
    const alone = new Set(RULES.map(({ code }) => code).filter((code) => keys.includes(code as MessageKey)));
    expect(keys.filter((key) => titleOf(key) === 'kind.rule' && !alone.has(key as never))).toEqual([]);
  });

  test('every title is that of a message', () => {
    const used = new Set(keys.map(titleOf));
    const titles = Object.keys(nl).filter((key) => key.startsWith('kind.SRG-') && !/\.(value|count)$/.test(key));
    expect(titles.filter((key) => !used.has(key as MessageKey) && key !== 'kind.SRG-T002.value')).toEqual([]);
  });
});

test('nothing of a record gets into a kind but codes of the lists and numbers of two digits', () => {
  const digits = fc.stringMatching(/^[0-9]{3,9}$/);
  const written = fc.oneof(digits, fc.stringMatching(/^[A-Z][a-z0-9]{2,8}$/));
  const fields = { bsn: written, geboortedatum: written, geslacht: written, type: written, start: written };
  holds(
    fc.property(fc.record(fields), fc.stringMatching(/^[A-Z][a-z0-9]{2,8}$/), (values, name) => {
      const text = delivery([record({ ...values, rest: `<${name}>${values.bsn}</${name}>` })]);
      const kinds = countByKind(analyse(text).findings(), packs[0]);
      expect(kinds.length).toBeGreaterThan(0);
      for (const { kind } of kinds) {
        const said = `${kind.id} ${JSON.stringify(kind.title)}`;
        for (const value of Object.values(values)) expect(said).not.toContain(value);
        expect(kind.id).toMatch(/^SRG-[TIS]\d{3}(\/[A-Za-z.]+)*(\/\d{1,2}(\+\d\d)?)?$/);
      }
    }),
    400,
  );
});
