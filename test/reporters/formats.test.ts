import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DOMParser, onWarningStopParsing } from '@xmldom/xmldom';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import { githubReporter } from '../../server/src/cli/reporters/pipelines/github.ts';
import { gitlabReporter } from '../../server/src/cli/reporters/pipelines/gitlab.ts';
import { junitReporter } from '../../server/src/cli/reporters/pipelines/junit.ts';
import { sarifReporter } from '../../server/src/cli/reporters/pipelines/sarif.ts';
import { type CheckReporterOptions, type Reporter, report } from '../../server/src/cli/reporters/report.ts';
import { ShownFindings } from '../../server/src/cli/reporters/shown-findings.ts';
import { csvReporter } from '../../server/src/cli/reporters/tables/csv.ts';
import { xlsxReporter } from '../../server/src/cli/reporters/tables/xlsx.ts';
import { safe } from '../../server/src/engine/report/tables/rows.ts';
import type { RuleSettings } from '../../server/src/engine/rules/registry.ts';
import { analyse, BSN, delivery, record } from '../support/delivery.ts';
import { holdsAsync } from '../support/property.ts';
import { isCodeQuality } from './gitlab-code-quality.ts';

interface Given {
  readonly path?: string;
  readonly options?: Partial<CheckReporterOptions>;
  readonly failed?: string;
  readonly rules?: RuleSettings;
}

type Make = (options: CheckReporterOptions) => Reporter | Promise<Reporter>;

/** What a format writes of a text, as bytes. */
async function bytesOf(
  make: Make,
  text: string,
  { path = 'a.srg.xml', options, failed, rules = {} }: Given = {},
): Promise<Buffer> {
  const written: Buffer[] = [];
  const analysis = analyse(text, { rules });
  const { verdict, suppressed } = analysis.tally;
  const reporter = await make({
    language: 'nl',
    maskBsn: true,
    color: false,
    version: '1.2.3',
    today: 20_148,
    failing: ['error'],
    write: (piece) => written.push(Buffer.from(piece)),
    writeBytes: (bytes) => written.push(Buffer.from(bytes)),
    rulePages: async () => new Map(),
    ...options,
  });
  const findings = new ShownFindings(analysis, { pack: analysis.pack, most: 1_000 });
  report({ path, analysis, verdict, findings, suppressed, pathOf: (uri) => uri }, reporter);
  if (failed !== undefined) reporter.failed?.('weg.xml', failed);
  await reporter.end([]);
  return Buffer.concat(written);
}

const textOf = async (...args: Parameters<typeof bytesOf>) => (await bytesOf(...args)).toString();
const sarif: Make = (options) => sarifReporter(options, new Map());

/** The schema of the standard, as Microsoft ships it; of JSON Schema's draft 4, whose words mean the same here. */
const {
  $schema: _draft,
  id: $id,
  ...official
} = JSON.parse(readFileSync('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json', 'utf8'));
const isReference = (text: string) => /^[\w.~:/?#[\]@!$&'()*+,;=%-]*$/.test(text) && URL.canParse(text, 'http://x/');
const isSarif = new Ajv({
  allErrors: true,
  strict: false,
  unicodeRegExp: false,
  formats: { uri: (text: string) => URL.canParse(text), 'uri-reference': isReference, 'date-time': true },
}).compile({ ...official, $id });

async function logOf(text: string, given?: Given): Promise<Log> {
  const log = JSON.parse(await textOf(sarif, text, given));
  isSarif(log);
  expect(isSarif.errors).toBeNull();
  return log;
}

const parseXml = (xml: string) => new DOMParser({ onError: onWarningStopParsing }).parseFromString(xml, 'text/xml');

/** What has a meaning in one format or another, or in none. */
const tricks = fc
  .array(
    fc.constantFrom(
      ...[
        '\u0000',
        '\u0001',
        '\u001b[2J',
        '\u0085',
        '\u2028',
        '\ud800',
        '\udc00',
        '\ufffe',
        '\uffff',
        '\ufeff',
        '\r',
        '\n',
      ],
      ...['\t', '::error::x', '::set-env name=a::b', '\n::stop-commands::x', '%0A::warning::', '%', ':', ','],
      ...[
        '=1+1',
        '@SUM(A1)',
        '+1',
        '-1',
        '|cmd',
        '\uff1d1',
        "'=1",
        '"=1',
        ';=1',
        ']]>',
        '</failure>',
        '&amp;',
        '"',
        '<x>',
      ],
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((pieces) => pieces.join(''));

const raw = (trick: string) =>
  delivery([
    record({ nummer: trick, type: trick, start: trick }),
    record({ nummer: `A${trick}`, geslacht: trick, rest: `<x a="${trick}">${trick}</x>` }),
    `<!-- srg-disable SRG-I107: ${trick} -->${record({ bsn: '950204868' })}`,
  ]);
/** The same as a value of well-formed XML, as far as that may be. */
const quoted = (trick: string) =>
  raw(
    trick
      .replace(/[<>&"]|]]>/g, (one) => `&#${one.charCodeAt(0)};`)
      .replace(/[^\P{Cc}\t\r\n]|[\p{Cs}\ufffe\uffff]/gu, ''),
  );

const hostile = fc.record({ trick: tricks, text: fc.constantFrom(raw, quoted) });

function given({ trick }: { trick: string }): Given {
  return { path: `map/${trick}.srg.xml`, failed: `kan niet: ${trick}`, options: { maskBsn: false } };
}

/** Holds something of what is written of hostile deliveries. */
function holdsOf(check: (text: string, given: Given) => Promise<void>, runs = 1_200): Promise<void> {
  const property = fc.asyncProperty(hostile, async ({ trick, text }) => check(text(trick), given({ trick })));
  return holdsAsync(property, runs);
}

const WRONG = readFileSync('examples/met-fouten.srg.xml', 'utf8');

describe('SARIF', () => {
  test('has a schema that refuses what is none', () => {
    expect(isSarif({ version: '2.1.0', runs: [{}] })).toBe(false);
  });

  test('is what the standard says, whatever stands in a file', () =>
    holdsOf(async (text, given) => {
      const log = await logOf(text, given);
      expect(log.runs[0]!.invocations![0]!.executionSuccessful).toBe(false);
    }));

  test('has the rules, the places, the fixes and the kinds', async () => {
    const [run] = (await logOf(WRONG)).runs;
    expect(run!.tool.driver).toMatchObject({ name: 'SRG XML', version: '1.2.3' });
    const result = run!.results!.find(({ ruleId }) => ruleId === 'SRG-T002')!;
    expect(run!.tool.driver.rules![result.ruleIndex!]!.id).toBe('SRG-T002');
    expect(result).toMatchObject({
      level: 'error',
      properties: { kind: 'SRG-T002/day/begindatum', record: 26 },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'a.srg.xml' }, region: { startLine: 400 } } }],
      fixes: [{ artifactChanges: [{ replacements: [{ insertedContent: { text: '20250301' } }] }] }],
    });
  });

  test('its fixes, applied, are those of the editor', async () => {
    const fixes = (await logOf(WRONG)).runs[0]!.results!.flatMap(({ fixes = [] }) => fixes);
    expect(fixes.length).toBeGreaterThan(5);
    const lines = WRONG.split('\n');
    for (const { artifactChanges } of fixes) {
      for (const { deletedRegion } of artifactChanges[0]!.replacements) {
        expect(lines[deletedRegion.endLine! - 1]!.length).toBeGreaterThanOrEqual(deletedRegion.endColumn! - 1);
      }
    }
  });

  test('tells what a delivery suppresses, and why', async () => {
    const text = delivery(`<!-- srg-disable SRG-I107: nagevraagd -->${record({ bsn: '950204868' })}`);
    expect((await logOf(text)).runs[0]!.results).toMatchObject([
      { ruleId: 'SRG-I107', suppressions: [{ kind: 'inSource', justification: 'nagevraagd' }] },
    ]);
  });
});

describe('fingerprints', () => {
  const fingerprints = async (records: readonly string[]) =>
    (await logOf(delivery(records))).runs[0]!.results!.map((result) => result.partialFingerprints!['srg/v1']);

  test('are those of the records, wherever they stand', async () => {
    const [a, b] = ['A-1', 'B-2'].map((nummer) => record({ nummer, start: '20250401' }));
    const others = Array.from({ length: 3 }, (_, n) =>
      record({ bsn: BSN[1], nummer: `X${n}`, start: `2025030${n + 1}` }),
    );
    expect(await fingerprints([a!, others[0]!])).toEqual(['SRG-I106/future@A-1']);
    expect(await fingerprints([...others, a!])).toEqual(['SRG-I106/future@A-1']);
    expect(await fingerprints([a!, b!.replace('19800505', '19800506')])).toEqual([
      'SRG-I106/future@A-1',
      'SRG-I119@B-2',
      'SRG-I108/geboortedatum@B-2',
      'SRG-I106/future@B-2',
    ]);
  });

  test.each([
    ['a BSN', BSN[0]],
    ['a BSN with more', `V${BSN[0]}`],
    ['a BSN in groups', '9502.04.869'],
    ['a BSN without its zero', '12345678'],
    ['the date of birth', 'P19800505'],
    ['the other way round', '05-05-1980'],
    ['shorter', 'P050580'],
    ['the day of it', 'P0505'],
    ['a name with a space', 'Jan Jansen'],
  ])('hold no %s: records are told apart by their order', async (_name, nummer) => {
    const records = [record({ nummer, start: '20250401' }), record({ nummer: 'A', start: '20250402' })];
    expect(await fingerprints(records)).toEqual(['SRG-I106/future', 'SRG-I106/future@A']);
  });

  test('are all different', async () => {
    const results = (await logOf(WRONG)).runs[0]!.results!;
    expect(new Set(results.map((result) => result.partialFingerprints!['srg/v1'])).size).toBe(results.length);
  });
});

describe('JUnit', () => {
  test('is well-formed, whatever stands in a file', () =>
    holdsOf(async (text, given) => {
      const root = parseXml(await textOf(junitReporter, text, given)).documentElement!;
      expect(root.getAttribute('errors')).not.toBe('0');
      const count = (name: string) => root.getElementsByTagName(name).length;
      expect(String(count('testcase'))).toBe(root.getAttribute('tests'));
      expect(String(count('failure'))).toBe(root.getAttribute('failures'));
    }));

  test('fails by what fails the run, passes what was checked, and skips what was not', async () => {
    const xml = await textOf(junitReporter, WRONG);
    expect(xml).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="srg check" tests="24" failures="2" errors="0" skipped="2"/,
    );
    expect(xml).toMatch(/<testcase classname="a\.srg\.xml" name="SRG-T002 schema">\n {6}<failure message="‘1-3-2025’/);
    expect(xml).toMatch(/name="SRG-I101 datumvolgorde">\n {6}<system-out>a\.srg\.xml:670:29: warning /);
    expect(xml).toContain('<testcase classname="a.srg.xml" name="SRG-T001 welgevormd"/>');
    expect(xml).toMatch(/name="SRG-I104 continuïteit">\n {6}<skipped message="/);
    expect(await textOf(junitReporter, WRONG, { options: { failing: [] } })).toContain('failures="0"');
    expect(await textOf(junitReporter, WRONG, { options: { failing: ['error', 'warning'] } })).toContain(
      'failures="13"',
    );
  });
});

describe('GitHub', () => {
  test('gets a command a line, and no text of a file ends or begins one', () =>
    holdsOf(async (text, given) => {
      const written = await textOf(githubReporter, text, given);
      for (const line of written.split(/[\r\n]/).slice(0, -1)) {
        expect(line).toMatch(/^::(error|warning|notice) ([a-zA-Z]+=[^:,\r\n]*,?)+::[^\r\n]*$/);
        expect(line.match(/^::\w+ (.*?)::/)![1]!.replace(/%(25|0D|0A|3A|2C)/g, '')).not.toMatch(/[%:]/);
      }
    }));

  test('is told where, what and how severe', async () => {
    const text = await textOf(githubReporter, delivery(record({ start: '20250401' })));
    const [found, verdict] = text.split('\n');
    expect(found).toMatch(
      /^::warning file=a\.srg\.xml,line=4,col=\d+,endColumn=\d+,title=SRG-I106::De begindatum \(1 april/,
    );
    expect(verdict).toMatch(/^::notice file=a\.srg\.xml,title=contact::/);
  });

  test('is told with the verdict what that says nothing of', async () => {
    const text = delivery(record());
    expect(await textOf(githubReporter, text)).not.toContain('Niet nagegaan');
    expect(await textOf(githubReporter, text, { rules: { 'SRG-T004': 'off', 'SRG-I105': 'off' } })).toBe(
      '::notice file=a.srg.xml,title=goedgekeurd::goedgekeurd. Niet nagegaan: SRG-T004, SRG-I105 (uitgezet).\n',
    );
  });
});

describe('GitLab', () => {
  test('gets what it says a report is, each issue with a fingerprint of its own', () =>
    holdsOf(async (text, given) => {
      const report = await textOf(gitlabReporter, text, given);
      // GitLab takes no byte order mark.
      expect(report.startsWith('[')).toBe(true);
      const issues: { fingerprint: string }[] = JSON.parse(report);
      isCodeQuality(issues);
      expect(isCodeQuality.errors).toBeNull();
      expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    }));

  test('knows a file by its path in the repository, however it was named', async () => {
    const text = delivery([record({ bsn: '950204868' })]);
    const report = await textOf(gitlabReporter, text, { path: 'map/a.srg.xml' });
    expect(await textOf(gitlabReporter, text, { path: resolve('map/a.srg.xml') })).toBe(report);
    expect(report).toContain('"path":"map/a.srg.xml"');
  });

  test('and an empty one where there are none', async () => {
    expect(await textOf(gitlabReporter, delivery(record()))).toBe('[]\n');
  });
});

/** The cells of CSV with semicolons. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, cell, end] of csv.replace(/^\ufeff/, '').matchAll(/("(?:[^"]|"")*"|[^;\r\n]*)(;|\r\n|$)/g)) {
    rows.at(-1)!.push(cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!);
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.slice(0, -1);
}

const FORMULA = /^\s*[=+\-@|]/;

describe('CSV', () => {
  test('has a row for each finding, and no cell begins a formula, whatever stands in a file', () =>
    holdsOf(async (text, given) => {
      const [head, ...rows] = cellsOf(await textOf(csvReporter, text, given));
      expect(head).toContain('Registratienummer');
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        expect(row).toHaveLength(head!.length);
        for (const cell of row) expect(cell).not.toMatch(FORMULA);
      }
    }));

  test('tells the record, its number and a masked BSN', async () => {
    const [, row] = cellsOf(
      await textOf(csvReporter, delivery([record(), record({ nummer: 'A-9', start: '20250401' })])),
    );
    expect(row!.slice(1, 8)).toEqual([
      '5',
      '2',
      'A-9',
      '*****4869',
      'waarschuwing',
      'SRG-I106',
      'Begindatum na de verslagmaand',
    ]);
  });

  test.each(['=1+1', ' =1', '\t=1', '+1', '-1', '@a', "'=1", '"=1', '\uff1d1'])('%j is made harmless', (cell) => {
    expect(safe(cell)).toMatch(/^'/);
  });

  test('so is what begins with a space that is none', () => {
    expect(safe('\u00a0=1')).toBe('\\u{a0}=1');
  });

  test.each(['a=1', '1-3-2025', 'A-1', ''])('%j stays', (cell) => {
    expect(safe(cell)).toBe(cell);
  });
});

describe('Excel', () => {
  const partsOf = async (text: string, given?: Given) => {
    const entries = Object.entries(unzipSync(await bytesOf(xlsxReporter, text, given)));
    return new Map(entries.map(([name, bytes]) => [name, strFromU8(bytes)]));
  };

  test('opens: every part is well-formed, and no cell is or begins a formula, whatever stands in a file', () =>
    holdsOf(async (text, given) => {
      const parts = await partsOf(text, given);
      expect([...parts.keys()]).toContain('xl/worksheets/sheet2.xml');
      for (const [name, xml] of parts) {
        if (!/\.(xml|rels)$/.test(name)) continue;
        // The parser takes what stands for a character that XML doesn't have for a mistake in the encoding.
        const document = parseXml(xml.replaceAll('\ufffd', '?'));
        expect(document.getElementsByTagName('f').length, name).toBe(0);
        for (const cell of Array.from(document.getElementsByTagName('t')))
          expect(cell.textContent).not.toMatch(FORMULA);
      }
    }, 400));

  test('has the findings and their kinds', async () => {
    const all = [...(await partsOf(WRONG)).values()].join('');
    for (const words of ['Meldingen', 'Soorten', 'Einddatum vóór begindatum', 'SRG-T004']) expect(all).toContain(words);
  });
});
