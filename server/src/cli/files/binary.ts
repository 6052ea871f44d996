/** What a file is shows in so many bytes. */
const START = 1_024;

/**
 * Whether bytes are no text in any encoding of XML: with control characters, and not in UTF-16. A delivery that has such
 * a character by mistake looks the same, so this is asked of what shows no root element.
 */
export function isBinary(bytes: Uint8Array): boolean {
  const [a, b] = bytes;
  const isUtf16 =
    (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a === 0x3c && b === 0) || (a === 0 && b === 0x3c);
  return (
    !isUtf16 && bytes.subarray(0, START).some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)
  );
}

/** So many bytes show an archive. */
export const ARCHIVE_START = 4;

/** The first bytes are those of a zip, an empty one included. */
export function isArchive([p, k, a, b]: Uint8Array): boolean {
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
}
