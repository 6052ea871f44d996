import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateDelivery } from '../../../bench/generate-delivery.ts';
import { loadPack, type Pack } from '../../../server/src/engine/packs/load-pack.ts';
import { analyse, delivery, findingsOf, packs, record } from '../../support/delivery.ts';
import { packOf, xsd } from '../../support/packs/schema-pack.ts';
import { holds, LONG } from '../../support/property.ts';
import { playEdits, randomEdits } from '../../support/random-edits.ts';

const [shipped] = packs as [Pack];

/** The pack that ships, made to validate every document at once. */
const whole: Pack = Object.create(shipped, { validatesInChunks: { value: false } });

/** Pieces that leave a text well-formed wherever they come between two elements or in the place of one. */
const PIECES = [
  '',
  '<X/>',
  'tekst',
  '<![CDATA[tekst]]>',
  '<!-- opmerking -->',
  '<EinddatumVoorziening>20250331</EinddatumVoorziening>',
  '<Geslacht>4</Geslacht>',
  '<BegindatumVoorziening> 20250301 </BegindatumVoorziening>',
  '<TypeVoorziening soort="1">30</TypeVoorziening>',
  '<Persoon/>',
  '<Levering/>',
];
const RECORDS = ['<Voorziening/>', '<Voorziening>tekst<Persoon>1</Persoon></Voorziening>', record({ start: 'maart' })];

/** An element without children, in the header and in records. */
const LEAF = /<(\w+)>[^<]*<\/\1>/g;
/** The start tag of a record, and the end tag of the container. */
const BETWEEN = /<Voorziening>|<\/Voorzieningen>/g;

const shapes = fc.record({
  records: fc.integer({ min: 0, max: 250 }),
  seed: fc.nat(),
  oneLine: fc.boolean(),
  faulty: fc.constantFrom(0.05, 1),
});

function mutations(pieces: readonly string[]) {
  const mutation = fc.record({
    at: fc.nat({ max: 1_000_000 }),
    replace: fc.boolean(),
    piece: fc.constantFrom(...pieces),
  });
  return fc.array(mutation, { maxLength: 5 });
}

interface Mutation {
  readonly at: number;
  readonly replace: boolean;
  readonly piece: string;
}

/** Puts pieces before what a pattern finds, or in its place where that is a whole element. */
function mutate(text: string, changes: readonly Mutation[], pattern: RegExp): string {
  return changes.reduce((before, { at, replace, piece }) => {
    const places = [...before.matchAll(pattern)];
    const place = places[Math.floor((at / 1_000_001) * places.length)]!;
    const end = place.index + (replace && place[1] !== undefined ? place[0].length : 0);
    return before.slice(0, place.index) + piece + before.slice(end);
  }, text);
}

/** What is found in chunks of records, and what in the whole document at once. */
function bothOf(text: string) {
  const inChunks = findingsOf(analyse(text));
  // A text that is not well-formed would not be validated as a whole.
  expect(inChunks.filter(({ code }) => code === 'SRG-T001')).toEqual([]);
  return { inChunks, atOnce: findingsOf(analyse(text, { packs: [whole] })) };
}

test('what libxml2 finds in chunks of records is what it finds in the whole document', () => {
  const property = fc.property(shapes, mutations(PIECES), (shape, changes) => {
    const { inChunks, atOnce } = bothOf(mutate(generateDelivery(shape), changes, LEAF));
    expect(inChunks).toEqual(atOnce);
  });
  holds(property, 600);
}, 600_000);

test.each(['Statistiekjaar', 'Statistiekcode', 'Berichtgevercode'])('also where the header misses %s', (name) => {
  const wrong = record({}).replace(/<Burgerservicenummer>.*?<\/Burgerservicenummer>/, '<X/>');
  const { inChunks, atOnce } = bothOf(delivery([wrong]).replace(new RegExp(`<${name}>.*?</${name}>`), ''));
  expect(inChunks).toEqual(atOnce);
  expect(inChunks.filter(({ code }) => code === 'SRG-T002')).toHaveLength(3);
});

test('between records libxml2 gives up at the first strange element; chunks find that, and what is behind it', () => {
  const property = fc.property(shapes, mutations([...PIECES, ...RECORDS]), (shape, changes) => {
    const { inChunks, atOnce } = bothOf(mutate(generateDelivery(shape), changes, BETWEEN));
    const schema = atOnce.filter(({ code }) => code === 'SRG-T002');
    for (const finding of schema) expect(inChunks).toContainEqual(finding);
    expect(inChunks.some(({ code }) => code === 'SRG-T002')).toBe(schema.length > 0);
  });
  holds(property, 300);
}, 600_000);

describe('a schema with a constraint across records', async () => {
  const folder = 'schemas/srg-regeling-2026';
  const unique =
    '<xs:unique xmlns:srg="urn:srg-xml:regeling:2026" name="EenKeer">' +
    '<xs:selector xpath="srg:Voorzieningen/srg:Voorziening"/><xs:field xpath="srg:RegistratienummerVoorziening"/></xs:unique>';
  const pack = await loadPack('uniek', async (name) => {
    const text = await readFile(`${folder}/${name}`, 'utf8');
    // The root's is the first declaration of an element.
    return name === 'srg.xsd' ? text.replace('</xs:element>', `${unique}</xs:element>`) : text;
  });

  const twice = [record({ nummer: 'A' }), record({ nummer: 'B', type: '40' }), record({ nummer: 'A', type: '31' })];

  test('is not validated in chunks', () => {
    expect(shipped.validatesInChunks).toBe(true);
    expect(pack.validatesInChunks).toBe(false);
  });

  test('finds what no chunk could', () => {
    const codes = findingsOf(analyse(delivery(twice), { packs: [pack] })).map(({ code }) => code);
    expect(codes).toEqual(['SRG-T002', 'SRG-T004']);
    expect(findingsOf(analyse(delivery(twice))).map(({ code }) => code)).toEqual(['SRG-T004']);
  });

  test('work in slices leaves it for a quiet moment', () => {
    const analysis = analyse(delivery(twice), { packs: [pack] });
    const at = analysis.source.toString().indexOf('>A<') + 1;
    analysis.source.replace(at, at + 1, 'C');
    analysis.edited({ start: at, end: at + 1, length: 1 });
    expect(analysis.run(() => false, 'timeSliced')).toBe(false);
    expect(analysis.awaitsWhole).toBe(true);
    expect(findingsOf(analysis).map(({ code }) => code)).toEqual(['SRG-T002']);
    expect(analysis.run()).toBe(true);
    expect(findingsOf(analysis)).toEqual([]);
  });

  test('after any edits the state equals that of a fresh analysis', () => {
    const pasted = [...twice, record({ bsn: '95020486', start: '1-3-2025' }), record({ end: '20250201' })];
    const text = delivery([...pasted, record({ type: '11', start: '20240101' })]);
    const taken = { kept: 0, anew: 0 };
    const settings = { packs: [pack], rules: {}, berichtgevers: [] };
    const property = fc.property(randomEdits(pasted), (script) => playEdits(text, script, settings, taken));
    holds(property, 600);
    expect(taken.kept).toBeGreaterThan(LONG ? taken.anew : 0);
  }, 600_000);
});

test('what stands before a record in its container is not missed where the record is read once more', async () => {
  const schema = xsd(`<xs:element name="L"><xs:complexType><xs:sequence>
      <xs:element name="Maand" type="xs:gYearMonth"/>
      <xs:element name="Groep" maxOccurs="unbounded"><xs:complexType><xs:sequence>
        <xs:element name="Code" type="xs:string"/>
        <xs:element name="R" maxOccurs="unbounded"><xs:complexType><xs:sequence>
          <xs:element name="Start" type="xs:date"/>
        </xs:sequence></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>`);
  const pack = await packOf({ 'x.xsd': schema }, { record: 'L/Groep/R', concepts: { begindatum: 'Start' } });
  const codes = (text: string) => findingsOf(analyse(text, { packs: [pack] })).map(({ message }) => message);
  const groep = (content: string) => `<L><Maand>2025-03</Maand><Groep>${content}</Groep></L>`;
  expect(codes(groep('<Code>1</Code><R><Start>2025-03-01</Start></R>'))).toEqual([]);
  expect(codes(groep('<R><Start>2025-03-01</Start></R>'))).toEqual([expect.stringMatching(/^In Groep ontbreekt Code/)]);
});
