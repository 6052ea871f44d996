import { expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../server/src/engine/analysis/delivery-analysis.ts';
import { loadPack } from '../../server/src/engine/packs/load-pack.ts';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { applyEdits } from '../../server/src/engine/text/text-range.ts';
import { atOnce } from '../../server/src/engine/text/time-sliced.ts';
import { duplicateRecord } from '../../server/src/features/actions/refactorings/duplicate-record.ts';
import { insertRequiredElements } from '../../server/src/features/actions/refactorings/insert-required-elements.ts';
import { newVoorziening } from '../../server/src/features/actions/refactorings/new-voorziening.ts';
import type { Refactoring } from '../../server/src/features/actions/refactorings/refactoring.ts';
import { changeOf } from '../../server/src/features/actions/refactorings/refactoring.ts';
import { LEGEND, semanticTokens } from '../../server/src/features/beside-text/semantic-tokens.ts';
import { formatNow } from '../../server/src/features/formatting/formatting.ts';
import { proposals, selection, textAfter } from './actions/refactorings/check-refactoring.ts';

/** A format of another make: records under a person, the number in an attribute, and no namespace. */
const FILES: Record<string, string> = {
  'pack.json': JSON.stringify({
    version: 2,
    id: 'anders',
    title: 'Anders',
    description: '',
    provenance: 'recon',
    source: '',
    schema: 'anders.xsd',
    namespace: '',
    root: 'Opgave',
    record: 'Opgave/Personen/Persoon/Traject',
    unit: 'Opgave/Personen/Persoon',
    concepts: {
      bsn: { path: '../@bsn', provenance: 'recon' },
      geboortedatum: { path: '../Geboren', provenance: 'recon' },
      registratienummer: { path: '@nr', provenance: 'recon' },
      begindatum: { path: 'Van', provenance: 'recon' },
    },
    meanings: {},
  }),
  'anders.xsd': `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
    <xs:element name="Opgave"><xs:complexType><xs:sequence><xs:element name="Personen"><xs:complexType><xs:sequence>
      <xs:element name="Persoon" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
        <xs:element name="Geboren" type="xs:date"/>
        <xs:element name="Traject" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
          <xs:element name="Van" type="xs:date"/>
          <xs:element name="Uren" type="xs:integer"/>
        </xs:sequence><xs:attribute name="nr"><xs:simpleType><xs:restriction base="xs:string">
          <xs:pattern value="[0-9]{3}"/></xs:restriction></xs:simpleType></xs:attribute></xs:complexType></xs:element>
      </xs:sequence><xs:attribute name="bsn" type="xs:string"/></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
  </xs:schema>`,
};
const pack = await loadPack('anders', async (name) => FILES[name]!);

function analyse(text: string): DeliveryAnalysis {
  const analysis = new DeliveryAnalysis(new SourceText(text), { packs: [pack], rules: {}, berichtgevers: [] });
  analysis.run();
  return analysis;
}

const around = (body: string) =>
  `<Opgave>\n <Personen>\n  <Persoon bsn="950204869">\n   <Geboren>1980-05-05</Geboren>${body}\n  </Persoon>\n </Personen>\n</Opgave>\n`;
const first = '\n   <Traject nr="009">\n    <Van>2025-03-01</Van>\n    <Uren>8</Uren>\n   </Traject>';

function after(refactoring: Refactoring, marked: string): string | undefined {
  const { text, range } = selection(marked);
  const [proposal] = proposals(refactoring, analyse(text), range);
  return proposal && textAfter(text, atOnce(changeOf(proposal)));
}

test('a record is duplicated under its person, with the next number', () => {
  const second = first.replace('009', '010');
  expect(after(duplicateRecord, around(first.replace('<Van', '<‹|›Van') + second))).toBe(
    around(first + first.replace('009', '011') + second),
  );
});

test('a new voorziening stands under its person', () => {
  expect(after(newVoorziening, around(first.replace('<Van', '<‹|›Van')))).toBe(
    around(first + first.replace('009', '010').replace('2025-03-01', '').replace('>8<', '><')),
  );
});

test('what is missing is put in', () => {
  expect(after(insertRequiredElements, around('\n   <Traject ‹|›nr="1"/>'))).toBe(
    around('\n   <Traject nr="1">\n    <Van></Van>\n    <Uren></Uren>\n   </Traject>'),
  );
});

test('it is laid out, and its values have tokens', () => {
  const text = around(first + first.replace('009', '010')).replace(/\n */g, '');
  const lines = applyEdits(text, formatNow(analyse(text), { kind: 'lines', indent: ' ' }));
  expect(`${lines}\n`).toBe(around(first + first.replace('009', '010')));
  const steps = semanticTokens(analyse(lines));
  let step = steps.next();
  while (!step.done) step = steps.next();
  const types = step.value.filter((_number, at) => at % 5 === 3).map((type) => LEGEND.tokenTypes[type]);
  expect(types).toEqual(['bsn', 'date', 'date', 'date']);
});
