import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { decodeXml as decodePlain } from '../../../server/src/engine/workspace/decode-xml.ts';
import { NODE_BYTES } from '../../../server/src/node/node-bytes.ts';
import { deliveries } from '../../features/random-deliveries.ts';
import { attributeDelivery, attributePack } from '../../support/attribute-pack.ts';
import { delivery, packs, record } from '../../support/delivery.ts';
import { Libxml2Judge } from '../../support/libxml2-verdict.ts';
import { personDelivery, personPack } from '../../support/person-pack.ts';
import { holds, LONG } from '../../support/property.ts';

const decodeInNode = (bytes: Uint8Array) => decodePlain(bytes, NODE_BYTES);

const [shipped] = packs as [Pack];
const judges = new Map([shipped, personPack, attributePack].map((pack) => [pack, new Libxml2Judge(pack)]));
const judge = judges.get(shipped)!;
afterAll(() => {
  for (const one of judges.values()) one.dispose();
});

/** Whether the form of a file or the schema has something against it; undefined where no pack is known for it. */
function verdictOn(bytes: Uint8Array, decode = decodeInNode, pack = shipped): 'accepted' | 'refused' | undefined {
  const { text, problem } = decode(bytes);
  const analysis = new DeliveryAnalysis(new SourceText(text), { packs: [pack], rules: {}, berichtgevers: [] }, problem);
  analysis.run();
  if (analysis.choice.kind !== 'known') return undefined;
  const codes = Array.from(analysis.findings(), ({ code }) => code);
  // It was read as what it looks like, and can't be judged for that.
  if (codes.includes('SRG-T005')) return undefined;
  return codes.some((code) => code === 'SRG-T001' || code === 'SRG-T002') ? 'refused' : 'accepted';
}

const utf8 = (text: string) => Buffer.from(text);
const utf16le = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
const latin1 = (text: string) => Buffer.from(text, 'latin1');

const GOOD = delivery([record({ nummer: 'A' }), record({ nummer: 'B', type: '40' })]);
const declared = (encoding: string, version = '1.0', rest = '') =>
  `<?xml version="${version}" encoding="${encoding}"${rest}?>\n${GOOD}`;
/** Something else where the first registratienummer stands: any text will do there. */
const holding = (text: string, declaration = '') => `${declaration}${GOOD.replace('>A<', `>${text}<`)}`;
const declaredRoot = (attributes: string) => GOOD.replace(' xmlns=', ` ${attributes} xmlns=`);

/** Files, and what libxml2 says of them; where it says nothing, what is right. */
const FILES: readonly [name: string, bytes: Uint8Array, verdict: 'accepted' | 'refused'][] = [
  ['plain', utf8(GOOD), 'accepted'],
  ['declared', utf8(declared('UTF-8')), 'accepted'],
  ['a byte order mark', utf8(`\ufeff${declared('UTF-8')}`), 'accepted'],
  ['two byte order marks', utf8(`\ufeff\ufeff${declared('UTF-8')}`), 'refused'],
  ['two byte order marks, not declared', utf8(`\ufeff\ufeff${GOOD}`), 'refused'],
  ['two byte order marks in UTF-16', utf16le(`\ufeff${declared('UTF-16')}`), 'refused'],
  ['a byte order mark between records', utf8(GOOD.replace('>\n<Voorziening>', '>\n\ufeff<Voorziening>')), 'refused'],
  ['UTF-16', utf16le(declared('UTF-16')), 'accepted'],
  ['UTF-16, the other way round', utf16be(declared('UTF-16')), 'accepted'],
  ['UTF-16 that only its XML declaration shows', utf16le(declared('UTF-16')).subarray(2), 'accepted'],
  ['UTF-16 that nothing shows', utf16le(GOOD).subarray(2), 'refused'],
  ['UTF-16 that nothing shows, the other way round', utf16be(`<!-- x -->${GOOD}`).subarray(2), 'refused'],
  ['half a character in UTF-16', utf16le(holding('\ud83d', '<?xml version="1.0" encoding="UTF-16"?>')), 'refused'],
  ['the other half', utf16be(holding('\udc00')), 'refused'],
  ['UTF-16 cut off in a character', utf16le(declared('UTF-16')).subarray(0, -1), 'refused'],
  [
    'a no-break space in the declaration',
    utf8(declared('UTF-8').replace('xml version', 'xml\u00a0version')),
    'refused',
  ],
  ['a line separator in the declaration', utf8(declared('UTF-8').replace(' encoding', '\u2028encoding')), 'refused'],
  ['a colon in the name of an instruction', utf8(`<?a:b?>${GOOD}`), 'refused'],
  ['the same behind the root', utf8(`${GOOD}<?a:b c?>`), 'refused'],
  ['the same between records', utf8(GOOD.replace('>\n<Voorziening>', '>\n<?a:b?><Voorziening>')), 'refused'],
  ['the same in a record', utf8(GOOD.replace('</Persoon>', '<?a:b?></Persoon>')), 'refused'],
  ['XML 1.1', utf8(declared('UTF-8', '1.1')), 'accepted'],
  ['XML 1.1 with a reference to a control character', utf8(holding('&#1;', '<?xml version="1.1"?>')), 'refused'],
  ['XML 1.0 with a control character of the second block', utf8(holding('\u0080')), 'accepted'],
  ['XML 1.1 with the line end that it alone has, outside', utf8(`<?xml version="1.1"?>\u0085${GOOD}`), 'refused'],
  ['XML 1.2', utf8(declared('UTF-8', '1.2')), 'accepted'],
  ['XML 2.0', utf8(declared('UTF-8', '2.0')), 'refused'],
  ['a long declaration, and more than ASCII', latin1(holding('é', longDeclaration('ISO-8859-1'))), 'accepted'],
  ['the same in UTF-8', utf8(holding('é', longDeclaration('UTF-8'))), 'accepted'],
  ['ISO-8859-1', latin1(holding('é', '<?xml version="1.0" encoding="ISO-8859-1"?>')), 'accepted'],
  ['ISO-8859-15', latin1(holding('\xa4', '<?xml version="1.0" encoding="ISO-8859-15"?>')), 'accepted'],
  ['ISO-8859-2', latin1(holding('\xb1', '<?xml version="1.0" encoding="iso-8859-2"?>')), 'accepted'],
  ['windows-1252', latin1(holding('\x80', '<?xml version="1.0" encoding="windows-1252"?>')), 'accepted'],
  ['not UTF-8', latin1(holding('é')), 'refused'],
  ['half a character in UTF-8', utf8(holding('é')).filter((byte) => byte !== 0xa9), 'refused'],
  ['a surrogate in UTF-8', Buffer.from(holding('\xed\xa0\x80'), 'latin1'), 'refused'],
  ['UCS-2 that is none', utf8(declared('UCS-2')), 'refused'],
  ['an encoding that nobody knows', utf8(declared('x-nergens')), 'refused'],
  ['an address that is no URI', utf8(declaredRoot('xmlns:gem="http://gemeente.nl/één"')), 'accepted'],
  ['an address that is no absolute one', utf8(declaredRoot('xmlns:gem="gemeente"')), 'accepted'],
  ['the same with a fault in a record', utf8(declaredRoot('xmlns:gem="één"').replace('>40<', '>x<')), 'refused'],
  ['a namespace of XML itself', utf8(declaredRoot('xmlns:xml="u"')), 'refused'],
  ['the prefix xmlns', utf8(declaredRoot('xmlns:xmlns="u"')), 'refused'],
  ['a prefix for nothing', utf8(declaredRoot('xmlns:p=""')), 'refused'],
  [
    'a comment cut short between records, before one in a record',
    utf8(
      GOOD.replace('>\n<Voorziening>', '>\n<!-- c->\n<X/>\n<Voorziening>').replace(
        '</Persoon>',
        '<!-- c --></Persoon>',
      ),
    ),
    'refused',
  ],
  ['white space of XML between records', utf8(GOOD.replaceAll('>\n<', '>\r\n\t <')), 'accepted'],
];

function longDeclaration(encoding: string): string {
  return `<?xml version="1.0"${' '.repeat(400)}encoding="${encoding}"?>`;
}

describe.each(FILES)('%s', (_name, bytes, verdict) => {
  test('is what libxml2 says of it', () => {
    expect([verdict, 'unknown']).toContain(judge.verdictOn(bytes));
  });

  test.each([
    ['in Node', decodeInNode],
    ['anywhere', (given: Uint8Array) => decodePlain(given)],
  ])('%s', (_where, decode) => {
    expect(verdictOn(bytes, decode)).toBe(verdict);
  });
});

test('XML 1.1 forbids control characters that libxml2 takes', () => {
  const bytes = utf8(holding('\u0080', '<?xml version="1.1"?>'));
  expect([verdictOn(bytes), judge.verdictOn(bytes)]).toEqual(['refused', 'accepted']);
});

/** What changes the form of a text, or its meaning, where it is put in; ASCII that does nothing at all among it. */
const PIECES = [
  ...' \t\n\r<>&"\'/=:?!-;#[]x1é\u00a0\u0085\u2028\u3000\ufeff\u0001\ufffe',
  ...['&amp;', '&#32;', '&#xa0;', '&#0;', '&x;', '<!-- -->', '<!--', '-->', '--', '<?p q?>', '<?a:b?>', '?>'],
  ...['<![CDATA[', ']]>', '<![CDATA[ ]]>', '<x/>', '<x>', '</x>', '<p:x/>', ' p:x="1"', ' xmlns:p="u"', ' xmlns=""'],
  ...[' xml:lang="nl"', '<?xml version="1.0"?>', '\ud83d\ude00', '</Voorziening>', '<Voorziening>', '<Persoon/>'],
];

/** What any schema knows of, whether it allows it there or not, behind the name of an element. */
const INSTANCE = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const ATTRIBUTES = [
  ...['nil="true"', 'nil="false"', 'nil="ja"', 'type="VoorzieningType"', 'type="PersoonType"', 'type="x"', 'x="1"'],
  ...['schemaLocation="u u.xsd"', 'noNamespaceSchemaLocation="u.xsd"'],
].map((attribute) => ` ${INSTANCE} xsi:${attribute}`);

const at = fc.nat({ max: 1_000_000 });
const change = fc.oneof(
  fc.record({
    at,
    between: fc.boolean(),
    remove: fc.constantFrom(0, 0, 0, 1, 1, 2, 7, 30),
    piece: fc.constantFrom('', '', ...PIECES),
  }),
  // Mostly harmless.
  fc.record({
    at,
    between: fc.constant(true),
    remove: fc.constant(0),
    piece: fc.constantFrom(' ', '\n', '<!-- -->', '<?p q?>'),
  }),
  fc.record({ at, inTag: fc.constant(true), remove: fc.constant(0), piece: fc.constantFrom(...ATTRIBUTES) }),
);
type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

const BEHIND_NAMES = /(?<=<[\w:]+)(?=[\s/>])/g;

/** Where a change may be made; undefined where anywhere. */
function placesFor(text: string, change: Change): number[] | undefined {
  if ('inTag' in change) return placesIn(text, BEHIND_NAMES);
  return change.between ? placesIn(text, /(?=<)|$/g) : undefined;
}

function placesIn(text: string, pattern: RegExp): number[] {
  return Array.from(text.matchAll(pattern), ({ index }) => index);
}

test.each(ATTRIBUTES)('behind any name%s is taken as libxml2 takes it', (attribute) => {
  const names = placesIn(GOOD, BEHIND_NAMES);
  const texts = names.map((place) => GOOD.slice(0, place) + attribute + GOOD.slice(place));
  expect(texts.map((text) => verdictOn(utf8(text)))).toEqual(texts.map((text) => judge.verdictOn(utf8(text))));
});

const manyServices = attributeDelivery(
  ['A', 'B', 'B', 'A']
    .map(
      (soort) =>
        `<l:Persoon bsn="1"><l:Dienst soort="${soort}" begin="2025-03-01"><l:Loopt>1</l:Loopt></l:Dienst></l:Persoon>`,
    )
    .join('\n'),
);
const manyPersons = personDelivery(
  ['1', '2', '3'].map(
    (bsn) =>
      `<Persoon bsn="${bsn}" vermogen="1"><V nr="1" soort="A"><Van>2025-03-01</Van></V><V><Van>2025-03-02</Van></V></Persoon>`,
  ),
);

/** What is sound, and what may be anything but that. */
const TEXTS: readonly [name: string, pack: Pack, texts: fc.Arbitrary<string>][] = [
  ['a delivery', shipped, fc.constant(`<?xml version="1.0" encoding="UTF-8"?>\n${GOOD}`)],
  ['deliveries of every shape', shipped, deliveries],
  ['records under a person', personPack, fc.constant(manyPersons)],
  ['values in attributes, and prefixes', attributePack, fc.constant(manyServices)],
];

test.each(TEXTS)(
  'whatever is put in or left out of %s, the verdict is that of libxml2 on the whole',
  (name, pack, texts) => {
    const seen = { accepted: 0, refused: 0 };
    const property = fc.property(texts, fc.array(change, { minLength: 1, maxLength: 3 }), (given, changes) => {
      const text = changes.reduce((before, change) => {
        const { at, remove, piece } = change;
        const places = placesFor(before, change);
        const nth = Math.floor((at / 1_000_001) * (places?.length ?? before.length + 1));
        const place = places ? (places[nth] ?? before.length) : nth;
        return before.slice(0, place) + piece + before.slice(place + remove);
      }, given);
      fc.pre(!/\p{Surrogate}/u.test(text));
      const bytes = utf8(text);
      const verdict = verdictOn(bytes, decodeInNode, pack);
      fc.pre(verdict !== undefined);
      seen[verdict!]++;
      const expected = judges.get(pack)!.verdictOn(bytes);
      if (expected !== 'unknown') expect(verdict, text).toBe(expected);
    });
    holds(property, 4_000);
    if (LONG && name !== 'deliveries of every shape') expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(0);
  },
  1_800_000,
);
