import type { CompressedBytes } from '../../node/byte-sources.ts';
import { filePathOf } from '../../node/file-uri.ts';
import { DamagedError, type InArchive, type Input, InputError } from '../files/input.ts';
import { openFile, readBytes } from '../files/inputs.ts';
import { asContent } from '../files/streams.ts';
import type { SentContent, SentInput } from './messages.ts';

/** Files, as another thread can be told of them; undefined for what is none. */
export function sentInputs(inputs: readonly (Input | InputError)[]): (SentInput | undefined)[] {
  return inputs.map((input) => {
    if (input instanceof InputError) return undefined;
    const { read: _read, open: _open, text: _text, stream: _stream, ...sent } = input;
    return sent;
  });
}

/** The files that another thread tells of. */
export function receivedInputs(sent: readonly (SentInput | undefined)[]): (Input | undefined)[] {
  const archives = new Map<string | Uint8Array, Promise<ReadonlyMap<string, Input>>>();
  const listed = ({ archive, bytes }: InArchive) => {
    const known = archives.get(bytes ?? archive) ?? list(archive, bytes);
    archives.set(bytes ?? archive, known);
    return known;
  };
  return sent.map((one) => {
    if (!one?.inArchive) return one && atPath(one);
    const { inArchive } = one;
    const entry = async () => {
      const found = (await listed(inArchive)).get(one.path);
      // It was written since it was listed.
      if (found?.inArchive?.stamp !== inArchive.stamp) throw new DamagedError();
      return found;
    };
    return { ...one, read: async () => (await entry()).read(), open: async () => (await entry()).open!() };
  });
}

/** What was read of a stream, and what of it goes over to the thread that it is sent to. */
export function sentContent(bytes: Buffer | CompressedBytes): { content: SentContent; transfer: ArrayBuffer[] } {
  if (bytes instanceof Uint8Array) return { content: bytes, transfer: [] };
  const { pieces, length } = bytes;
  return { content: { pieces, length }, transfer: pieces.map(({ buffer }) => buffer) };
}

/** A file whose content came with it. */
export async function withContent(input: Input, content: SentContent): Promise<Input> {
  const { CompressedBytes } = await import('../../node/byte-sources.ts');
  const bytes = content instanceof Uint8Array ? content : new CompressedBytes(content.pieces, content.length);
  return { ...input, open: async () => asContent(bytes) };
}

function atPath(sent: SentInput): Input {
  const path = filePathOf(sent.uri) ?? sent.path;
  return { ...sent, read: () => readBytes(path), open: () => openFile(path) };
}

async function list(archive: string, bytes: InArchive['bytes']): Promise<ReadonlyMap<string, Input>> {
  const { filesInArchive } = await import('../files/archives/archive.ts');
  const found = await filesInArchive(archive, { bytes });
  return new Map(found.flatMap((input) => (input instanceof InputError ? [] : [[input.path, input] as const])));
}
