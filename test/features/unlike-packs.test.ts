import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fixesTogether } from '../../server/src/engine/analysis/fixes/fixes-together.ts';
import { isSure } from '../../server/src/engine/analysis/fixes/try-fixes.ts';
import { loadPack } from '../../server/src/engine/packs/load-pack.ts';
import { makeReport } from '../../server/src/engine/report/report.ts';
import { applyEdits, shift } from '../../server/src/engine/text/text-range.ts';
import { atOnce } from '../../server/src/engine/text/time-sliced.ts';
import { extractDelivery } from '../../server/src/features/actions/refactorings/extract-delivery.ts';
import { insertRequiredElements } from '../../server/src/features/actions/refactorings/insert-required-elements.ts';
import { newVoorziening } from '../../server/src/features/actions/refactorings/new-voorziening.ts';
import type { Refactoring } from '../../server/src/features/actions/refactorings/refactoring.ts';
import { changeOf } from '../../server/src/features/actions/refactorings/refactoring.ts';
import { documentSymbolsOf } from '../../server/src/features/structure/document-symbols.ts';
import { complete, completions } from '../support/completions.ts';
import { analyse, delivery, record } from '../support/delivery.ts';
import { reading, xsd } from '../support/packs/schema-pack.ts';
import { heldBy, UNLIKE_PACKS } from '../support/packs/unlike-packs.ts';
import { proposals, selection, textAfter } from './actions/refactorings/check-refactoring.ts';

const OPTIONS = { language: 'nl', maskBsn: false } as const;
const [, attributes] = UNLIKE_PACKS.map(({ pack }) => pack);

/** Unqualified elements under a root with a namespace, and a header beside the records. */
const FILES: Record<string, string> = {
  'l.xsd': xsd(
    `<xs:element name="L"><xs:complexType><xs:sequence>
       <xs:element name="Code" type="xs:string"/>
       <xs:element name="R" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
         <xs:element name="Bsn" type="xs:string"/><xs:element name="Start" type="xs:date"/>
       </xs:sequence></xs:complexType></xs:element>
       <xs:element name="Maand" type="xs:gYearMonth"/>
     </xs:sequence></xs:complexType></xs:element>`,
    'targetNamespace="urn:l"',
  ),
  'pack.json': JSON.stringify({
    version: 2,
    id: 'lokaal',
    title: 'Lokaal',
    description: '',
    provenance: 'recon',
    source: '',
    schema: 'l.xsd',
    namespace: 'urn:l',
    root: 'L',
    record: 'L/R',
    concepts: Object.fromEntries(
      Object.entries({ berichtgevercode: 'L/Code', verslagmaand: 'L/Maand', bsn: 'Bsn', begindatum: 'Start' }).map(
        ([concept, path]) => [concept, { path, provenance: 'recon' }],
      ),
    ),
    meanings: {},
  }),
};
const local = await loadPack('lokaal', reading(FILES), { list: async () => Object.keys(FILES) });

describe('new elements have the prefix of their own namespace', () => {
  test('records in another one than what is around them', () => {
    const text = '<l:Lev xmlns:l="urn:test:l" xmlns:v="urn:test:v"><l:Lijst>‹|›</l:Lijst></l:Lev>';
    expect(completions(text, { packs: [attributes!] }).items[0]!.label).toBe('v:V');
    expect(complete(text, 'v:V', { packs: [attributes!] })).toContain('<l:Lijst><v:V bsn=');
  });

  test('one that is declared nowhere is declared', () => {
    const text = '<l:Lev xmlns:l="urn:test:l"><l:Lijst>‹|›</l:Lijst></l:Lev>';
    expect(complete(text, 'V', { packs: [attributes!] })).toContain('<V xmlns="urn:test:v" bsn=');
  });

  test('none, under a root that has one', () => {
    const text = '<p:L xmlns:p="urn:l"><Code>0363</Code>‹|›<Maand>2025-03</Maand></p:L>';
    expect(complete(text, 'R', { packs: [local] })).toMatch(/<Code>0363<\/Code><R>\s*<Bsn>/);
  });
});

function refactored(
  refactoring: Refactoring,
  marked: string,
  packs: Parameters<typeof analyse>[1],
): string | undefined {
  const { text, range } = selection(marked);
  const [proposal] = proposals(refactoring, analyse(text, packs), range);
  return proposal && textAfter(text, atOnce(changeOf(proposal)));
}

test('what is missing is put in without a prefix where it has no namespace', () => {
  const text = '<p:L xmlns:p="urn:l"><Code>0363</Code><R>‹|›<Bsn>950204869</Bsn></R><Maand>2025-03</Maand></p:L>';
  expect(refactored(insertRequiredElements, text, { packs: [local] })).toContain('</Bsn><Start></Start></R>');
});

test('a delivery of some records keeps a header that stands beside these', () => {
  const record = (bsn: string) => `<R><Bsn>${bsn}</Bsn><Start>2025-03-01</Start></R>`;
  const around = (body: string) => `<p:L xmlns:p="urn:l"><Code>0363</Code>${body}<Maand>2025-03</Maand></p:L>`;
  const marked = around(`${record('950204869')}⟦${record('912041456')}⟧`);
  expect(refactored(extractDelivery, marked, { packs: [local] })).toBe(around(record('912041456')));
});

test('of attributes a new voorziening keeps those of the person, and empties those that it must have', () => {
  const text =
    '<l:Lev xmlns:l="urn:test:l" xmlns="urn:test:v" jr="2025" mnd="3" st="10" gm="363" br="363" pk="and" vs="1"><l:Lijst>' +
    '<‹|›V bsn="950204869" gb="19800505" gs="1" av="10" dl="1" nr="A1" tp="30" om="x" bg="20250301" ed="20250401"/>' +
    '</l:Lijst></l:Lev>';
  expect(refactored(newVoorziening, text, { packs: [attributes!] })).toContain(
    '/><V bsn="950204869" gb="19800505" gs="1" av="10" dl="',
  );
});

describe.each(['correct', 'casus-maaike'])('%s in each pack', (name) => {
  const text = readFileSync(`examples/${name}.srg.xml`, 'utf8').replace(/<!--.*?-->/gs, '');
  const held = heldBy(analyse(text))!;

  test.each(UNLIKE_PACKS)('$name: report and outline', ({ pack, write }) => {
    const options = { ...OPTIONS, name: 'x', maxFindings: 100 };
    const [own, other] = [analyse(text), analyse(write(held), { packs: [pack] })].map((analysis) => {
      const { header, records, verdict, counts, types, kinds } = makeReport(analysis, options);
      const [root] = documentSymbolsOf(analysis, OPTIONS);
      const rows = kinds
        .flatMap(({ findings }) => findings)
        .map(({ code, severity, record, bsn }) => [code, severity, record, bsn]);
      return { header, records, verdict, counts, types, rows, root: root!.name };
    });
    expect(other).toEqual(own);
  });
});

test('of a person who stands there twice no empty one is left, however many records are put right at once', () => {
  const [{ pack, write }] = UNLIKE_PACKS as [(typeof UNLIKE_PACKS)[number]];
  const records = ['A', 'B'].map((nummer) => record({ nummer, type: nummer === 'A' ? '30' : '40' }));
  const once = write(heldBy(analyse(delivery(records)))!);
  const [person] = /<Klant>.*<\/Klant>/s.exec(once)!;
  let text = once.replace(person!, `${person}\n${person}`);
  for (let round = 0; round < 2; round++) {
    const analysis = analyse(text, { packs: [pack] });
    const edits = atOnce(fixesTogether(analysis, ({ code }) => code === 'SRG-T004', isSure));
    expect(edits).toHaveLength(1);
    text = applyEdits(
      text,
      edits.map((edit) => ({ ...shift(edit, analysis.startOf(edit.owner)), newText: edit.newText })),
    );
    expect(text).not.toMatch(/<Dossier>\s*<\/Dossier>/);
  }
  expect(text).toBe(once);
});
