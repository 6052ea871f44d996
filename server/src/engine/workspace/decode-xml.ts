import type { Message } from '../messages/message.ts';

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
/** `<?xml` */
const DECLARATION_BEGINS = [0x3c, 0x3f, 0x78, 0x6d, 0x6c];
const DECLARED = /^<\?xml[ \t\r\n][^>]*?encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z][\w.-]*)["']/;

/**
 * Decodes an XML file: by its byte order mark, else by what it declares, else as UTF-8 (XML 1.0, appendix F). Where
 * the bytes contradict the declaration there is a problem, and the text is read in the way that fits the bytes.
 */
export function decodeXml(bytes: Uint8Array, single: SingleBytes = PLAIN_BYTES): DecodedText {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return decodeUtf8(bytes.subarray(3), true, single);
  if (a === 0xff && b === 0xfe) return decodeUtf16(bytes.subarray(2), 'utf-16le');
  if (a === 0xfe && b === 0xff) return decodeUtf16(bytes.subarray(2), 'utf-16be');
  if (a === 0x3c && b === 0) return decodeUtf16(bytes, 'utf-16le');
  if (a === 0 && b === 0x3c) return decodeUtf16(bytes, 'utf-16be');
  const declared = DECLARED.exec(single.latin1(declarationOf(bytes)))?.[1];
  if (declared === undefined) return decodeUtf8(bytes, false, single);
  const decoder = decoderFor(declared);
  switch (decoder?.encoding) {
    case undefined: {
      const problem = { key: 'SRG-T001.encoding.unknown', parameters: { declared } } as const;
      return { text: decodeUtf8(bytes, false, single).text, problem };
    }
    case 'utf-8':
      return decodeUtf8(bytes, false, single);
    case 'utf-16le':
    case 'utf-16be':
      return { text: decodeUtf8(bytes, false, single).text, problem: contradiction(declared, '8-bit') };
    // The encodings of JavaScript take three for this one.
    case 'windows-1252':
      if (/1252/.test(declared)) return decodeWindows(bytes, declared, single);
      if (/ascii|x3\.4/i.test(declared)) return decodeAscii(bytes, declared, single);
      return { text: single.latin1(bytes), problem: undefined };
    default:
      return decodeOther(bytes, declared);
  }
}

/** undefined for an encoding that the machine doesn't know. */
function decoderFor(declared: string): TextDecoder | undefined {
  try {
    return new TextDecoder(declared);
  } catch {
    return undefined;
  }
}

/** The bytes to the first `>`, which ends the declaration where there is one. */
function declarationOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, DECLARATION_BEGINS.every((byte, i) => bytes[i] === byte) ? bytes.indexOf(GT) + 1 : 0);
}

/** An encoding that needs nothing of its own here, ISO-8859-15 above all. */
function decodeOther(bytes: Uint8Array, declared: string): DecodedText {
  try {
    return { text: new TextDecoder(declared, { fatal: true }).decode(bytes), problem: undefined };
  } catch {
    const problem = contradiction(declared, { key: 'SRG-T001.encoding.undefinedByte' });
    return { text: new TextDecoder(declared).decode(bytes), problem };
  }
}

function contradiction(declared: string, actual: string | { key: Message['key'] }): Message {
  return { key: 'SRG-T001.encoding', parameters: { declared, actual } };
}

function decodeUtf8(bytes: Uint8Array, mark: boolean, single: SingleBytes): DecodedText {
  try {
    // Deliveries are mostly ASCII, which is told and copied much faster than it is decoded.
    const text = single.isAscii(bytes)
      ? single.latin1(bytes)
      : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const declared = DECLARED.exec(text)?.[1];
    const contradicts = mark && declared !== undefined && !/^utf-?8$/i.test(declared);
    return { text, problem: contradicts ? contradiction(declared, 'UTF-8 (BOM)') : undefined };
  } catch {
    const problem = contradiction('UTF-8', { key: 'SRG-T001.encoding.utf8' });
    return { text: windows1252(bytes, single), problem };
  }
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DecodedText {
  let text: string;
  let isWhole = true;
  try {
    text = new TextDecoder(encoding, { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
    isWhole = false;
  }
  const declared = DECLARED.exec(text)?.[1];
  const fits = declared === undefined || declared.toLowerCase() === 'utf-16' || declared.toLowerCase() === encoding;
  if (!fits) return { text, problem: contradiction(declared, encoding.toUpperCase()) };
  if (isWhole) return { text, problem: undefined };
  return { text, problem: contradiction(declared ?? 'UTF-16', { key: 'SRG-T001.encoding.utf16' }) };
}

function decodeAscii(bytes: Uint8Array, declared: string, single: SingleBytes): DecodedText {
  if (bytes.every((byte) => byte < 0x80)) return { text: single.latin1(bytes), problem: undefined };
  const problem = contradiction(declared, { key: 'SRG-T001.encoding.undefinedByte' });
  return { text: decodeUtf8(bytes, false, single).text, problem };
}

function decodeWindows(bytes: Uint8Array, declared: string, single: SingleBytes): DecodedText {
  const undefinedByte = bytes.some((byte) => [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte));
  const problem = undefinedByte ? contradiction(declared, { key: 'SRG-T001.encoding.undefinedByte' }) : undefined;
  return { text: windows1252(bytes, single), problem };
}

/** The characters of windows-1252 at 0x80 to 0x9f; five of them are not defined and stay what they are. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Node 20's own decoder takes windows-1252 for ISO-8859-1. */
function windows1252(bytes: Uint8Array, single: SingleBytes): string {
  return single.latin1(bytes).replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80]!);
}
