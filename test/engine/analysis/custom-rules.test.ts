import { describe, expect, test } from 'vitest';
import { generateDelivery } from '../../../bench/generate-delivery.ts';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { mostSevere } from '../../../server/src/engine/analysis/located-findings.ts';
import { mergeProblems, type SchematronFile } from '../../../server/src/engine/schematron/schematron-file.ts';
import { Placeholders } from '../../../server/src/engine/syntax/placeholders/placeholders.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { type AnalyseOptions, analyse, delivery, findingsOf, packs, record } from '../../support/delivery.ts';
import { AFSPRAKEN, FAILING, HEADER_READING, sch, schematronFile } from '../../support/schematron.ts';

/** Of every finding its code and the text that it points at. */
function told(analysis: DeliveryAnalysis): string[] {
  return findingsOf(analysis).map(
    ({ code, range }) => `${code} ${analysis.source.slice(range.start, range.end).replace(/\n[\s\S]*/, '…')}`,
  );
}

/** What is wrong with the files: where, in their texts, and what. */
function wrongIn(analysis: DeliveryAnalysis): string[] {
  return mergeProblems(analysis.schematronProblems).flatMap(({ file, problems }) =>
    problems.map(({ range, message }) => `${file.text.slice(range.start, range.end)} ${message.key.split('.').pop()}`),
  );
}

const TEMPLATE = { isNamed: true, placeholders: new Placeholders() };
const COURSE = record({ type: '12', start: '20200101', end: '20250331' });

describe('what rules of the user’s own find', () => {
  test('is a finding like any other, in the record and with the place of the rule', () => {
    const analysis = analyse(delivery([record(), COURSE]), { schematron: [AFSPRAKEN] });
    const own = [...analysis.findings()].find(({ code }) => code === 'GEM-01')!;
    expect(own).toMatchObject({ severity: 'warning', defaultSeverity: 'warning', custom: { uri: AFSPRAKEN.uri } });
    expect(own.custom!.title).toBe('Afspraken van de gemeente Voorbeeld');
    expect(AFSPRAKEN.text.slice(own.custom!.range.start - 1, own.custom!.range.end + 12)).toBe('<report id="GEM-01"');
    expect(analysis.recordIndex(own.record!)).toBe(1);
    expect(told(analysis)).toContain('GEM-01 20250331');
    const start = analysis.startOf(own.owner) + own.range.start;
    expect([...analysis.findingsIn(start, start)]).toContain(own);
    expect([...analysis.findingsOf('warning')].flat()).toContain(own);
    expect(mostSevere(analysis, 10).map(({ finding }) => finding)).toContain(own);
    expect(analysis.fixesOf(own)).toEqual([]);
  });

  test('counts, and is nothing to CBS', () => {
    const error = schematronFile(
      sch(
        '<pattern><rule context="srg:Voorziening"><report id="E" role="error" test="true()">x</report></rule></pattern>',
      ),
    );
    expect(analyse(delivery([record()]), { schematron: [error] }).tally).toEqual({
      error: 1,
      warning: 0,
      information: 0,
      suppressed: 0,
      verdict: 'goedgekeurd',
    });
  });

  test.each<[name: string, text: string, options: AnalyseOptions, codes: string[]]>([
    [
      'the header once, and a record each',
      delivery([record(), COURSE]),
      { schematron: [FAILING] },
      ['KOP', 'SOMS', 'LOOPT', 'SOMS'],
    ],
    [
      'several files',
      delivery([record()]),
      { schematron: [FAILING, HEADER_READING] },
      ['KOP', 'SOMS', 'MAAND', 'LOOPT'],
    ],
    ['an empty delivery', delivery(), { schematron: [FAILING] }, ['KOP']],
    [
      'no container',
      delivery().replace(/<Voorzieningen>\s*<\/Voorzieningen>/, '<Voorzieningen/>'),
      { schematron: [FAILING] },
      ['KOP'],
    ],
    [
      'a rule that the user has switched off',
      delivery([record()]),
      { schematron: [FAILING], rules: { SOMS: 'off', LOOPT: 'error' } },
      ['KOP', 'LOOPT'],
    ],
    [
      'a record that is not well-formed',
      delivery(['<Voorziening><x</Voorziening>', record()]),
      { schematron: [HEADER_READING] },
      ['SRG-T001', 'MAAND'],
    ],
    [
      'a header that is not well-formed, for a rule of records that reads it',
      delivery([record()]).replace('<Statistiekmaand>', '<Statistiekmaand'),
      { schematron: [HEADER_READING] },
      ['SRG-T001'],
    ],
    [
      'and for one that does not',
      delivery([record()]).replace('<Statistiekmaand>', '<Statistiekmaand'),
      { schematron: [FAILING] },
      ['SRG-T001', 'SOMS', 'LOOPT'],
    ],
    [
      'a template: no record that is to be filled in',
      delivery([record(), record({ start: '{{start}}' })]),
      { schematron: [FAILING], templates: TEMPLATE },
      ['KOP', 'SOMS', 'LOOPT'],
    ],
    [
      'a template whose header is to be filled in',
      delivery([record()], { verslagmaand: '{{maand}}' }),
      { schematron: [FAILING, HEADER_READING], templates: TEMPLATE },
      ['SOMS', 'LOOPT'],
    ],
    ['another XML language', '<note/>', { schematron: [FAILING] }, []],
    ['an unknown format', '<SRG/>', { schematron: [FAILING] }, ['SRG-T005']],
    ['a file that can’t be used', delivery([record()]), { schematron: [schematronFile('<x/>')] }, []],
  ])('%s', (_name, text, options, codes) => {
    expect(findingsOf(analyse(text, options)).map(({ code }) => code)).toEqual(codes);
  });

  test('a severity set by the user is not the rule’s own', () => {
    const analysis = analyse(delivery([record()]), { schematron: [HEADER_READING], rules: { MAAND: 'error' } });
    expect([...analysis.findings()]).toMatchObject([{ severity: 'error', defaultSeverity: 'information' }]);
  });
});

test('a finding belongs to its record when the schema’s verdict on that has changed by an edit of the header', () => {
  const source = new SourceText(delivery([record(), record({ type: '99' })]));
  const analysis = new DeliveryAnalysis(source, { packs, rules: {}, berichtgevers: [], schematron: [FAILING] });
  analysis.run();
  const records = () => {
    const own = [...analysis.findings()].filter(({ code }) => code === 'LOOPT');
    return own.map((finding) => analysis.recordIndex(finding.record!));
  };
  const refused = () => [...analysis.findings()].filter(({ code }) => code === 'SRG-T002').length;
  expect({ records: records(), refused: refused() }).toEqual({ records: [0, 1], refused: 1 });
  // What libxml2 doesn't expect there keeps it from looking at what comes behind.
  const start = source.toString().indexOf('<Voorzieningen>');
  source.replace(start, start, '<X/>');
  expect(analysis.edited({ start, end: start, length: 4 })).toBe(true);
  analysis.run();
  expect([...analysis.findings()].map(({ message }) => message.parameters?.name)).toContain('X');
  expect(records()).toEqual([0, 1]);
});

describe('suppressed by a comment', () => {
  const told = (text: string, options: AnalyseOptions = {}) =>
    findingsOf(analyse(text, { schematron: [FAILING], ...options })).map(({ code, message }) =>
      code === 'SRG-S001' ? `${code} ${message}` : code,
    );
  const before = (codes: string, one = record()) => delivery([`<!-- srg-disable ${codes}: nagegaan -->${one}`]);

  test.each<[name: string, text: string, options: AnalyseOptions, found: (string | RegExp)[]]>([
    ['for a record', before('SOMS, LOOPT'), {}, ['KOP']],
    ['in any case of its code', before('soms'), {}, ['KOP', 'LOOPT']],
    [
      'in the whole file',
      before('x')
        .replace('<Levering>', '<!-- srg-disable KOP, LOOPT: x -->$&')
        .replace(/<!-- srg-disable x[^>]*>/, ''),
      {},
      ['SOMS'],
    ],
    ['which does nothing', before('LOOPT', COURSE), {}, ['KOP', /SRG-S001 .*LOOPT/, 'SOMS']],
    ['of a rule that is off', before('LOOPT', COURSE), { rules: { LOOPT: 'off' } }, ['KOP', 'SOMS']],
    ['of a rule that there is not', before('GEM-99'), {}, ['KOP', /SRG-S001 .*GEM-99/, 'SOMS', 'LOOPT']],
    ['of a rule that fails', before('SOMS', record({ type: '11', end: '20250331' })), {}, ['KOP']],
    ['of a rule that is gone with its file', before('SOMS'), { schematron: [] }, [/SRG-S001 .*SOMS/]],
  ])('%s', (_name, text, options, found) => {
    expect(told(text, options)).toEqual(
      found.map((one) => (typeof one === 'string' ? one : expect.stringMatching(one))),
    );
  });

  test('it is counted', () => {
    expect(analyse(before('SOMS, LOOPT'), { schematron: [FAILING] }).tally).toMatchObject({ error: 1, suppressed: 2 });
  });

  test('what there is to say of comments changes with the files', () => {
    const analysis = analyse(before('SOMS'), { schematron: [] });
    const notices = () => [...analysis.findings()].filter(({ code }) => code === 'SRG-S001').length;
    expect([notices(), analysis.tally.information]).toEqual([1, 1]);
    analysis.setSchematron([FAILING]);
    analysis.run();
    expect([notices(), analysis.tally.suppressed]).toEqual([0, 1]);
    analysis.setSchematron([]);
    analysis.run();
    expect([notices(), analysis.tally.suppressed]).toEqual([1, 0]);
  });
});

describe('a check that fails for a record', () => {
  const eleven = record({ type: '11' });

  test('is shown for none, and told once in its file', () => {
    const analysis = analyse(delivery([record(), eleven, eleven, record()]), { schematron: [FAILING] });
    expect(told(analysis).filter((line) => line.startsWith('SOMS'))).toEqual([]);
    expect(told(analysis).filter((line) => line.startsWith('LOOPT'))).toHaveLength(4);
    expect(wrongIn(analysis)).toEqual([expect.stringMatching(/^srg:TypeVoorziening != '11'.* tooMuchWork$/)]);
  });

  test('takes the rest of its pattern along where it is the context that fails', () => {
    const many = `count(${'*/../'.repeat(8)}*) > 0`;
    const file = schematronFile(
      sch(
        '<pattern><rule context="srg:EinddatumVoorziening"><report id="A" test="true()">x</report></rule>' +
          `<rule context="srg:Voorziening[srg:TypeVoorziening = '11' and ${many}]"><report id="B" test="true()">x</report></rule>` +
          '<rule context="srg:Voorziening"><report id="C" test="true()">x</report></rule></pattern>' +
          '<pattern><rule context="srg:Voorziening"><report id="D" test="true()">x</report></rule></pattern>',
      ),
    );
    const codes = (records: string[]) => [
      ...new Set(findingsOf(analyse(delivery(records), { schematron: [file] })).map(({ code }) => code)),
    ];
    expect(codes([COURSE, record()]).sort()).toEqual(['A', 'C', 'D']);
    expect(
      codes([COURSE, record(), eleven])
        .filter((code) => !code.startsWith('SRG'))
        .sort(),
    ).toEqual(['A', 'D']);
  });

  test('is shown again when the record is gone', () => {
    const source = new SourceText(delivery([record(), eleven]));
    const analysis = new DeliveryAnalysis(source, { packs, rules: {}, berichtgevers: [], schematron: [FAILING] });
    analysis.run();
    expect(wrongIn(analysis)).toHaveLength(1);
    const start = source.toString().indexOf(eleven);
    source.replace(start, start + eleven.length, '');
    analysis.edited({ start, end: start + eleven.length, length: 0 });
    analysis.run();
    expect(wrongIn(analysis)).toEqual([]);
    expect(told(analysis).filter((line) => line.startsWith('SOMS'))).toHaveLength(1);
  });
});

describe('the work', () => {
  const RECORDS = 1000;
  const begin = (...schematron: SchematronFile[]) => {
    const text = generateDelivery({ records: RECORDS, seed: 1, oneLine: false, faulty: 0 });
    const analysis = new DeliveryAnalysis(new SourceText(text), { packs, rules: {}, berichtgevers: [], schematron });
    analysis.run();
    return analysis;
  };
  const edit = (analysis: DeliveryAnalysis, of: string, into: number, length: number, newText: string) => {
    const start = analysis.source.toString().indexOf(of) + into;
    analysis.work.schematron = 0;
    analysis.source.replace(start, start + length, newText);
    expect(analysis.edited({ start, end: start + length, length: newText.length })).toBe(true);
    analysis.run();
    return analysis.work.schematron;
  };

  test.each<[name: string, file: SchematronFile, ofRecord: number, ofHeader: number, atFirst: number]>([
    ['rules of records alone', FAILING, 1, 0, RECORDS],
    ['rules of records that read the header', HEADER_READING, 1, RECORDS, RECORDS],
    [
      'rules of the header alone',
      schematronFile(
        sch('<pattern><rule context="srg:Statistiekmaand"><report test="true()">x</report></rule></pattern>'),
      ),
      0,
      0,
      0,
    ],
  ])(
    'of %s: at first, after an edit in a record, and after one in the header',
    (_name, file, ofRecord, ofHeader, atFirst) => {
      const analysis = begin(file);
      expect(analysis.work.schematron).toBe(atFirst);
      expect(edit(analysis, '>VZ-500<', 4, 0, '9')).toBe(ofRecord);
      expect(edit(analysis, '<VersienummerSoftwarepakket>', 28, 3, '9.9')).toBe(ofHeader);
    },
  );

  test('stops within a block, and comes after all else that can be done in slices', () => {
    const text = generateDelivery({ records: 50, seed: 1, oneLine: false, faulty: 0 });
    const settings = { packs, rules: {}, berichtgevers: [], schematron: [FAILING] };
    const analysis = new DeliveryAnalysis(new SourceText(text), settings);
    while (analysis.work.schematron === 0) expect(analysis.run(() => true)).toBe(false);
    const { ruled, groups } = analysis.work;
    expect(ruled).toBe(50);
    expect(analysis.work.schematron).toBe(1);
    expect(analysis.progress).toBeLessThan(1);
    analysis.run();
    expect(analysis.work).toMatchObject({ ruled, groups, schematron: 50 });
    expect(analysis).toMatchObject({ done: true, progress: 1 });
  });

  test('after other files come is theirs alone, and gives what they give from the start', () => {
    const analysis = begin(FAILING);
    const { scanned, chunks, ruled } = analysis.work;
    analysis.setSchematron([FAILING]);
    expect(analysis.done).toBe(true);
    analysis.setSchematron([HEADER_READING]);
    expect(analysis.done).toBe(false);
    analysis.run();
    expect(analysis.work).toMatchObject({ scanned, chunks, ruled, schematron: 2 * RECORDS });
    expect(told(analysis)).toEqual(told(begin(HEADER_READING)));
    analysis.setSchematron([]);
    expect(analysis.done).toBe(true);
    expect(analysis.schematronProblems).toEqual([]);
    expect(told(analysis)).toEqual(told(begin()));
  });
});
