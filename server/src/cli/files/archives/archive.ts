import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import * as zlib from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { fileUri } from '../../../node/file-uri.ts';
import { DamagedError, type Input, InputError, TooLarge } from '../input.ts';
import { takeStream } from '../streams.ts';

/** What an archive may hold at most: with more it is no archive of deliveries, and takes more than anybody waits for. */
const MOST_ENTRIES = 10_000;
const MOST_BYTES = 4 * 1024 ** 3;
/** Deliveries become some 20 to 60 times as small; what is made to fill a memory, 1,000 times. */
const MOST_TIMES = 250;
/** Less than this fills no memory, whatever it was packed to. */
const SMALL = 10 * 1024 ** 2;

export interface ArchiveOptions {
  /** The folder that it was found in; where it is missing, the archive itself was asked for. */
  readonly foundIn?: string | undefined;
  /** What it holds, where it is no file. */
  readonly bytes?: Uint8Array<SharedArrayBuffer> | undefined;
  /** Where the settings of its files are looked for, where that is not their folder. */
  readonly settingsUri?: string | undefined;
}

/**
 * The deliveries in an archive, each read when it is asked for, a large one a part at a time, and nothing is unpacked.
 * What can't be read comes as an InputError in its place, and an archive that can't as the only one.
 * @param path as it is shown; a file in it is shown as one in a folder
 */
export async function filesInArchive(path: string, options: ArchiveOptions = {}): Promise<(Input | InputError)[]> {
  const { foundIn, bytes: content, settingsUri } = options;
  // Names are taken as they are: those that lead elsewhere are told of, and those that follow are read.
  const how = { autoClose: false, decodeStrings: false };
  const open = () => (content ? fromBufferPromise(bufferOf(content), how) : openPromise(path, how));
  let zip: ZipFile;
  let stamp: string;
  try {
    stamp = content ? String(content.length) : stampOf(await stat(path));
    zip = await open();
  } catch (error) {
    return [new InputError(path, (error as NodeJS.ErrnoException).syscall === undefined ? 'noArchive' : 'unreadable')];
  }
  try {
    if (zip.entryCount > MOST_ENTRIES) return [new InputError(path, 'bomb')];
    const found: (Input | InputError)[] = [];
    let bytes = 0;
    let count = 0;
    for await (const entry of zip.eachEntry()) {
      // There may be more of them than the archive says.
      if (++count > MOST_ENTRIES) return [new InputError(path, 'bomb')];
      const name = nameOf(entry);
      if (!isOfInterest(name)) continue;
      const shown = `${path}/${name}`;
      const problem = problemWith(entry, name);
      bytes += entry.uncompressedSize;
      if (bytes > MOST_BYTES) return [new InputError(path, 'bomb')];
      if (problem) found.push(new InputError(shown, problem));
      else {
        const uri = fileUri(shown);
        const read = () => bytesOf(open, entry);
        const openEntry = () => takeStream(chunksOf(open, entry));
        const { uncompressedSize: size, crc32 } = entry;
        const inArchive = { archive: path, bytes: content, size, stamp: `${stamp} ${crc32}` };
        found.push({
          path: shown,
          named: false,
          foundBy: [foundIn ?? path],
          uri,
          settingsUri,
          read,
          open: openEntry,
          inArchive,
        });
      }
    }
    // In a folder there may be archives of anything.
    return found.length > 0 || foundIn !== undefined ? found : [new InputError(path, 'emptyArchive')];
  } catch {
    return [new InputError(path, 'noArchive')];
  } finally {
    zip.close();
  }
}

function bufferOf({ buffer, byteOffset, length }: Uint8Array<SharedArrayBuffer>): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}

function stampOf({ size, mtimeMs }: Stats): string {
  return `${size} ${mtimeMs}`;
}

function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

/** XML, as in a folder: what systems keep for themselves is none. Archives in it are told of. */
function isOfInterest(name: string): boolean {
  return /\.(xml|zip)$/i.test(name) && !/(^|\/)(__MACOSX|\.[^./][^/]*|node_modules)\//.test(name);
}

function problemWith(entry: Entry, name: string): InputError['reason'] | undefined {
  if (/^[/\\]|^[a-z]:|(^|[/\\])\.\.([/\\]|$)/i.test(name)) return 'unsafeName';
  if (entry.isEncrypted()) return 'encrypted';
  if (/\.zip$/i.test(name)) return 'nested';
  if (!entry.canDecodeFileData()) return 'method';
  const { compressedSize, uncompressedSize } = entry;
  return uncompressedSize > SMALL && uncompressedSize / compressedSize > MOST_TIMES ? 'bomb' : undefined;
}

/** Rejects with DamagedError, and with TooLarge for what is too large for a text. */
async function bytesOf(open: () => Promise<ZipFile>, entry: Entry): Promise<Uint8Array> {
  if (entry.uncompressedSize > TooLarge.MOST_BYTES) throw new TooLarge();
  const chunks: Buffer[] = [];
  for await (const chunk of chunksOf(open, entry)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What is in a file. @throws DamagedError at its end at the latest */
async function* chunksOf(open: () => Promise<ZipFile>, entry: Entry): AsyncGenerator<Buffer> {
  const zip = await open();
  // Node.js 20 has it from 20.15 on.
  const { crc32 } = zlib as { crc32?: (bytes: Uint8Array, before?: number) => number };
  let sum = 0;
  try {
    // No more comes than the archive says: the library sees to that.
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      sum = crc32?.(chunk as Buffer, sum) ?? entry.crc32;
      yield chunk as Buffer;
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall === undefined ? new DamagedError() : error;
  } finally {
    zip.close();
  }
  if (sum !== entry.crc32) throw new DamagedError();
}
