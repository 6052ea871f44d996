import { decodeXml } from './decode-xml.ts';

/** Makes bytes of a text; undefined where the encoding lacks one of its characters. */
export type EncodeText = (text: string) => Uint8Array | undefined;

const DECLARED = /^<\?xml[ \t\r\n][^>]*?encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z][\w.-]*)["']/;

/**
 * The way back from {@link decodeXml}: how other text is written in the encoding of some bytes, with or without its
 * byte order mark.
 * @param text what the bytes were decoded to
 * @returns undefined where the bytes don't come back from the text: they contradict what they declare
 */
export function encoderOf(bytes: Uint8Array, text: string): EncodeText | undefined {
  const declared = DECLARED.exec(text)?.[1];
  const candidates: EncodeText[] = [
    (other) => new TextEncoder().encode(other),
    (other) => joined(MARKS.utf8, new TextEncoder().encode(other)),
    (other) => utf16(other, true),
    (other) => joined(MARKS.utf16le, utf16(other, true)),
    (other) => utf16(other, false),
    (other) => joined(MARKS.utf16be, utf16(other, false)),
    singleBytes(declared),
  ];
  return candidates.find((encode) => isSame(encode(text), bytes));
}

const MARKS = {
  utf8: Uint8Array.of(0xef, 0xbb, 0xbf),
  utf16le: Uint8Array.of(0xff, 0xfe),
  utf16be: Uint8Array.of(0xfe, 0xff),
};

function utf16(text: string, isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), isLittle);
  return bytes;
}

/** An encoding that has a byte for each character, by what its decoder makes of all bytes. */
function singleBytes(declared: string | undefined): EncodeText {
  return (text) => {
    const codes = codesOf(declared);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      const byte = code < 0x80 ? code : codes.get(text[i]!);
      if (byte === undefined) return undefined;
      bytes[i] = byte;
    }
    return bytes;
  };
}

/** The bytes from 0x80 on by the characters that they are. */
function codesOf(declared: string | undefined): ReadonlyMap<string, number> {
  const head = declared === undefined ? '' : `<?xml version="1.0" encoding="${declared}"?>`;
  const high = Uint8Array.from({ length: 0x80 }, (_, n) => 0x80 + n);
  const { text } = decodeXml(joined(new TextEncoder().encode(head), high));
  const characters = text.slice(head.length);
  return new Map(Array.from({ length: characters.length === 0x80 ? 0x80 : 0 }, (_, n) => [characters[n]!, 0x80 + n]));
}

function joined(mark: Uint8Array, bytes: Uint8Array): Uint8Array {
  const both = new Uint8Array(mark.length + bytes.length);
  both.set(mark);
  both.set(bytes, mark.length);
  return both;
}

function isSame(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && a.length === b.length && a.every((byte, i) => byte === b[i]);
}
