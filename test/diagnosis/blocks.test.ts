import { describe, expect, test } from 'vitest';
import { locateFindings } from '../../server/src/engine/analysis/located-findings.ts';
import { formatMessage } from '../../server/src/engine/messages/message.ts';
import type { Pack } from '../../server/src/engine/packs/load-pack.ts';
import { apply } from '../engine/rules/check-fixes.ts';
import { attributeDelivery, attributePack } from '../support/attribute-pack.ts';
import { analyse, delivery, headerElements, packs, record } from '../support/delivery.ts';
import { packOf, xsd } from '../support/packs/schema-pack.ts';

const HEADER = `<Levering>${headerElements()}</Levering>\n`;
const wrong = (text: string) => text.replace('>0363<', '>363<');
const client = (content: string) =>
  attributeDelivery(`<l:Persoon bsn="950204869"><l:Dienst soort="A"${content}</l:Dienst></l:Persoon>`);

/** Records between what stands before and behind them in the same element: all are validated together. */
const aroundRecords = await packOf(
  {
    'l.xsd': xsd(
      `<xs:element name="L"><xs:complexType><xs:sequence><xs:element name="Kop" type="xs:string"/>
      <xs:element name="R" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="Dag" type="xs:date"/>
      <xs:element name="Code"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="A"/></xs:restriction></xs:simpleType></xs:element>
      </xs:sequence></xs:complexType></xs:element><xs:element name="Slot" type="xs:int"/></xs:sequence></xs:complexType></xs:element>`,
      'targetNamespace="urn:l" elementFormDefault="qualified"',
    ),
  },
  { namespace: 'urn:l', root: 'L', record: 'L/R', concepts: { begindatum: 'Dag' } },
);
const around = (content: string) => `<L xmlns="urn:l"><Kop>k</Kop>${content}</L>`;
const ROW = '<R><Dag>2025-03-01</Dag><Code>A</Code></R>';

interface Case {
  readonly pack?: Pack;
  readonly text: string;
  /** What is marked, and what is said of it. */
  readonly told: readonly (readonly [marked: string, message: RegExp])[];
  /** The text when nothing is left to take of what is preferred. */
  readonly becomes?: string;
}

const CASES: Readonly<Record<string, Case>> = {
  'a header that is not there hides nothing in the records': {
    text: delivery(record({ geslacht: '7' })).replace(HEADER, ''),
    told: [
      ['SRG', /ontbreekt Levering/],
      ['7', /geen geldige code voor Geslacht/],
    ],
  },
  'a header that is there twice hides nothing in the records': {
    text: delivery(record({ geslacht: '7', nummer: '1' })).replace(HEADER, HEADER + HEADER),
    told: [
      ['Levering', /te vaak/],
      ['7', /geen geldige code voor Geslacht/],
    ],
    becomes: delivery(record({ geslacht: '7', nummer: '1' })),
  },
  'a header among the records is told of once, with what is wrong in it': {
    text: wrong(
      delivery(record({ nummer: '1' }))
        .replace(HEADER, '')
        .replace('<Voorzieningen>\n', `<Voorzieningen>\n${HEADER}`),
    ),
    told: [
      ['Levering', /hoort niet in Voorzieningen/],
      ['363', /4 cijfers/],
    ],
    becomes: delivery(record({ nummer: '1' })),
  },
  'a header behind the records is told of with what is wrong in it': {
    text: wrong(
      delivery(record({ nummer: '1' }))
        .replace(HEADER, '')
        .replace('</SRG>', `${HEADER}</SRG>`),
    ),
    told: [
      ['Levering', /verkeerde plaats/],
      ['363', /4 cijfers/],
    ],
    becomes: delivery(record({ nummer: '1' })),
  },
  'a container in two is one, and its second part is judged': {
    text: delivery([record({ nummer: '1' }), record({ nummer: '2', start: '2025-03-02' })]).replace(
      '</Voorziening>\n<Voorziening>',
      '</Voorziening>\n</Voorzieningen>\n<Voorzieningen>\n<Voorziening>',
    ),
    told: [
      ['Voorzieningen', /te vaak/],
      ['2025-03-02', /geen geldige datum/],
    ],
    becomes: delivery([record({ nummer: '1' }), record({ nummer: '2', start: '20250302' })]),
  },
  'an element that is out of its turn is misplaced beside what is missing': {
    text: delivery(record({ nummer: '1' }), {
      header: `<Berichtgevercode>0363</Berichtgevercode>${headerElements().replace(/<Statistiekcode>.*?<\/Statistiekcode>|<Berichtgevercode>.*?<\/Berichtgevercode>/g, '')}`,
    }),
    told: [
      ['Levering', /ontbreekt Statistiekcode/],
      ['Berichtgevercode', /verkeerde plaats/],
    ],
    becomes: delivery(record({ nummer: '1' })),
  },
  'a value under a name that says nothing is told of once': {
    text: delivery(record({ nummer: '1' })).replace(/Geboortedatum>/g, 'DateOfBirth>'),
    told: [['DateOfBirth', /Verwacht: Geboortedatum/]],
  },
  'an element that is not what is missing there is told of beside it': {
    text: delivery(record({ nummer: '1' })).replace(/<Geboortedatum>.*?<\/Geboortedatum>/, '<Naam>Jan</Naam>'),
    told: [
      ['Persoon', /ontbreekt Geboortedatum/],
      ['Naam', /hoort hier niet/],
    ],
  },
  'a strange element around another goes, and what is in it stays and is judged': {
    text: delivery(record({ nummer: '1', geslacht: '7' }))
      .replace('<Persoon>', '<Client><Persoon>')
      .replace('</Persoon>', '</Persoon></Client>'),
    told: [
      ['Client', /wat erin staat wel/],
      ['7', /geen geldige code voor Geslacht/],
    ],
    becomes: delivery(record({ nummer: '1', geslacht: '7' })),
  },
  'an element far below the one that misses it': {
    text: delivery(
      record({
        nummer: '1',
        type: '10',
        end: '20250331',
        rest: '<Loonkostensubsidie><Loonwaarde>062</Loonwaarde></Loonkostensubsidie>',
      }),
    )
      .replace('<RegistratienummerVoorziening>1</RegistratienummerVoorziening>', '')
      .replace('<Loonwaarde>', '<RegistratienummerVoorziening>1</RegistratienummerVoorziening><Loonwaarde>'),
    told: [['RegistratienummerVoorziening', /hoort niet in Loonkostensubsidie/]],
    becomes: delivery(
      record({
        nummer: '1',
        type: '10',
        end: '20250331',
        rest: '<Loonkostensubsidie><Loonwaarde>062</Loonwaarde></Loonkostensubsidie>',
      }),
    ),
  },
  'an attribute that is mistyped is told of once, and its value is judged': {
    pack: attributePack,
    text: client(' beginn="1 maart"><l:Loopt>true</l:Loopt>'),
    told: [
      ['beginn', /Bedoeld is waarschijnlijk begin/],
      ['1 maart', /geen geldige datum/],
    ],
  },
  'an attribute that is mistyped gets its name': {
    pack: attributePack,
    text: client(' beginn="2025-03-01"><l:Loopt>true</l:Loopt>'),
    told: [['beginn', /Bedoeld is waarschijnlijk begin/]],
    becomes: client(' begin="2025-03-01"><l:Loopt>true</l:Loopt>'),
  },
  'an attribute that is written as an element becomes one': {
    pack: attributePack,
    text: client('><l:begin>2025-03-01</l:begin><l:Loopt>true</l:Loopt>'),
    told: [['l:begin', /een attribuut te zijn/]],
    becomes: client(' begin="2025-03-01"><l:Loopt>true</l:Loopt>'),
  },
  'what may not stand before the records hides nothing in them': {
    pack: aroundRecords,
    text: around(`<Slot>1</Slot>${ROW}${ROW.replace('2025-03-01', '2025-3-1')}${ROW.replace('>A<', '>B<')}`),
    told: [
      ['Slot', /verkeerde plaats/],
      ['2025-3-1', /geen geldige datum/],
      ['B', /geen geldige code/],
    ],
  },
  'what is missing in a record hides nothing in it, where all are validated together': {
    pack: aroundRecords,
    text: around(`${ROW}<R><Code>B</Code></R><Slot>1</Slot>`),
    told: [
      ['R', /ontbreekt Dag/],
      ['B', /geen geldige code/],
    ],
  },
};

function foundIn(text: string, pack: Pack) {
  const analysis = analyse(text, { packs: [pack] });
  const found = locateFindings(analysis).filter(({ finding }) => /^SRG-T00[12]$/.test(finding.code));
  return { analysis, found };
}

describe('blocks, names and attributes in the wrong place', () => {
  test.each(Object.entries(CASES))('%s', (_name, { pack = packs[0]!, text, told }) => {
    const { found } = foundIn(text, pack);
    const said = found.map(({ finding, range }) => ({
      marked: text.slice(range.start, range.end),
      message: formatMessage(finding.message, { language: 'nl', maskBsn: false }),
    }));
    expect(said).toEqual(told.map(([marked, message]) => ({ marked, message: expect.stringMatching(message) })));
  });

  const mended = Object.entries(CASES).filter(([, { becomes }]) => becomes !== undefined);
  test.each(mended)('%s: mended', (_name, { pack = packs[0]!, text, becomes }) => {
    let now = text;
    for (let step = 0; step < 10; step++) {
      const { analysis, found } = foundIn(now, pack);
      const [fix] = found.flatMap(({ finding }) => analysis.fixesOf(finding).filter(({ preferred }) => preferred));
      if (!fix) break;
      now = apply(now, fix.edits, (owner) => analysis.startOf(owner));
    }
    expect(now).toBe(becomes);
  });
});
