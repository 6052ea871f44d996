import { describe, expect, test } from 'vitest';
import { statusWords } from '../../../client/src/status/status-words.ts';
import type { DeliveryStatus, StylesheetStatus } from '../../../server/src/protocol/status.ts';

const wellFormed: DeliveryStatus = {
  pack: { id: 'srg-regeling-2026', title: 'SRG naar de regeling (opbouw reconstructie)' },
  berichtgever: { code: '0363', naam: 'Amsterdam' },
  verslagmaand: 12 * 2025 + 2,
  records: 1,
  findings: { error: 0, warning: 0, information: 0 },
  work: 'done',
  verdict: undefined,
  notChecked: [],
  shown: undefined,
  previous: undefined,
  template: false,
};

const OWN = { key: 'eigen', ...wellFormed.pack! };
const OTHER = { key: 'andere', id: 'andere', title: 'Andere' };

const FEBRUARY = {
  state: 'found',
  uri: 'file:///w/februari.xml',
  name: 'februari.xml',
  others: 0,
  remarks: [],
} as const;

test('a part of a template says where it is judged', () => {
  expect(statusWords({ part: 'Persoon' }, 'nl')).toMatchObject({
    text: 'Deel van een sjabloon (Persoon)',
    detail: 'wordt beoordeeld waar het is opgenomen',
    severity: 'information',
  });
});

describe('the words of the status item', () => {
  test.each<[name: string, changes: Partial<DeliveryStatus>, text: string, spoken: string, severity: string]>([
    ['no finding', {}, 'Amsterdam · maart 2025', '1 record · geen meldingen', 'information'],
    [
      'findings of all severities',
      { records: 25_000, findings: { error: 1, warning: 2, information: 3 } },
      'Amsterdam · maart 2025',
      '25.000 records · 1 fout, 2 waarschuwingen, 3 informatie',
      'error',
    ],
    [
      'more findings than are shown',
      { findings: { error: 0, warning: 2779, information: 0 }, shown: 500 },
      'Amsterdam · maart 2025',
      '1 record · 2.779 waarschuwingen · de 500 ernstigste worden getoond',
      'warning',
    ],
    [
      'a verdict',
      { verdict: 'contact', findings: { error: 0, warning: 1, information: 0 } },
      'Amsterdam · maart 2025',
      'Contact · 1 record · 1 waarschuwing',
      'warning',
    ],
    [
      'none that is known yet',
      { verdict: 'contact', work: 'going on', findings: { error: 0, warning: 1, information: 0 } },
      'Amsterdam · maart 2025',
      '1 record · 1 waarschuwing · wordt gecontroleerd',
      'warning',
    ],
    [
      'work that was called off',
      { work: 'halted' },
      'Amsterdam · maart 2025',
      '1 record · geen meldingen · niet alles gecontroleerd',
      'information',
    ],
    [
      'a berichtgever without a name, no month',
      { berichtgever: { code: '9999', naam: undefined }, verslagmaand: undefined },
      '9999 · verslagmaand onbekend',
      '1 record · geen meldingen',
      'information',
    ],
    [
      'a template in which nothing is filled in',
      { berichtgever: undefined, verslagmaand: undefined, template: true },
      'Exportsjabloon',
      '1 record · geen meldingen · sjabloon',
      'information',
    ],
    [
      'no berichtgever',
      { berichtgever: undefined },
      'berichtgever onbekend · maart 2025',
      '1 record · geen meldingen',
      'information',
    ],
    [
      'no berichtgever; the month before; a template',
      { berichtgever: undefined, previous: { state: 'missing' }, template: true },
      'maart 2025',
      '1 record · geen meldingen · sjabloon',
      'information',
    ],
  ])('%s', (_name, changes, text, spoken, severity) => {
    const words = statusWords({ ...wellFormed, ...changes }, 'nl');
    expect(words).toMatchObject({ text, spoken: `${text}, ${spoken}`, severity, target: 'problems' });
  });

  test.each<[name: string, previous: DeliveryStatus['previous'], detail: string, spoken: string, severity: string]>([
    ['nobody looked for', undefined, '', '', 'information'],
    ['found', FEBRUARY, 'vorige maand: februari.xml', ', vorige maand: februari.xml', 'information'],
    [
      'with a long name',
      { ...FEBRUARY, name: 'levering-0363-2025-02-definitief.srg.xml' },
      'vorige maand: levering-0363-2025-…',
      ', vorige maand: levering-0363-2025-02-definitief.srg.xml',
      'information',
    ],
    [
      'not found',
      { state: 'missing' },
      'vorige maand niet gevonden',
      ', levering van vorige maand niet gevonden',
      'information',
    ],
    [
      'of another month',
      { state: 'otherMonth' },
      'een andere maand opgegeven',
      ', de opgegeven levering is niet van vorige maand',
      'warning',
    ],
  ])(
    'what it is held against: the format, and a month before that is %s',
    (_name, previous, detail, spoken, severity) => {
      const { id, title } = wellFormed.pack!;
      const { heldAgainst } = statusWords({ ...wellFormed, previous }, 'nl');
      // Alone, its title has room.
      const text = previous ? id : title;
      expect(heldAgainst).toMatchObject({ text, detail, spoken: `${title}${spoken}`, severity });
    },
  );

  test.each<[name: string, changes: Partial<DeliveryStatus>, detail: string]>([
    ['alone', {}, ''],
    ['before another one', { fitting: [OWN, OTHER] }, 'ook passend: Andere'],
    ['chosen by the user', { fitting: [OTHER, OWN], chosen: OWN.key }, 'voor dit bestand gekozen'],
    ['instead of a chosen one that is no more', { fitting: [OWN], chosen: 'weg' }, ''],
  ])('the pack, %s', (_name, changes, detail) => {
    const { pack } = statusWords({ ...wellFormed, ...changes }, 'nl');
    expect(pack).toMatchObject({ text: wellFormed.pack!.title, detail, target: 'choosePack' });
  });

  test('says where a delivery could not be judged', () => {
    expect(statusWords({ failed: true }, 'nl')).toEqual({
      text: 'Niet te beoordelen',
      detail: 'er ging iets mis',
      spoken: 'Niet te beoordelen, er ging iets mis',
      severity: 'error',
      target: 'problems',
      busy: false,
    });
  });

  test('names what the verdict says nothing of', () => {
    const notChecked = (['T002', 'I101', 'I105', 'I106'] as const).map(
      (code) => ({ code: `SRG-${code}`, reason: 'setting' }) as DeliveryStatus['notChecked'][number],
    );
    const told = (changes: Partial<DeliveryStatus>) => statusWords({ ...wellFormed, ...changes }, 'nl').notChecked;
    expect(told({ notChecked })).toMatchObject({
      text: 'Niet nagegaan: T002, I101, I105, +1',
      spoken: 'Niet nagegaan: SRG-T002, SRG-I101, SRG-I105, SRG-I106',
      target: 'report',
    });
    // That there is no delivery of last month is told beside the pack.
    const previous = [{ code: 'SRG-I104', reason: 'previous' }] as const;
    expect(told({ notChecked: previous, previous: { state: 'missing' } })).toBeUndefined();
    expect(told({})).toBeUndefined();
  });

  test('what it is held against leads to last month’s delivery, or to the setting of it', () => {
    const target = (previous: DeliveryStatus['previous']) =>
      statusWords({ ...wellFormed, previous }, 'nl').heldAgainst?.target;
    expect(target(FEBRUARY)).toEqual({ uri: FEBRUARY.uri });
    expect(target({ state: 'missing' })).toBe('previous');
    expect(target({ state: 'otherMonth' })).toBe('previous');
    expect(target(undefined)).toBeUndefined();
  });

  test('as long as work goes on, nobody says that there is nothing', () => {
    const { spoken, busy } = statusWords({ ...wellFormed, work: 'going on' }, 'nl');
    expect(spoken).toBe('Amsterdam · maart 2025, 1 record · wordt gecontroleerd');
    expect(busy).toBe(true);
    expect(statusWords(wellFormed, 'nl').busy).toBe(false);
  });

  test('what is seen is shorter: icons for the severities, few words where not all are shown', () => {
    const findings = { error: 1, warning: 2779, information: 3 };
    const { detail } = statusWords({ ...wellFormed, findings, shown: 500 }, 'nl');
    expect(detail).toBe('1 record · $(error) 1 $(warning) 2.779 $(info) 3 · 500 getoond');
    expect(statusWords(wellFormed, 'nl').detail).toContain('1 record · geen meldingen');
  });

  test('a format that no pack knows leads to the setting of packs', () => {
    expect(statusWords({ ...wellFormed, pack: undefined }, 'nl')).toEqual({
      text: 'Onbekend SRG-formaat',
      detail: 'in geen schemapakket',
      spoken: 'Onbekend SRG-formaat, in geen schemapakket',
      severity: 'error',
      target: 'packs',
      busy: false,
    });
  });

  test('in English', () => {
    const previous = {
      state: 'found',
      uri: 'file:///w/february.xml',
      name: 'february.xml',
      others: 0,
      remarks: [],
    } as const;
    const { text, detail, heldAgainst } = statusWords({ ...wellFormed, records: 25_000, previous }, 'en');
    expect(text).toBe('Amsterdam · March 2025');
    expect(detail).toBe('25,000 records · no findings');
    expect(heldAgainst?.detail).toBe('last month: february.xml');
  });
});

describe('the words for a stylesheet', () => {
  const stylesheet: StylesheetStatus = {
    packs: [{ id: 'srg-regeling-2026', title: 'SRG naar de regeling (opbouw reconstructie)' }],
    findings: { error: 0, warning: 0, information: 0 },
    shown: undefined,
    isTooLong: false,
  };

  test.each<[name: string, changes: Partial<StylesheetStatus>, detail: string, spoken: string, severity: string]>([
    ['no finding', {}, 'geen meldingen', 'geen meldingen', 'information'],
    [
      'more findings than are shown',
      { findings: { error: 1200, warning: 0, information: 0 }, shown: 500 },
      '$(error) 1.200 · 500 getoond',
      '1.200 fouten · de 500 ernstigste worden getoond',
      'error',
    ],
    [
      'one that is too large',
      { isTooLong: true },
      'te groot om te controleren',
      'te groot om te controleren',
      'information',
    ],
  ])('%s', (_name, changes, detail, spoken, severity) => {
    expect(statusWords({ ...stylesheet, ...changes }, 'nl')).toEqual({
      text: 'XSLT-stylesheet',
      detail: `${detail} · srg-regeling-2026`,
      spoken: `XSLT-stylesheet, ${spoken} · SRG naar de regeling (opbouw reconstructie)`,
      severity,
      target: 'problems',
      busy: false,
    });
  });

  test('in English', () => {
    expect(statusWords(stylesheet, 'en').text).toBe('XSLT stylesheet');
  });
});
