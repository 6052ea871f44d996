import { describe, expect, test } from 'vitest';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import { decodeXml as decodePlain } from '../../../server/src/engine/workspace/decode-xml.ts';
import { NODE_BYTES } from '../../../server/src/node/node-bytes.ts';

const decodeInNode = (bytes: Uint8Array) => decodePlain(bytes, NODE_BYTES);

const xml = (encoding: string | undefined, text = 'Súdwest-Fryslân') =>
  `<?xml version="1.0"${encoding ? ` encoding="${encoding}"` : ''}?><a>${text}</a>`;
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const utf16le = (text: string) => Buffer.from(text, 'utf16le');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const mark = (...bytes: number[]) => Buffer.from(bytes);
const join = (...parts: Buffer[]) => Buffer.concat(parts);

describe.each([
  ['in Node', decodeInNode],
  ['anywhere', (bytes: Uint8Array) => decodePlain(bytes)],
])('%s', (_where, decodeXml) => {
  describe('bytes that fit their declaration', () => {
    test.each<[name: string, bytes: Buffer, encoding: string | undefined]>([
      ['UTF-8', utf8(xml('UTF-8')), 'UTF-8'],
      ['UTF-8, not declared', utf8(xml(undefined)), undefined],
      ['UTF-8 with a mark', join(mark(0xef, 0xbb, 0xbf), utf8(xml('utf-8'))), 'utf-8'],
      ['UTF-16 little-endian with a mark', join(mark(0xff, 0xfe), utf16le(xml('UTF-16'))), 'UTF-16'],
      ['UTF-16 big-endian with a mark', join(mark(0xfe, 0xff), utf16be(xml('UTF-16'))), 'UTF-16'],
      ['UTF-16 little-endian without a mark', utf16le(xml('UTF-16LE')), 'UTF-16LE'],
      ['UTF-16 big-endian without a mark', utf16be(xml('UTF-16')), 'UTF-16'],
      ['ISO-8859-1', latin1(xml('ISO-8859-1')), 'ISO-8859-1'],
      ['windows-1252', latin1(xml('windows-1252')), 'windows-1252'],
    ])('%s', (_name, bytes, encoding) => {
      expect(decodeXml(bytes)).toEqual({ text: xml(encoding), problem: undefined });
    });

    test('the euro sign of windows-1252 is none in ISO-8859-1', () => {
      expect(decodeXml(join(latin1(xml('windows-1252', '\x80'))))).toEqual({
        text: xml('windows-1252', '€'),
        problem: undefined,
      });
      expect(decodeXml(latin1(xml('ISO-8859-1', '\x80'))).text).toBe(xml('ISO-8859-1', '\x80'));
    });
  });

  describe('bytes that contradict their declaration', () => {
    test.each<[name: string, bytes: Buffer, problem: string]>([
      [
        'ISO-8859-1 declared as UTF-8',
        latin1(xml('UTF-8')),
        'Het bestand zegt UTF-8 te zijn, maar de bytes zijn dat niet (geen geldige UTF-8).',
      ],
      [
        'ISO-8859-1, not declared',
        latin1(xml(undefined)),
        'Het bestand noemt geen codering, en een programma leest het dan als UTF-8',
      ],
      [
        'UTF-8 with a mark declared as ISO-8859-1',
        join(mark(0xef, 0xbb, 0xbf), utf8(xml('ISO-8859-1'))),
        'Het bestand zegt ISO-8859-1 te zijn, maar de bytes zijn dat niet (UTF-8 (BOM)).',
      ],
      [
        'UTF-16 declared as UTF-8',
        join(mark(0xff, 0xfe), utf16le(xml('UTF-8'))),
        'Het bestand zegt UTF-8 te zijn, maar de bytes zijn dat niet (UTF-16LE).',
      ],
      [
        'UTF-16 without a mark and a declaration',
        utf16le('<a>é</a>'),
        'Het bestand is UTF-16LE, maar zegt dat niet: zonder byte order mark en zonder XML-declaratie',
      ],
      ['the same the other way round', utf16be('<!-- x --><a>é</a>'), 'Het bestand is UTF-16BE, maar zegt dat niet'],
      [
        'UTF-8 declared as UTF-16',
        utf8(xml('UTF-16')),
        'Het bestand zegt UTF-16 te zijn, maar de bytes zijn dat niet (8-bit).',
      ],
      [
        'a byte that windows-1252 does not have',
        latin1(xml('windows-1252', '\x81')),
        'Het bestand zegt windows-1252 te zijn, maar de bytes zijn dat niet (er staan bytes in die daar geen teken zijn).',
      ],
      [
        'more than ASCII',
        utf8(xml('US-ASCII')),
        'Het bestand zegt US-ASCII te zijn, maar de bytes zijn dat niet (er staan bytes in die daar geen teken zijn).',
      ],
      [
        'an encoding that is not known',
        utf8(xml('EBCDIC')),
        'De codering EBCDIC wordt niet ondersteund. Gebruik UTF-8.',
      ],
    ])('%s', (_name, bytes, problem) => {
      const decoded = decodeXml(bytes);
      expect(formatMessage(decoded.problem!, { language: 'nl', maskBsn: true })).toContain(problem);
      expect(decoded.text).toContain('<a>');
    });
  });
});
