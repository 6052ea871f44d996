import type { Message } from '../messages/message.ts';
import { encodingNamed, knownName } from '../text/encodings.ts';

/** The text of a file, without its byte order mark, and what is wrong with its encoding. */
export interface DecodedText {
  readonly text: string;
  readonly problem: Message | undefined;
}

/** How bytes that are a character each are told and made text of: machines have faster ways than the language itself. */
export interface SingleBytes {
  isAscii(bytes: Uint8Array): boolean;
  /** ISO-8859-1 as it is; the decoder of that name in JavaScript reads windows-1252. */
  latin1(bytes: Uint8Array): string;
}

/** So many characters are made of bytes at a time. */
const AT_ONCE = 8_192;

/** What every machine can do. */
export const PLAIN_BYTES: SingleBytes = {
  // The decoder looks at each byte anyway.
  isAscii: () => false,
  latin1(bytes) {
    const parts: string[] = [];
    for (let from = 0; from < bytes.length; from += AT_ONCE) {
      parts.push(String.fromCharCode(...bytes.subarray(from, from + AT_ONCE)));
    }
    return parts.join('');
  },
};

const GT = 0x3e;
const QUESTION_MARK = 0x3f;
/** `<?xml` */
const DECLARATION_BEGINS = [0x3c, 0x3f, 0x78, 0x6d, 0x6c];
const DECLARED = /^<\?xml[ \t\r\n][^>]*?encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z][\w.-]*)["']/;

/** Bytes as text. */
export interface Encoding {
  /** Bytes of the smallest character. */
  readonly width: 1 | 2;
  readonly isBigEndian?: boolean;
  /** undefined where the bytes are none of the encoding. */
  decode(bytes: Uint8Array): string | undefined;
  /** How long the text is, where that can be told without making it. */
  lengthOf?(bytes: Uint8Array): number | undefined;
  /**
   * How many of the bytes are whole characters, where more bytes follow. Without it, what a byte means may hang on those
   * before it.
   */
  boundary?(bytes: Uint8Array): number;
}

/** How a file is read. */
export interface Reading {
  /** Where the text begins: behind the byte order mark. */
  readonly from: number;
  readonly encoding: Encoding;
  readonly problem?: Message;
  /** Where the bytes are none of that encoding. */
  otherwise?(): Reading;
}

/**
 * Decodes an XML file: by its byte order mark, else by what it declares, else as UTF-8 (XML 1.0, appendix F). Where
 * the bytes contradict the declaration there is a problem, and the text is read in the way that fits the bytes.
 */
export function decodeXml(bytes: Uint8Array, single: SingleBytes = PLAIN_BYTES): DecodedText {
  let reading = readingOf(bytes, single);
  for (;;) {
    const text = reading.encoding.decode(bytes.subarray(reading.from));
    if (text !== undefined) return { text, problem: reading.problem };
    reading = reading.otherwise!();
  }
}

/** How a file is read that begins with these bytes, its XML declaration among them. */
export function readingOf(bytes: Uint8Array, single: SingleBytes): Reading {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    const declared = declaredIn(single.latin1(declarationOf(bytes.subarray(3))));
    const contradicts = declared !== undefined && !/^utf-?8$/i.test(declared);
    return utf8(single, 3, contradicts ? contradiction(declared, 'UTF-8 (BOM)') : undefined);
  }
  if (a === 0xff && b === 0xfe) return utf16(bytes, 2, 'utf-16le');
  if (a === 0xfe && b === 0xff) return utf16(bytes, 2, 'utf-16be');
  if (a === 0x3c && b === 0) return withoutMark(bytes, 'utf-16le');
  if (a === 0 && b === 0x3c) return withoutMark(bytes, 'utf-16be');
  const declared = declaredIn(single.latin1(declarationOf(bytes)));
  if (declared === undefined) return utf8(single, 0, undefined, UNDECLARED);
  const encoding = encodingNamed(declared);
  switch (encoding) {
    case undefined:
      return anyway(single, { key: 'SRG-T001.encoding.unknown', parameters: { declared } });
    case 'utf-8':
      return utf8(single, 0, undefined);
    case 'utf-16le':
    case 'utf-16be':
      return anyway(single, contradiction(declared, '8-bit'));
    // The encodings of JavaScript take three for this one.
    case 'windows-1252':
      if (/1252/.test(knownName(declared))) return windows(single, declared);
      if (/ascii|x3\.4/i.test(knownName(declared))) return ascii(single, declared);
      return { from: 0, encoding: { ...SINGLE_BYTE, decode: (some) => single.latin1(some) } };
    default:
      return other(declared, encoding);
  }
}

/** The bytes to the first `>`, which ends the declaration where there is one. */
function declarationOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, beginsDeclared(bytes) ? bytes.indexOf(GT) + 1 : 0);
}

/** These first bytes of a file may hold only a part of its XML declaration. */
export function isDeclarationCut(bytes: Uint8Array): boolean {
  return !bytes.includes(GT);
}

function beginsDeclared(bytes: Uint8Array): boolean {
  return DECLARATION_BEGINS.every((byte, i) => bytes[i] === byte);
}

function declaredIn(text: string): string | undefined {
  return DECLARED.exec(text)?.[1];
}

function contradiction(declared: string, actual: string | { key: Message['key'] }): Message {
  return { key: 'SRG-T001.encoding', parameters: { declared, actual } };
}

const UNDECLARED: Message = { key: 'SRG-T001.encoding.undeclared', parameters: {} };

const SINGLE_BYTE = { width: 1, boundary: (bytes: Uint8Array) => bytes.length } as const;

/** No more bytes than these follow the first one of a character in UTF-8. */
const MOST_CONTINUATIONS = 3;

/** UTF-8 to the end, or windows-1252 with a problem. */
function utf8(
  single: SingleBytes,
  from: number,
  problem: Message | undefined,
  otherwise = contradiction('UTF-8', { key: 'SRG-T001.encoding.utf8' }),
): Reading {
  return {
    from,
    encoding: utf8Encoding(single),
    ...(problem && { problem }),
    otherwise: () => ({
      from,
      encoding: windowsEncoding(single),
      problem: otherwise,
    }),
  };
}

/** What the bytes show to be the text, with a problem in any case. */
function anyway(single: SingleBytes, problem: Message): Reading {
  return {
    from: 0,
    encoding: utf8Encoding(single),
    problem,
    otherwise: () => ({ from: 0, encoding: windowsEncoding(single), problem }),
  };
}

function utf8Encoding(single: SingleBytes): Encoding {
  return {
    width: 1,
    decode(bytes) {
      // Deliveries are mostly ASCII, which is told and copied much faster than it is decoded.
      if (single.isAscii(bytes)) return single.latin1(bytes);
      return decodeFatal('utf-8', bytes);
    },
    lengthOf: (bytes) => (single.isAscii(bytes) ? bytes.length : undefined),
    boundary(bytes) {
      let size = bytes.length;
      // The last character may go on in what follows.
      for (let back = 1; back <= MOST_CONTINUATIONS + 1 && back < bytes.length; back++) {
        const byte = bytes[bytes.length - back]!;
        if (byte < 0x80) break;
        if (byte >= 0xc0) {
          size = bytes.length - back;
          break;
        }
      }
      return size;
    },
  };
}

function decodeFatal(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function utf16(bytes: Uint8Array, from: number, encoding: 'utf-16le' | 'utf-16be'): Reading {
  const isBigEndian = encoding === 'utf-16be';
  const boundary = (some: Uint8Array) => {
    const size = some.length - (some.length % 2);
    const high = some[isBigEndian ? size - 2 : size - 1]!;
    return high >= 0xd8 && high < 0xdc ? size - 2 : size;
  };
  const lenient = new TextDecoder(encoding, { ignoreBOM: true });
  const shape = { width: 2, isBigEndian, boundary } as const;
  const declared = declaredIn(lenient.decode(bytes.subarray(from, from + DECLARATION_WITHIN)));
  const fits = declared === undefined || declared.toLowerCase() === 'utf-16' || declared.toLowerCase() === encoding;
  const problem = fits ? undefined : contradiction(declared, encoding.toUpperCase());
  return {
    from,
    encoding: { ...shape, decode: (some) => decodeFatal(encoding, some) },
    ...(problem && { problem }),
    otherwise: () => ({
      from,
      encoding: { ...shape, decode: (some) => lenient.decode(some) },
      problem: problem ?? contradiction(declared ?? 'UTF-16', { key: 'SRG-T001.encoding.utf16' }),
    }),
  };
}

/** UTF-16 without a byte order mark, which an XML declaration alone makes known (XML 1.0, 4.3.3 and appendix F). */
function withoutMark(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Reading {
  const reading = utf16(bytes, 0, encoding);
  if (bytes[encoding === 'utf-16le' ? 2 : 3] === QUESTION_MARK) return reading;
  return { ...reading, problem: { key: 'SRG-T001.encoding.unmarked', parameters: { actual: encoding.toUpperCase() } } };
}

function ascii(single: SingleBytes, declared: string): Reading {
  const isAscii = (bytes: Uint8Array) => single.isAscii(bytes) || bytes.every((byte) => byte < 0x80);
  return {
    from: 0,
    encoding: { ...SINGLE_BYTE, decode: (bytes) => (isAscii(bytes) ? single.latin1(bytes) : undefined) },
    otherwise: () => anyway(single, contradiction(declared, { key: 'SRG-T001.encoding.undefinedByte' })),
  };
}

/** The bytes that windows-1252 has no character for. */
const UNDEFINED = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

function windows(single: SingleBytes, declared: string): Reading {
  const encoding = windowsEncoding(single);
  const isDefined = (bytes: Uint8Array) => !UNDEFINED.some((byte) => bytes.includes(byte));
  return {
    from: 0,
    encoding: { ...encoding, decode: (bytes) => (isDefined(bytes) ? encoding.decode(bytes) : undefined) },
    otherwise: () => ({
      from: 0,
      encoding,
      problem: contradiction(declared, { key: 'SRG-T001.encoding.undefinedByte' }),
    }),
  };
}

/** Those of a byte for each character, by their names in JavaScript. */
const OF_ONE_BYTE = /^(ibm866|iso-8859-|koi8-|macintosh$|windows-|x-mac)/;

/** An encoding that needs nothing of its own here, ISO-8859-15 above all. */
function other(declared: string, name: string): Reading {
  const shape = OF_ONE_BYTE.test(name) ? SINGLE_BYTE : ({ width: 1 } as const);
  return {
    from: 0,
    encoding: { ...shape, decode: (bytes) => decodeOther(declared, bytes, true) },
    otherwise: () => ({
      from: 0,
      encoding: { ...shape, decode: (bytes) => decodeOther(declared, bytes, false) },
      problem: contradiction(declared, { key: 'SRG-T001.encoding.undefinedByte' }),
    }),
  };
}

function decodeOther(declared: string, bytes: Uint8Array, fatal: boolean): string | undefined {
  try {
    return new TextDecoder(knownName(declared), { fatal }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The XML declaration ends in so many bytes, or is none. */
export const DECLARATION_WITHIN = 8_192;

/** The characters of windows-1252 at 0x80 to 0x9f; five of them are not defined and stay what they are. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Node 20's own decoder takes windows-1252 for ISO-8859-1. */
function windowsEncoding(single: SingleBytes): Encoding {
  return {
    ...SINGLE_BYTE,
    decode: (bytes) =>
      single.latin1(bytes).replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80]!),
  };
}
