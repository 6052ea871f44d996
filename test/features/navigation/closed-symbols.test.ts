import { describe, expect, test } from 'vitest';
import { identityOfDelivery } from '../../../server/src/engine/delivery/delivery-identity.ts';
import { readFacts } from '../../../server/src/engine/delivery/record-facts.ts';
import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import {
  closedDeliverySymbol,
  closedRecordSymbols,
  wantedOfClosed,
} from '../../../server/src/features/navigation/closed-symbols.ts';
import { workspaceSymbolsOf } from '../../../server/src/features/navigation/workspace-symbols.ts';
import { analyse, BSN, delivery, packs, record } from '../../support/delivery.ts';
import { personDelivery, personPack } from '../../support/person-pack.ts';

const OPTIONS = { language: 'nl', maskBsn: false } as const;
const [A, B] = BSN;
const uri = 'file:///a.srg.xml';

function facts(text: string, known: readonly Pack[] = packs) {
  const steps = readFacts(text, known);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** What a query finds in a file that nobody has open. */
function closed(query: string, text: string, known: readonly Pack[] = packs, limit = 200) {
  const delivery = { uri, identity: identityOfDelivery(text, known)! };
  const whole = closedDeliverySymbol(query, delivery, OPTIONS);
  const wanted = wantedOfClosed(query);
  const records = wanted === undefined ? [] : closedRecordSymbols(wanted, delivery, facts(text, known), limit, OPTIONS);
  return [...(whole ? [whole] : []), ...records];
}

const TEXT = `\uFEFF${delivery([
  record({ bsn: A, nummer: 'VZ-1', type: '10' }),
  record({ bsn: B, nummer: 'vz-12', end: '20250331' }).replaceAll('><', '>\r\n<'),
  record({ bsn: A, nummer: 'A &amp; B' }),
  record({ bsn: B, nummer: 'VZ-1234', type: '99' }),
  record({ bsn: A, nummer: 'half-typed' }).replace('</BegindatumVoorziening>', ''),
  '<Voorziening><RegistratienummerVoorziening>half-typed-2</RegistratienummerVoorziening><BegindatumVoorziening></Voorziening>',
])}`;

describe('a file that nobody has open answers as if it were open', () => {
  test.each([
    '',
    'amster',
    '0363',
    '2025-03',
    'maart 0363',
    'vz-1',
    'VZ-12',
    'a & b',
    A,
    B,
    A.slice(0, 8),
    `${A}0`,
    'half-typed',
    'x',
  ])('to %j', (query) => {
    const open = workspaceSymbolsOf(query, [{ uri, analysis: analyse(TEXT) }], OPTIONS);
    expect(closed(query, TEXT)).toEqual(open);
  });

  test('in a pack with persons around the records', () => {
    const text = personDelivery([`<Persoon bsn="${A}"><V nr="N-1" soort="A"><Van>20250101</Van></V></Persoon>`]);
    expect(closed('n-1', text, [personPack]).map(({ name }) => name)).toEqual(['N-1 · Soort A · 20250101 → loopt']);
    expect(closed(A, text, [personPack])).toHaveLength(1);
  });
});

test('two characters are too few to look for records', () => {
  expect(wantedOfClosed(' VZ ')).toBeUndefined();
  expect(wantedOfClosed(' VZ- ')).toBe('vz-');
});

test('no more than asked for, those that are just that first', () => {
  const text = delivery([
    ...Array.from({ length: 5 }, (_, i) => record({ nummer: `VZ-10${i}` })),
    record({ nummer: 'vz-10' }),
  ]);
  expect(closed('VZ-10', text, packs, 3).map(({ name }) => name.split(' ')[0])).toEqual(['vz-10', 'VZ-100', 'VZ-101']);
});

test('a text that is no delivery has no records', () => {
  expect(facts('<html/>')).toEqual([]);
  expect(facts('')).toEqual([]);
  expect(facts(delivery().replace(/<Voorzieningen>\s*<\/Voorzieningen>/, '<Voorzieningen/>'))).toEqual([]);
});
