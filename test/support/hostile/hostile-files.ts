import { generateDelivery } from '../../../bench/generate-delivery.ts';
import { BSN, delivery, record } from '../delivery.ts';
import {
  before,
  behindHeader,
  file,
  type HostileFile,
  inRecord,
  inStartTag,
  numbered,
  type Of,
  RIGHT,
  t2,
  times,
  withNumber,
} from './hostile-file.ts';
import { REPEATED_SLIPS } from './repeated-slips.ts';

const entities = (count: number, of: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => `<!ENTITY e${i} "${of(i)}">`).join('');
const doctype = (subset: string) => `<!DOCTYPE SRG [${subset}]>\n`;
const bytesOf = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

/** Every control character that XML refuses. */
const CONTROLS = Array.from({ length: 32 }, (_, i) => i).filter((i) => ![9, 10, 13].includes(i));

/** Those that would have something read or fetched. */
export const DOCTYPES: readonly HostileFile[] = [
  file(
    'entities that stand for ten of the one before',
    () => doctype(entities(12, (i) => (i === 0 ? 'x' : `&e${i - 1};`.repeat(10)))) + withNumber('&e11;'),
  ),
  file(
    'one long entity, many times',
    (n) => doctype(entities(1, () => times('x', n / 2))) + withNumber(times('&e0;', n / 2)),
  ),
  file('an entity that stands for itself', () => doctype('<!ENTITY e "&e;">') + withNumber('&e;')),
  file(
    'a parameter entity that stands for two of the one before',
    () =>
      doctype(
        `<!ENTITY % a0 "<!ENTITY x 'x'>">${Array.from({ length: 30 }, (_, i) => `<!ENTITY &#37; a${i + 1} "&#37;a${i};&#37;a${i};">`).join('')}%a30;`,
      ) + RIGHT,
  ),
  file('a file as an entity', () => doctype('<!ENTITY e SYSTEM "file:///etc/passwd">') + withNumber('&e;')),
  file('an address as an entity', () => doctype('<!ENTITY e SYSTEM "http://127.0.0.1:9/e">') + withNumber('&e;')),
  file('a DTD in a file', () => `<!DOCTYPE SRG SYSTEM "file:///etc/passwd">\n${RIGHT}`),
  file('a DTD at an address', () => `<!DOCTYPE SRG PUBLIC "-//X//Y" "http://127.0.0.1:9/x.dtd">\n${RIGHT}`),
  file('a DTD of many declarations', (n) => doctype(numbered(n, (i) => `<!ENTITY e${i} "x">`)) + RIGHT),
  file('a DTD without an end', (n) => `<!DOCTYPE SRG [${times('<!ENTITY a "b">', n)}${RIGHT}`),
];

const MANY: readonly HostileFile[] = [
  file('elements in each other', (n) => inRecord('<x>'.repeat(n / 7) + '</x>'.repeat(n / 7))),
  file('elements in each other, not closed', (n) => inRecord(times('<x>', n))),
  file('elements in each other in the header', (n) =>
    RIGHT.replace('</Levering>', (tag) => '<x>'.repeat(n / 7) + '</x>'.repeat(n / 7) + tag),
  ),
  file('records in each other', (n) => delivery('<Voorziening>'.repeat(n / 27) + '</Voorziening>'.repeat(n / 27))),
  t2('one long text', (n) => inRecord(`<OmschrijvingTypeVoorziening>${times('x', n)}</OmschrijvingTypeVoorziening>`)),
  t2('attributes', (n) => inStartTag(numbered(n, (i) => `a${i}="1" `))),
  file('attributes of one name', (n) => inStartTag(times('a="1" ', n))),
  file(
    'declarations of namespaces',
    (n) => RIGHT.replace('<SRG', (tag) => `${tag} ${numbered(n, (i) => `xmlns:p${i}="u${i}" `)}`),
    'SRG-T006',
    { status: 2 },
  ),
  file('prefixes that nobody declares', (n) => inRecord(times('<p:x/>', n))),
  t2('elements of an unknown name', (n) => inRecord(times('<x/>', n))),
  t2('elements of unknown names', (n) => inRecord(numbered(n, (i) => `<x${i}/>`))),
  t2('elements of an unknown name in the header', (n) => RIGHT.replace('</Levering>', (tag) => times('<x/>', n) + tag)),
  t2('elements of an unknown name between records', (n) => behindHeader(times('<x/>', n))),
  t2('elements of an unknown name behind the records', (n) => RIGHT.replace('</SRG>', (tag) => times('<x/>', n) + tag)),
  file('second roots', (n) => RIGHT + times('<x/>', n)),
  file('comments', (n) => behindHeader(times('<!-- a -->', n)), ''),
  file('comments in a value', (n) => withNumber(`N${times('<!-- a -->', n)}1`), ''),
  file('instructions', (n) => behindHeader(times('<?a b?>', n)), ''),
  file('sections in a value', (n) => withNumber(`N${times('<![CDATA[]]>', n)}1`), ''),
  t2('references in a value', (n) => withNumber(times('&#65;', n))),
  file('references to entities that nobody declares', (n) => withNumber(times('&a;', n))),
  file('bare ampersands', (n) => withNumber(times('& ', n))),
  file('bare less-than signs', (n) => withNumber(times('< ', n))),
  file('end tags of nothing', (n) => inRecord(times('</x>', n))),
  file('texts between elements', (n) => delivery(times(`los ${record({ nummer: 'N' })}`, n)), 'SRG-T002'),
];

const LONG_ONES: readonly HostileFile[] = [
  t2('a long name', (n) => inRecord(`<${times('x', n)}/>`)),
  t2('a long name like a known one', (n) => inRecord(`<EinddatumVoorziening${times('x', n)}/>`)),
  file('two long names', (n) => inRecord(`<${times('x', n / 2)}></${times('x', n / 2 - 1)}y>`)),
  t2('a long name of an attribute', (n) => inStartTag(`${times('x', n)}="1"`)),
  t2('a long value of an attribute', (n) => inStartTag(`a="${times('x', n)}"`)),
  file('a long value of an attribute full of less-than signs', (n) => inStartTag(`a="${times('<', n)}"`)),
  t2('a long code', (n) => delivery([record({ nummer: 'N', type: times('1', n) })])),
  t2('a long date', (n) => delivery([record({ nummer: 'N', start: times('20250301', n) })])),
  t2('a long BSN', (n) => delivery([record({ nummer: 'N', bsn: times('9', n) })])),
  t2('white space for a value', (n) => withNumber(times(' \n', n))),
  t2('a long namespace', (n) => RIGHT.replace('<SRG', (tag) => `${tag} xmlns:p="${times('u', n)}"`).replace('N-1', '')),
  file('a long name of an instruction', (n) => behindHeader(`<?${times('x', n)} y?>`), ''),
  file('a comment of hyphens', (n) => behindHeader(`<!-- ${times('- ', n)}-->`), ''),
  file('a comment of double hyphens', (n) => behindHeader(`<!-- ${times('-- ', n)} -->`)),
  file('white space before the root', (n) => times(' ', n) + RIGHT, ''),
  file('white space before the declaration', (n) => `${times('\n', n)}<?xml version="1.0"?>${RIGHT}`),
  file('white space in the declaration', (n) => `<?xml version="1.0"${times(' ', n)}?>${RIGHT}`, ''),
  file('a reference of many digits', (n) => withNumber(`&#${times('9', n)};`)),
  file('a reference of many zeros', (n) => withNumber(`&#${times('0', n)}65;`), ''),
  file('a reference without an end', (n) => withNumber(`&${times('x', n)}`)),
];

const CHARACTERS: readonly HostileFile[] = [
  file('NULs', (n) => times('\0', n), 'SRG-T001', { status: 2, code: '', isBytes: true }),
  file('NULs in a value', (n) => withNumber(times('\0', n))),
  file('every control character', (n) => withNumber(times(String.fromCharCode(...CONTROLS), n))),
  file('every control character by reference', (n) => withNumber(times(CONTROLS.map((i) => `&#${i};`).join(''), n))),
  file('byte order marks in a value', (n) => withNumber(times('\ufeff', n)), 'SRG-T002'),
  file('byte order marks before the root', (n) => times('\ufeff', n) + RIGHT),
  file('byte order marks in a tag', (n) => RIGHT.replace('<Voorziening>', () => `<Voorziening${times('\ufeff', n)}>`)),
  file('line ends of each kind', (n) => behindHeader(times('\r\n\r\n\n\r', n)), ''),
  file('lone surrogates', (n) => utf16(withNumber(times('\ud800', n / 2))), 'SRG-T001', { isBytes: true }),
  file('a truncated UTF-16', (n) => utf16(inRecord(times('<x/>', n / 2))).subarray(0, -3), 'SRG-T001', {
    isBytes: true,
  }),
  file(
    'bytes that are no UTF-8',
    (n) => bytesOf(RIGHT.slice(0, 300), Array(n).fill(0xff), RIGHT.slice(300)),
    'SRG-T001',
    {
      isBytes: true,
    },
  ),
  file(
    'characters in too many bytes',
    (n) =>
      bytesOf(
        RIGHT.slice(0, 300),
        Array.from({ length: n }, (_, i) => (i % 2 ? 0xbc : 0xc0)),
        RIGHT.slice(300),
      ),
    'SRG-T001',
    {
      isBytes: true,
    },
  ),
  file('an encoding that nobody knows', () => `<?xml version="1.0" encoding="x-onbekend"?>${RIGHT}`, 'SRG-T001', {
    isBytes: true,
  }),
];

/** What has no end, in the place of a record's value and at the end of the file. */
const UNTERMINATED: readonly HostileFile[] = [
  ['a comment', '<!-- '],
  ['a section', '<![CDATA['],
  ['an instruction', '<?a '],
  ['a value', '<x a="'],
  ['a tag', '<x '],
  ['an end tag', '</x '],
  ['markup', '<!x '],
].flatMap(([name, part]) => [
  file(`${name} without an end`, (n) => inRecord(`${part}${times('x', n)}`)),
  file(`${name} without an end, many times`, (n) => inRecord(times(part!, n))),
  file(`${name} without an end before the root`, (n) => before(times(part!, n))),
  file(`${name} without an end, and nothing behind it`, (n) => inRecord('').slice(0, -40) + part + times('x ', n)),
]);

const RECORDS: readonly HostileFile[] = [
  file(
    'records of one BSN',
    (n) => delivery(numbered(n, (i) => `${record({ bsn: BSN[0], nummer: `N-${i}` })}\n`)),
    'SRG-I119',
    { status: 0 },
  ),
  file('records of one number', (n) => delivery(numbered(n, () => `${record({ nummer: 'N' })}\n`)), 'SRG-T004'),
  file(
    'records of one BSN that overlap',
    (n) => delivery(numbered(n, (i) => `${record({ bsn: BSN[0], nummer: `N-${i}`, type: i % 2 ? '10' : '11' })}\n`)),
    'SRG-I105',
    { status: 0 },
  ),
  file('records without an end tag', (n) =>
    delivery(numbered(n, (i) => record({ nummer: `N-${i}` }).replace('</Voorziening>', ''))),
  ),
  file('suppressions', (n) => behindHeader(times('<!-- srg-disable I105: a -->', n)), 'SRG-S001', { status: 0 }),
  file(
    'suppressions of codes that there are none of',
    (n) => behindHeader(numbered(n, (i) => `<!-- srg-disable X${i}: a -->`)),
    'SRG-S001',
    { status: 0 },
  ),
  file(
    'codes in one suppression',
    (n) => behindHeader(`<!-- srg-disable ${numbered(n, (i) => `X${i}, `)}: a -->`),
    'SRG-S001',
    { status: 0 },
  ),
  file(
    'a file on one line',
    (n) => generateDelivery({ records: Math.ceil(n / 430), seed: 1, oneLine: true, faulty: 0.5 }),
    'SRG-T002',
  ),
  file('marks of a merge conflict', (n) => behindHeader(times('<<<<<<< a\n=======\n>>>>>>> b\n', n))),
];

const PLACEHOLDER = ['$', '{x}'].join('');
const OPENINGS = [
  '$'.concat('{'),
  '<%',
  '{{',
  '{%',
  '#{',
  '[[',
  '#if(',
  '<#if ',
  '$!{',
  '{#',
  '@*',
  '<?php ',
  '{{#',
  '@if(x) {',
  '#foreach($a in $b)',
];
const template = (name: string, content: Of, code = 'SRG-T001'): HostileFile =>
  file(name, content, code, { extension: '.srg.tmpl' });

const TEMPLATES: readonly HostileFile[] = [
  template('placeholders in a template', (n) => withNumber(times(PLACEHOLDER, n)), ''),
  template('branches in a template', (n) => inRecord(times('{% if a %}<x/>{% else %}<y/>{% endif %}', n)), 'SRG-T002'),
  ...OPENINGS.map((open) => template(`${open} without an end in a template`, (n) => withNumber(times(open, n)), '*')),
];

const XSLT = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"';
const stylesheet = (content: string) =>
  `<xsl:stylesheet version="1.0" ${XSLT} xmlns="urn:srg-xml:regeling:2026"><xsl:template match="/">${content}</xsl:template></xsl:stylesheet>`;
const STYLESHEETS: readonly HostileFile[] = [
  file(
    'a stylesheet of many instructions',
    (n) => stylesheet(`<SRG><Levering>${times('<xsl:if test="a"><x/></xsl:if>', n)}</Levering></SRG>`),
    '*',
    { extension: '.xslt' },
  ),
  file(
    'a stylesheet of many templates',
    (n) =>
      stylesheet('<SRG><xsl:call-template name="t0"/></SRG>').replace(
        '</xsl:stylesheet>',
        (tag) =>
          numbered(n, (i) => `<xsl:template name="t${i}"><x/><xsl:call-template name="t${i + 1}"/></xsl:template>`) +
          tag,
      ),
    '*',
    { extension: '.xslt' },
  ),
  file(
    'a stylesheet whose templates call two each',
    () =>
      stylesheet('<SRG><xsl:call-template name="t0"/></SRG>').replace(
        '</xsl:stylesheet>',
        (tag) =>
          Array.from(
            { length: 60 },
            (_, i) =>
              `<xsl:template name="t${i}"><xsl:call-template name="t${i + 1}"/><xsl:call-template name="t${i + 1}"/></xsl:template>`,
          ).join('') + tag,
      ),
    '*',
    { extension: '.xslt' },
  ),
];

/** All classes, one by one. What is said of them holds at any size. */
export const HOSTILE_FILES: readonly HostileFile[] = [
  ...DOCTYPES,
  ...MANY,
  ...LONG_ONES,
  ...CHARACTERS,
  ...UNTERMINATED,
  ...RECORDS,
  ...TEMPLATES,
  ...STYLESHEETS,
  ...REPEATED_SLIPS,
];
