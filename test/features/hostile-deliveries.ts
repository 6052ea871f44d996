import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import '../../server/src/engine/schema/libxml2.ts';
import { jsonReporter } from '../../server/src/cli/reporters/json.ts';
import { prettyReporter } from '../../server/src/cli/reporters/pretty.ts';
import { report } from '../../server/src/cli/reporters/report.ts';
import { ShownFindings } from '../../server/src/cli/reporters/shown-findings.ts';
import { DeliveryAnalysis } from '../../server/src/engine/analysis/delivery-analysis.ts';
import type { Day } from '../../server/src/engine/delivery/day.ts';
import { makeReport } from '../../server/src/engine/report/report.ts';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { atOnce } from '../../server/src/engine/text/time-sliced.ts';
import { codeActionsAt } from '../../server/src/features/actions/code-actions.ts';
import { codeLensesOf, resolveCodeLens } from '../../server/src/features/beside-text/code-lens.ts';
import { inlayHintsIn } from '../../server/src/features/beside-text/inlay-hints.ts';
import { semanticTokens } from '../../server/src/features/beside-text/semantic-tokens.ts';
import { completionsAt } from '../../server/src/features/completion/complete.ts';
import { diagnosticsOf } from '../../server/src/features/diagnostics.ts';
import { format } from '../../server/src/features/formatting/formatting.ts';
import { hoverAt } from '../../server/src/features/hover/hover.ts';
import { documentLinksOf } from '../../server/src/features/navigation/document-links.ts';
import { referencesAt } from '../../server/src/features/navigation/references.ts';
import { documentSymbolsOf } from '../../server/src/features/structure/document-symbols.ts';
import { foldingRangesOf } from '../../server/src/features/structure/folding-ranges.ts';
import { selectionRangeAt } from '../../server/src/features/structure/selection-ranges.ts';
import { loadShippedPacks } from '../../server/src/node/shipped-packs.ts';
import type { Measures } from '../engine/count-work.ts';
import { ACTION_OPTIONS } from '../support/clients/code-action-options.ts';

/** From the folder of the project, for this is run as part of a bundle. */
const packs = await loadShippedPacks(pathToFileURL(`${resolve('schemas')}/`));

const each = (n: number, of: (i: number) => string) => Array.from({ length: n }, (_, i) => of(i)).join('');

const HEADER =
  '<Statistiekjaar>2025</Statistiekjaar><Statistiekmaand>03</Statistiekmaand><Statistiekcode>10</Statistiekcode>' +
  '<NaamSoftwarepakket>and</NaamSoftwarepakket><VersienummerSoftwarepakket>4.2</VersienummerSoftwarepakket>' +
  '<Gemeentecode>0363</Gemeentecode><Berichtgevercode>0363</Berichtgevercode>';
const BSN = '950204869';

function bsnOf(i: number): string {
  // Those that pass the 11-proof: the last digit follows from the others.
  for (let n = 90_000_000 + i; ; n += 1_000_003) {
    const digits = String(n % 100_000_000).padStart(8, '9');
    const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (9 - at), 0) % 11;
    if (sum < 10) return `${digits}${sum}`;
  }
}

interface RecordParts {
  bsn?: string;
  nummer?: string;
  birth?: string;
  type?: string;
  start?: string;
  rest?: string;
}

const record = (i: number, parts: RecordParts = {}) => {
  const { bsn = bsnOf(i), nummer = `N-${i}`, birth = '19800505', type = '30', start = '20250301', rest = '' } = parts;
  return (
    `<Voorziening><Persoon><Burgerservicenummer>${bsn}</Burgerservicenummer><Geboortedatum>${birth}</Geboortedatum>` +
    '<Geslacht>1</Geslacht><Arbeidsvermogen>10</Arbeidsvermogen><DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>' +
    `</Persoon><RegistratienummerVoorziening>${nummer}</RegistratienummerVoorziening>` +
    `<TypeVoorziening>${type}</TypeVoorziening><BegindatumVoorziening>${start}</BegindatumVoorziening>${rest}</Voorziening>\n`
  );
};

const around = (records: string, container = 'Voorzieningen', header = HEADER) =>
  `<SRG xmlns="urn:srg-xml:regeling:2026">\n<Levering>${header}</Levering>\n<${container}>\n${records}</${container}>\n</SRG>\n`;
const records = (n: number, parts: (i: number) => RecordParts = () => ({})) =>
  around(each(n, (i) => record(i, parts(i))));
/** One record with something in it. */
const inRecord = (rest: string) => around(record(0, { rest }));

const PLACEHOLDER = ['$', '{x}'].join('');

export const SHAPES: readonly [name: string, text: (n: number) => string][] = [
  ['records', (n) => records(n)],
  [
    'records under a mistyped container',
    (n) =>
      around(
        each(n, (i) => record(i)),
        'Voorziening',
      ),
  ],
  [
    'the same with a bare ampersand in each',
    (n) =>
      around(
        each(n, (i) => record(i, { nummer: 'a&b' })),
        'Voorzienigen',
      ),
  ],
  ['a bare ampersand in each record', (n) => records(n, () => ({ nummer: 'a&b' }))],
  ['a wrong code in each record', (n) => records(n, () => ({ type: '9' }))],
  ['records of one person', (n) => records(n, () => ({ bsn: BSN }))],
  ['records of one number', (n) => records(n, () => ({ nummer: 'N' }))],
  ['records of one person and number', (n) => records(n, () => ({ bsn: BSN, nummer: 'N' }))],
  [
    'one person, each time of another age',
    (n) => records(n, (i) => ({ bsn: BSN, birth: String(19500101 + (i % 28)) })),
  ],
  [
    'one person, start dates that differ',
    (n) => records(n, (i) => ({ bsn: BSN, start: `2024${String(101 + (i % 28)).padStart(4, '0')}` })),
  ],
  ['records that are not closed', (n) => around(each(n, (i) => record(i).replace('</Voorziening>', '')))],
  ['ampersands in one record', (n) => inRecord(`<x>${'& '.repeat(n)}</x>`)],
  ['unknown elements in one record', (n) => inRecord('<x/>'.repeat(n))],
  ['unknown elements in one record, each another', (n) => inRecord(each(n, (i) => `<x${i}/>`))],
  ['wrong values in one record', (n) => inRecord('<Loonkostensubsidie>x</Loonkostensubsidie>'.repeat(n))],
  ['attributes of one record', (n) => around(record(0).replace('<Voorziening', `$& ${each(n, (i) => `a${i}="1" `)}`))],
  ['attributes of many in one record', (n) => inRecord('<x a="1"/>'.repeat(n))],
  ['end tags of nothing in one record', (n) => inRecord('</x>'.repeat(n))],
  ['texts in one record', (n) => inRecord('a<!-- b -->'.repeat(n))],
  ['unknown elements in the header', (n) => around(record(0), 'Voorzieningen', HEADER + '<x/>'.repeat(n))],
  ['ampersands in the header', (n) => around(record(0), 'Voorzieningen', `${HEADER}<x>${'& '.repeat(n)}</x>`)],
  ['elements behind the records', (n) => records(1).replace('</SRG>', `${'<x/>'.repeat(n)}$&`)],
  ['elements behind the root', (n) => records(1) + '<x/>'.repeat(n)],
  ['texts between records', (n) => around(each(n, (i) => `los ${record(i)}`))],
  ['other elements between records', (n) => around(each(n, (i) => `<Los/>${record(i)}`))],
  ['comments before a record', (n) => around('<!-- a -->'.repeat(n) + record(0))],
  ['comments in a record', (n) => inRecord('<!-- srg-disable I105: a -->'.repeat(n))],
  ['comments behind the last record', (n) => around(record(0) + '<!-- srg-disable I105: a -->'.repeat(n))],
  [
    'suppressions before a record',
    (n) => around('<!-- srg-disable I105: a -->'.repeat(n) + record(0, { bsn: '123456789' })),
  ],
  [
    'suppressions of other codes before a record',
    (n) => around(each(n, (i) => `<!-- srg-disable X${i}: a -->`) + record(0)),
  ],
  [
    'suppressions before each record',
    (n) => around(each(n, (i) => `<!-- srg-disable I107: a -->${record(i, { bsn: '123456789' })}`)),
  ],
  [
    'suppressions in the header',
    (n) => around(record(0), 'Voorzieningen', '<!-- srg-disable I105: a -->'.repeat(n) + HEADER),
  ],
  ['codes in a suppression', (n) => around(`<!-- srg-disable ${each(n, (i) => `X${i}, `)}: a -->${record(0)}`)],
  [
    'codes in a suppression in the header',
    (n) => around(record(0), 'Voorzieningen', `<!-- srg-disable ${each(n, (i) => `X${i}, `)}: a -->${HEADER}`),
  ],
  ['elements in each other in a record', (n) => inRecord('<x>'.repeat(n) + '</x>'.repeat(n))],
  ['start tags in each other, each without an end', (n) => inRecord('<x '.repeat(n))],
  ['values without an end', (n) => inRecord('<x a="'.repeat(n))],
  ['elements in each other in a record, not closed', (n) => inRecord('<x>'.repeat(n))],
  [
    'elements in each other in the header',
    (n) => around('', 'Voorzieningen', HEADER + '<x>'.repeat(n) + '</x>'.repeat(n)),
  ],
  [
    'elements in each other in place of the container',
    (n) => `<SRG xmlns="urn:srg-xml:regeling:2026">${'<Voorzieningen>'.repeat(n)}${'</Voorzieningen>'.repeat(n)}</SRG>`,
  ],
  ['records in each other', (n) => around('<Voorziening>'.repeat(n) + '</Voorziening>'.repeat(n))],
  ['a long value', (n) => records(1, () => ({ nummer: 'x'.repeat(n) }))],
  ['sections in a value', (n) => records(1, () => ({ nummer: '<![CDATA[1]]>'.repeat(n) }))],
  ['references in a value', (n) => records(1, () => ({ nummer: '&#65;'.repeat(n) }))],
  ['comments in a value', (n) => records(1, () => ({ nummer: '1<!-- a -->'.repeat(n) }))],
  ['white space in a value', (n) => records(1, () => ({ nummer: ' \n'.repeat(n) }))],
  ['a long name', (n) => inRecord(`<${'x'.repeat(n)}/>`)],
  ['a long name like one', (n) => inRecord(`<EinddatumVoorziening${'x'.repeat(n)}/>`)],
  ['a long code', (n) => records(1, () => ({ type: '1'.repeat(n) }))],
  ['a long date', (n) => records(1, () => ({ start: '1'.repeat(n) }))],
  ['a long line of records', (n) => records(n).replaceAll('\n', '')],
  ['placeholders', (n) => records(1, () => ({ nummer: PLACEHOLDER.repeat(n) }))],
  ['placeholders in each record', (n) => records(n, () => ({ nummer: PLACEHOLDER }))],
  ...[
    '${',
    '<%',
    '{{',
    '{%',
    '#{',
    '@{',
    '#if(',
    '<#if ',
    '$!{',
    '[%',
    '#*',
    '{#',
    '@*',
    '<?',
    '{{#',
    '{{#x}}',
    '{% if x %}',
    '<% if (x) { %>',
    '@if(x) {',
    '#if($x)',
    '<#if x>',
    '#foreach($a in $b)',
  ].map((open): [string, (n: number) => string] => [
    `${open} without an end`,
    (n) => records(1, () => ({ nummer: open.repeat(n) })).replace('2025</', `${PLACEHOLDER}</`),
  ]),
  [
    'branches',
    (n) => around('{% if a %}'.repeat(n) + record(0) + '{% endif %}'.repeat(n)).replace('2025</', '{{ jaar }}</'),
  ],
  [
    'branches after each other',
    (n) =>
      around(`{% if a %}${record(0)}{% else %}${record(1)}{% endif %}`.repeat(n)).replace('2025</', '{{ jaar }}</'),
  ],
  [
    'branches in a record',
    (n) => inRecord('{% if a %}<x/>{% else %}<y/>{% endif %}'.repeat(n)).replace('2025</', '{{ jaar }}</'),
  ],
];

const URI = ACTION_OPTIONS.uri;
const OPTIONS = {
  ...ACTION_OPTIONS,
  maskBsn: true,
  maxProblems: 1_000,
  versionedEdits: false,
  canShowReferences: true,
  today: 20_000 as Day,
  client: { snippets: true, labelDetails: true, whitespace: 'asIs', suggestsAgain: true },
  trigger: undefined,
  isDelivery: true,
  hints: { codes: true, periods: true, running: true, berichtgever: true },
} as const;

/** What is done with a document, or asked of it, by its name. */
export const ACTS: Readonly<Record<string, (analysis: DeliveryAnalysis) => void>> = {
  judging: (analysis) => {
    analysis.run();
    void analysis.tally;
  },
  diagnostics: (analysis) => void diagnosticsOf(analysis, OPTIONS),
  'semantic tokens': (analysis) => {
    for (const _ of semanticTokens(analysis));
  },
  symbols: (analysis) => void documentSymbolsOf(analysis, OPTIONS),
  folding: (analysis) => void foldingRangesOf(analysis),
  links: (analysis) => void documentLinksOf(analysis, OPTIONS),
  lenses: (analysis) => {
    // An editor resolves those that can be seen.
    for (const { data } of codeLensesOf(analysis, URI).slice(0, 20)) resolveCodeLens(analysis, data, OPTIONS);
  },
  hints: (analysis) =>
    void inlayHintsIn(analysis, { start: 0, end: Math.min(20_000, analysis.source.length) }, OPTIONS),
  hover: (analysis) => {
    for (const offset of places(analysis)) hoverAt(analysis, offset, OPTIONS);
  },
  completion: (analysis) => {
    for (const offset of places(analysis)) completionsAt(analysis, offset, OPTIONS);
  },
  selection: (analysis) => {
    for (const offset of places(analysis)) selectionRangeAt(analysis, offset);
  },
  references: (analysis) => {
    for (const offset of places(analysis)) referencesAt(analysis, offset, URI);
  },
  actions: (analysis) => {
    for (const offset of places(analysis)) atOnce(codeActionsAt(analysis, { start: offset, end: offset }, OPTIONS));
  },
  'actions on all': (analysis) =>
    void atOnce(codeActionsAt(analysis, { start: 0, end: analysis.source.length }, OPTIONS)),
  'fix all': (analysis) =>
    void atOnce(codeActionsAt(analysis, { start: 0, end: 0 }, { ...OPTIONS, only: ['source.fixAll'] })),
  format: (analysis) => {
    for (const _ of format(analysis, { kind: 'lines', indent: '  ' }));
  },
  report: (analysis) => void makeReport(analysis, { ...OPTIONS, name: 'levering.srg.xml', maxFindings: 1_000 }),
  json: (analysis) => written(analysis, jsonReporter),
  pretty: (analysis) => written(analysis, prettyReporter),
};

function places({ source: { length } }: DeliveryAnalysis): number[] {
  return [length >> 2, length >> 1, length - (length >> 2), length - 200];
}

function written(analysis: DeliveryAnalysis, make: typeof jsonReporter): void {
  const { verdict, suppressed } = analysis.tally;
  const pack = analysis.choice.kind === 'known' ? analysis.choice.pack : undefined;
  const findings = new ShownFindings(analysis, { pack, most: Number.POSITIVE_INFINITY });
  const reporter = make({ language: 'nl', maskBsn: true, color: false, write: () => {} });
  report({ path: 'a.xml', analysis, verdict, findings, suppressed, pathOf: (uri) => uri }, reporter);
  reporter.end([]);
}

export function open(text: string): DeliveryAnalysis {
  return new DeliveryAnalysis(new SourceText(text), { packs, rules: {}, berichtgevers: [] });
}

export const measures: Measures = Object.fromEntries(
  SHAPES.map(([name, textOf]) => [
    name,
    (size: number) => {
      const analysis = open(textOf(size));
      return Object.fromEntries(Object.entries(ACTS).map(([act, run]) => [act, () => run(analysis)]));
    },
  ]),
);
