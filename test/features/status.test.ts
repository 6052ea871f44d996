import { describe, expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../server/src/engine/analysis/delivery-analysis.ts';
import type { RuleSettings } from '../../server/src/engine/rules/registry.ts';
import { Placeholders } from '../../server/src/engine/syntax/placeholders/placeholders.ts';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { partStatusOf, statusOf } from '../../server/src/features/status.ts';
import type { DeliveryStatus } from '../../server/src/protocol/status.ts';
import { analyse, BSN, delivery, PREVIOUS_URI, packs, record } from '../support/delivery.ts';

const PACK = { id: 'srg-regeling-2026', title: 'SRG naar de regeling (opbouw reconstructie)' };
const MARCH = 12 * 2025 + 2;
const reversed = (bsn: string) => record({ bsn, start: '20250320', end: '20250310' });

const CASES: [name: string, text: string, maxProblems: number, expected: Partial<DeliveryStatus>][] = [
  [
    'a delivery without a finding',
    delivery([record(), record({ bsn: BSN[1] })]),
    500,
    {
      pack: PACK,
      berichtgever: { code: '0363', naam: 'Amsterdam' },
      verslagmaand: MARCH,
      records: 2,
      findings: { error: 0, warning: 0, information: 0 },
      work: 'done',
      verdict: 'goedgekeurd',
      notChecked: [
        { code: 'SRG-T003', reason: 'expected' },
        { code: 'SRG-I104', reason: 'previous' },
      ],
      shown: undefined,
    },
  ],
  ['an empty one', delivery(), 500, { records: 0, findings: { error: 0, warning: 0, information: 0 } }],
  [
    'a berichtgever that is in no list',
    delivery(record(), { berichtgever: '9999' }),
    500,
    { berichtgever: { code: '9999', naam: undefined }, findings: { error: 0, warning: 1, information: 0 } },
  ],
  [
    'findings of all severities, not all shown',
    delivery([
      reversed(BSN[0]),
      reversed(BSN[1]),
      record({ bsn: BSN[2], start: '20250101', end: '20250201' }),
      record({ type: '77' }),
    ]),
    3,
    { findings: { error: 1, warning: 2, information: 1 }, shown: 3 },
  ],
  ['a delivery is no template', delivery(record()), 500, { template: false }],
  [
    'a template',
    delivery(record({ start: '{{start}}' }), { berichtgever: '{{code}}' }),
    500,
    {
      template: true,
      verdict: undefined,
      notChecked: [],
      berichtgever: undefined,
      findings: { error: 0, warning: 0, information: 0 },
    },
  ],
  [
    'values that the schema refuses',
    delivery(record(), { berichtgever: '36', verslagmaand: '2025-13' }),
    500,
    { berichtgever: undefined, verslagmaand: undefined },
  ],
  [
    'a format that no pack knows',
    delivery().replace('urn:srg-xml:regeling:2026', 'urn:srg-anders'),
    500,
    {
      pack: undefined,
      verdict: 'niet-te-beoordelen',
      berichtgever: undefined,
      records: 0,
      findings: { error: 1, warning: 0, information: 0 },
    },
  ],
];

describe('the status of a delivery', () => {
  test.each(['', '<note/>', 'tekst'])('there is none of %j', (text) => {
    expect(statusOf(analyse(text), { maxProblems: 500, halted: false, knowsPrevious: false })).toBeNull();
  });

  test.each(CASES)('%s', (_name, text, maxProblems, expected) => {
    expect(statusOf(analyse(text), { maxProblems, halted: false, knowsPrevious: false })).toMatchObject(expected);
  });

  test('is told before all is known, and when the work was called off', () => {
    const source = new SourceText(delivery([reversed(BSN[0])]));
    const analysis = new DeliveryAnalysis(source, { packs, rules: {}, berichtgevers: [] });
    expect(statusOf(analysis, { maxProblems: 500, halted: false, knowsPrevious: false })).toMatchObject({
      pack: PACK,
      work: 'going on',
    });
    expect(statusOf(analysis, { maxProblems: 500, halted: true, knowsPrevious: false })).toMatchObject({
      work: 'halted',
    });
    analysis.run();
    expect(statusOf(analysis, { maxProblems: 500, halted: true, knowsPrevious: false })).toMatchObject({
      work: 'done',
      records: 1,
    });
  });
});

const FOUND = { state: 'found', uri: PREVIOUS_URI, name: 'vorige-maand.srg.xml', others: 0, remarks: [] } as const;

test.each<
  [
    name: string,
    previous: string | undefined,
    knowsPrevious: boolean,
    month: string,
    shown: DeliveryStatus['previous'],
    rules?: RuleSettings,
  ]
>([
  ['is there', '2025-02', true, '2025-03', FOUND],
  ['is not there', undefined, true, '2025-03', { state: 'missing' }],
  ['was named, and is another month’s', '2025-01', true, '2025-03', { state: 'otherMonth' }],
  ['is yet being looked for', undefined, false, '2025-03', undefined],
  ['can’t be told', undefined, true, 'maart', undefined],
  ['is of no use to a template', undefined, true, '{{maand}}', undefined],
  ['is of no use with the rule off', '2025-02', true, '2025-03', undefined, { 'SRG-I104': 'off' }],
])('the delivery of the month before %s', (_name, last, knowsPrevious, verslagmaand, shown, rules = {}) => {
  const options = last === undefined ? {} : { previous: delivery([], { verslagmaand: last }) };
  const analysis = analyse(delivery([], { verslagmaand }), { ...options, rules });
  expect(statusOf(analysis, { maxProblems: 500, halted: false, knowsPrevious })?.previous).toEqual(shown);
});

test.each<[name: string, text: string, isNamed: boolean, status: unknown]>([
  ['a part of a template', '<Persoon><Geslacht>{{g}}</Geslacht></Persoon>', true, { part: 'Persoon' }],
  ['a record of a template', '{{#with r}}<Voorziening/>{{/with}}', true, { part: 'Voorziening' }],
  ['an element alone, in no template', '<Persoon/>', false, null],
  ['a template of something else', '<html>{{x}}</html>', true, null],
])('%s', (_name, text, isNamed, status) => {
  const analysis = analyse(text, { templates: { isNamed, placeholders: new Placeholders() } });
  expect(partStatusOf(analysis, packs)).toEqual(status);
});
