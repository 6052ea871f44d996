import { change, type Maker } from './fault.ts';
import { type Element, isLeaf, localName } from './markup.ts';

const hasValue = (element: Element) => isLeaf(element) && element.contentEnd > element.contentStart;
const textIn = (element: Element, text: string) => text.slice(element.contentStart, element.contentEnd);

/** Another value, all of which is at fault; or the token in it. */
const value =
  (matches: (text: string, name: string) => boolean, write: (text: string) => string, token?: string): Maker =>
  (element, { text }) => {
    const old = textIn(element, text);
    if (!hasValue(element) || !matches(old, localName(element))) return undefined;
    const written = write(old);
    const at = token === undefined ? 0 : written.indexOf(token);
    const trimmed = written.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
    const from = token === undefined ? written.indexOf(trimmed) : at;
    const length = token === undefined ? trimmed.length : token.length;
    return {
      changes: [change(element.contentStart, element.contentEnd, written, [from, from + length], [0, written.length])],
      elsewhere: written === '' ? [[element.start + 1, element.nameEnd]] : [],
      within: [element.start, element.end],
    };
  };

const isDay = (text: string) => /^[12][0-9]{7}$/.test(text);
const isIsoDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);
const isFree = (_: string, name: string) => /^Omschrijving/.test(name);
const isCode = (text: string, name: string) => /^\d\d?$/.test(text) && !/maand/i.test(name);
const any = (text: string) => text !== '';
const day = (text: string) => text.slice(6).replace(/^0/, '');
const month = (text: string) => text.slice(4, 6).replace(/^0/, '');
const MONTHS = 'januari februari maart april mei juni juli augustus september oktober november december'.split(' ');

/** What may go wrong with a value. */
export const VALUE_KINDS: Readonly<Record<string, Maker>> = {
  'date with hyphens': value(isDay, (text) => `${day(text)}-${month(text)}-${text.slice(0, 4)}`),
  'date as in ISO': value(isDay, (text) => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`),
  'date without hyphens': value(isIsoDay, (text) => text.replaceAll('-', '')),
  'date in words': value(isDay, (text) => `${day(text)} ${MONTHS[Number(month(text)) - 1]} ${text.slice(0, 4)}`),
  'date that is none': value(isDay, (text) => `${text.slice(0, 4)}1345`),
  'code that is none': value(isCode, () => '77'),
  'code with a zero': value(isCode, (text) => `0${text}`),
  'code behind a space': value(isCode, (text) => ` ${text}`),
  'code behind a byte order mark': value(isCode, (text) => `\ufeff${text}`),
  'value missing': value(
    (text, name) => isCode(text, name) || (isDay(text) && name !== 'EinddatumVoorziening'),
    () => '',
  ),
  'BSN with dots': value(
    (text, name) => name === 'Burgerservicenummer' && text.length === 9,
    (text) => `${text.slice(0, 4)}.${text.slice(4, 6)}.${text.slice(6)}`,
  ),
  'BSN too short': value(
    (_, name) => name === 'Burgerservicenummer',
    (text) => text.slice(0, 6),
  ),
  'zero lost': value(
    (text, name) => /^0\d+$/.test(text) && /code|Loonwaarde/i.test(name),
    (text) => text.slice(1),
  ),
  'number with a decimal': value(
    (_, name) => name === 'Loonwaarde',
    () => '62,5',
  ),
  'letter with a diacritic': value(
    (_, name) => /^Omschrijving/.test(name),
    (text) => `${text} caf\u00e9`,
  ),
  'text too long': value(
    (_, name) => /^(?:Registratie|Versie)/.test(name),
    (text) => `${text}-${text}-${text}-0123456789`,
  ),
  'lone ampersand': value(isFree, (text) => `${text.slice(0, 2)} & ${text.slice(2)}`, '&'),
  'lone ampersand in a code': value(isCode, (text) => `${text}&`, '&'),
  'reference without its semicolon': value(isFree, (text) => `${text.slice(0, 2)}&amp ${text.slice(2)}`, '&amp'),
  'reference in capitals': value(isFree, (text) => `${text.slice(0, 2)}&AMP;${text.slice(2)}`, '&AMP;'),
  'reference of HTML': value(isFree, (text) => `${text.slice(0, 2)}&ndash;${text.slice(2)}`, '&ndash;'),
  'lone less-than': value(isFree, (text) => `${text.slice(0, 2)} < ${text.slice(2)}`, '<'),
  'less-than between letters': value(isFree, (text) => `a<b ${text}`, '<'),
  'end of CDATA': value(isFree, (text) => `${text.slice(0, 2)}]]>${text.slice(2)}`, ']]>'),
  'control character': value(any, (text) => `${text.slice(0, 1)}\u0002${text.slice(1)}`, '\u0002'),
  'markup in a value': value(any, (text) => `<b>${text}</b>`, 'b'),
  'line end in a value': value(isCode, (text) => `\n${text}\n`),
};
