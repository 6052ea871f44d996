import { fictitiousBsn, generateDelivery } from '../../../bench/generate-delivery.ts';
import { delivery, NAMESPACE, record } from '../delivery.ts';
import {
  behindHeader,
  file,
  type HostileFile,
  inRecord,
  numbered,
  RIGHT,
  t2,
  times,
  withNumber,
} from './hostile-file.ts';

type Change = (record: string, i: number) => string;

const one = (i: number) => `${record({ bsn: fictitiousBsn(i), nummer: `N-${i}` })}\n`;
/** As many records as fit, with the same done to each. */
const each = (bytes: number, change: Change) => delivery(numbered(bytes, (i) => change(one(i), i)));
const all = (name: string, change: Change, code = 'SRG-T001', more: Partial<HostileFile> = {}) =>
  file(name, (n) => each(n, change), code, more);
/** Another name for all elements of one. */
const renamed = (name: string, to: string) => (text: string) =>
  text.replaceAll(`<${name}`, `<${to}`).replaceAll(`</${name}`, `</${to}`);
const put = (at: string, part: string) => (text: string) => text.replace(at, () => part + at);

const alike = (name: string, of: (i: number) => string, code = 'SRG-T002') =>
  file(name, (n) => delivery(numbered(n, of)), code);

/** Records that differ in what nothing follows from: what is told of the first holds for the others. */
const ALIKE: readonly HostileFile[] = [
  alike('empty records with an attribute each', (i) => `<Voorziening a${i}="1"></Voorziening>`),
  alike('empty records with an attribute without a value each', (i) => `<Voorziening a${i}/>`, 'SRG-T001'),
  alike('records of nothing but a wrong value each', (i) => `<Voorziening><Geslacht>x${i}</Geslacht></Voorziening>`),
  alike('starts of records with a wrong value each', (i) => `<Voorziening><Geslacht>x${i}</Geslacht>`, 'SRG-T001'),
  alike('empty records of another name with an attribute each', (i) => `<Vorziening a${i}="1"/>`),
  alike(
    'records of another name with nothing but a wrong value each',
    (i) => `<Vorziening><Geslacht>x${i}</Geslacht></Vorziening>`,
  ),
];

/** One slip of the hand, in each record. */
const TAGS: readonly HostileFile[] = [
  all('the end tag of each record mistyped', (text) => text.replace('</Voorziening>', '</Voorzieninge>')),
  all('the end tag of each record that of the container', (text) => text.replace('</Voorziening>', '</Voorzieningen>')),
  all('the end tag of each type mistyped', (text) => text.replace('</TypeVoorziening>', '</TypeVoorzienig>')),
  all('the end tag of each person mistyped', (text) => text.replace('</Persoon>', '</Person>')),
  all('the end tag of each person missing', (text) => text.replace('</Persoon>', '')),
  all('the start tag of each person missing', (text) => text.replace('<Persoon>', '')),
  all('the start tag of each record missing', (text) => text.replace('<Voorziening>', '')),
  all('the end tag of each type a start tag', (text) => text.replace('</TypeVoorziening>', '<TypeVoorziening>')),
  all('each end tag without its slash', (text) => text.replaceAll('</', '<')),
  all('each end tag without its name', (text) => text.replace(/<\/\w+>/g, '</>')),
  all('no end tags', (text) => text.replace(/<\/\w+>/g, '')),
  all('no start tags', (text) => text.replace(/<\w+>/g, '')),
  all('each start tag without its end', (text) => text.replace('<TypeVoorziening>', '<TypeVoorziening ')),
  all('each end tag without its end', (text) => text.replace('</TypeVoorziening>', '</TypeVoorziening ')),
  all('elements that cross in each record', put('</Voorziening>', '<a><b></a></b>')),
  all('a bare less-than sign in each record', put('</TypeVoorziening>', '<')),
  all('a bare ampersand in each record', put('</RegistratienummerVoorziening>', '&')),
  all('an end of a section in each record', put('</RegistratienummerVoorziening>', ']]>')),
  all('a comment without an end in each record', put('</Voorziening>', '<!-- ')),
  all(
    'a comment that ends in the next record',
    (text, i) => put('<TypeVoorziening>', i % 2 ? '-->' : '<!--')(text),
    '*',
  ),
  all('a value without an end in each record', put('</Voorziening>', '<x a="1>')),
  all('values without quotes', put('</Voorziening>', '<x a=1 b=2/>')),
  all('a declaration before each record', (text) => `<?xml version="1.0"?>${text}`),
  all('breaks as HTML has them', put('<TypeVoorziening>', '<br>')),
  all('records between marks of a merge conflict', (text) => `<<<<<<< a\n${text}=======\n${text}>>>>>>> b\n`),
  file('ends of records only', (n) => delivery(times('</Voorziening>', n))),
  file('starts of records with an attribute each', (n) => delivery(numbered(n, (i) => `<Voorziening a="${i}">`))),
  file('starts of records only', (n) => delivery(times('<Voorziening>', n))),
  ...ALIKE,
  file('starts and ends of known elements that cross', (n) =>
    inRecord(times('<TypeVoorziening><Persoon></TypeVoorziening></Persoon>', n)),
  ),
  file('mistyped end tags in each other', (n) =>
    inRecord(numbered(n / 2, (i) => `<a${i}>`) + numbered(n / 2, (i) => `</b${i}>`)),
  ),
  file('known elements in each other, not closed', (n) => inRecord(times('<TypeVoorziening>', n))),
];

/** Names, and what they stand for. */
const NAMES: readonly HostileFile[] = [
  t2('elements of unknown names between records', (n) => behindHeader(numbered(n, (i) => `<x${i}/>`))),
  t2('all records misspelt', (n) => renamed('Voorziening>', 'Vorziening>')(each(n, (text) => text))),
  t2('all records and their container misspelt', (n) => renamed('Voorziening', 'Vorziening')(each(n, (text) => text))),
  t2('the container misspelt', (n) => renamed('Voorzieningen', 'Voorzienigen')(each(n, (text) => text))),
  t2('the header misspelt', (n) => renamed('Levering', 'Leverin')(each(n, (text) => text))),
  file('the root misspelt', (n) => renamed('SRG', 'SGR')(each(n, (text) => text)), 'SRG-T005', { status: 2 }),
  file(
    'all names in lower case',
    (n) => each(n, (text) => text).replace(/<\/?\w+/g, (tag) => tag.toLowerCase()),
    'SRG-T005',
    { status: 2 },
  ),
  t2('each name misspelt', (n) => each(n, (text) => text.replace(/(<\/?\w\w)\w/g, '$1'))),
  all('a namespace on each element', (text) => text.replace(/<\w+/g, (tag) => `${tag} xmlns="${NAMESPACE}"`), ''),
  all('another namespace on each record', (text, i) => put('>', ` xmlns="u${i}"`)(text), 'SRG-T002'),
  all('no namespace on each record', put('>', ' xmlns=""'), 'SRG-T002'),
  all(
    'a prefix of its own for each record',
    (text, i) =>
      renamed(
        'Voorziening>',
        `p${i}:Voorziening>`,
      )(text).replace('Voorziening>', `Voorziening xmlns:p${i}="${NAMESPACE}">`),
    '',
  ),
  file('a prefix declared anew by each element in each other', (n) =>
    inRecord(numbered(n / 2, (i) => `<p:x xmlns:p="u${i}">`) + '</p:x>'.repeat(n / 50)),
  ),
  all('a prefix that nobody declares on each record', (text) =>
    text
      .replaceAll('Voorziening>', (tag) => tag)
      .replace('<Voorziening>', '<p:Voorziening>')
      .replace('</Voorziening>', '</p:Voorziening>'),
  ),
  all(
    'a type named by each record',
    (text) => put('>', ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x"')(text),
    'SRG-T002',
  ),
  t2('one place of a schema, many times', (n) =>
    RIGHT.replace(
      '<SRG',
      (tag) =>
        `${tag} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${numbered(n, (i) => `u${i} x.xsd `)}"`,
    ).replace('N-1', ''),
  ),
  file(
    'stylesheets that belong to it',
    (n) => times('<?xml-stylesheet href="a.xsl" type="text/xsl"?>\n', n) + RIGHT,
    '',
  ),
  t2('names outside the first plane', (n) => inRecord(times('<\u{20000}\u{20001}/>', n / 2))),
  file('deliveries in each other', (n) => delivery(times(RIGHT, n)), 'SRG-T002'),
  file('deliveries behind each other', (n) => times(RIGHT, n)),
  t2('containers', (n) => RIGHT.replace('</SRG>', (tag) => times('<Voorzieningen></Voorzieningen>', n) + tag)),
  t2('headers', (n) => RIGHT.replace('<Voorzieningen>', (tag) => times('<Levering></Levering>', n) + tag)),
  t2('elements of the header again', (n) =>
    RIGHT.replace('</Levering>', (tag) => times('<Gemeentecode>0363</Gemeentecode>', n) + tag),
  ),
  t2('the persons of one record', (n) => inRecord(times('<Persoon></Persoon>', n))),
  file('all known elements of one record again', (n) =>
    inRecord(times(record({ nummer: 'N' }).slice('<Voorziening>'.length, -'</Voorziening>'.length), n)),
  ),
  t2('attributes of elements', (n) => inRecord(times('<x a="1" b="2"/>', n))),
];

/** Values, and what stands between them. */
const VALUES: readonly HostileFile[] = [
  all('each value wrong', (text) => text.replace(/>[^<>]+</g, '>?<'), 'SRG-T002'),
  all('each value empty', (text) => text.replace(/>[^<>]+</g, '><'), 'SRG-T002'),
  all(
    'the elements of each record the other way round',
    (text) => {
      const parts = text.match(/<(?:Registratie|Type|Begin)\w+>[^<]*<\/\w+>/g)!;
      return text.replace(parts.join(''), parts.reverse().join(''));
    },
    'SRG-T002',
  ),
  all('text before each element', (text) => text.replace(/<(?=\w)/g, 'los <'), 'SRG-T002'),
  all('an unknown element before each element', (text) => text.replace(/<(?=\w)/g, '<x/><'), 'SRG-T002'),
  all(
    'years of many digits',
    (text, i) => text.replace('>20250301<', () => `>${'9'.repeat(1 + (i % 400))}0301<`),
    'SRG-T002',
  ),
  t2('a year of many digits in the header', (n) => RIGHT.replace('>2025<', `>${times('9', n)}<`)),
  t2('a gemeente of many digits', (n) => RIGHT.replaceAll('>0363<', `>${times('0', n / 2)}<`)),
  all(
    'digits of other scripts',
    (text) => text.replace('>20250301<', '>２０２５０３０１<').replace(/>9\d{8}</, '>٩٥٠٢٠٤٨٦٩<'),
    'SRG-T002',
  ),
  file(
    'everything that may stand between two characters of a value',
    (n) => withNumber(`N${times('<!-- a --><?b c?><![CDATA[]]>&#49;', n)}`),
    '*',
  ),
  all(
    'everything that may stand between two characters of a code',
    put('0</TypeVoorziening>', '<!-- a --><?b c?><![CDATA[]]>'),
    '',
  ),
  all('byte order marks between records', (text) => `\ufeff${text}`, 'SRG-T002'),
  all('spaces of other kinds in each value', (text) => text.replace(/>(?=[^<>\s])/g, '>\u00a0\u200b'), 'SRG-T002'),
  file('line ends of old Macs', (n) => each(n, (text) => text).replaceAll('\n', '\r'), ''),
  file(
    'UTF-8 and Windows-1252 in turn',
    (n) =>
      Buffer.concat(
        [
          ...each(n, (text) =>
            put('</Voorziening>', '<OmschrijvingTypeVoorziening>é</OmschrijvingTypeVoorziening>')(text),
          ).split('\n'),
        ].map((line, i) => Buffer.from(`${line}\n`, i % 2 ? 'latin1' : 'utf8')),
      ),
    'SRG-T001',
    { isBytes: true },
  ),
  file(
    'UTF-8 and UTF-16 in turn',
    (n) =>
      Buffer.concat(
        each(n / 2, (text) => text)
          .split('\n')
          .map((line, i) => Buffer.from(`${line}\n`, i % 2 ? 'utf16le' : 'utf8')),
      ),
    '*',
    { isBytes: true },
  ),
  file(
    'an encoding that it is not in',
    (n) => `<?xml version="1.0" encoding="UTF-16"?>${each(n, (text) => text)}`,
    'SRG-T001',
    { isBytes: true },
  ),
];

const RULES = ['I101', 'I102', 'I103', 'I105', 'I106', 'I107', 'I108', 'I109', 'I110', 'I113', 'I115', 'I118', 'I119'];

/** What rules across records have to go through. */
const PEOPLE: readonly HostileFile[] = [
  all(
    'a suppression of each rule in each record',
    (text) => RULES.map((code) => `<!-- srg-disable ${code}: a -->`).join('') + text,
    'SRG-S001',
    { status: 0 },
  ),
  file(
    'a chain of one person',
    (n) =>
      delivery(
        numbered(n, (i) => {
          const day = `2024${String(1 + (i % 12)).padStart(2, '0')}${String(1 + (i % 28)).padStart(2, '0')}`;
          return `${record({ nummer: `N-${i}`, type: '11', start: day, end: day })}\n`;
        }),
      ),
    '*',
  ),
  file(
    'one person, each time born on another day',
    (n) =>
      delivery(numbered(n, (i) => `${record({ nummer: `N-${i}`, geboortedatum: String(19_600_101 + (i % 28)) })}\n`)),
    'SRG-I108',
    { status: 0 },
  ),
  file(
    'records that end and begin in turn',
    (n) =>
      delivery(
        numbered(
          n,
          (i) =>
            `${record({ nummer: `N-${i}`, type: '10', start: '20250301', end: '20250315', rest: '<Loonkostensubsidie><Loonwaarde>050</Loonwaarde><RedenBeeindiging>1</RedenBeeindiging></Loonkostensubsidie>' })}\n`,
        ),
      ),
    '*',
  ),
  file(
    'all faults of the generator',
    (n) => generateDelivery({ records: Math.ceil(n / 430), seed: 2, oneLine: false, faulty: 1 }),
    '*',
  ),
];

const template = (name: string, content: HostileFile['content'], code = '*') =>
  file(name, content, code, { extension: '.srg.tmpl' });
const TEMPLATES: readonly HostileFile[] = [
  template('comments without an end in each record of a template', (n) => each(n, put('</Voorziening>', '{# '))),
  template('a comment of each kind without an end in a template', (n) =>
    inRecord(times('{# {{!-- <%-- @* #* <#-- ', n)),
  ),
  template('branches in each other in a template', (n) =>
    delivery(times('{% if a %}', n / 2) + one(1) + times('{% endif %}', n / 2)),
  ),
  template('branches without an end in each record of a template', (n) => each(n, (text) => `{% if a %}${text}`)),
  template('ends of branches in a template', (n) => delivery(times('{% endif %}{{/if}}<% } %>#end', n) + one(1))),
  template('a placeholder for each value of a template', (n) =>
    each(n, (text) => text.replace(/>[^<>\s]+</g, '>{{ x }}<')),
  ),
  template('a branch around each start tag of a template', (n) =>
    each(n, (text) => text.replace(/<\w+>/g, '{% if a %}$&{% endif %}')),
  ),
  template('a branch around each half of a record in a template', (n) =>
    each(n, (text) => `{% if a %}${text.replace('<TypeVoorziening>', '{% else %}$&')}{% endif %}`),
  ),
  template('braces in each other in a template', (n) => withNumber(times('{{', n / 2) + times('}}', n / 2))),
];

const behindEach: readonly HostileFile[] = [
  file('comments of hyphens that never end', (n) => behindHeader(times('<!--->', n))),
];

/** What people get wrong in one go: the same slip in each record. */
export const REPEATED_SLIPS: readonly HostileFile[] = [
  ...TAGS,
  ...NAMES,
  ...VALUES,
  ...PEOPLE,
  ...TEMPLATES,
  ...behindEach,
];
