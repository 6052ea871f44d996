import { filePathOf } from '../../node/file-uri.ts';
import { DamagedError, type InArchive, type Input, InputError } from '../files/input.ts';
import { openFile, readBytes } from '../files/inputs.ts';
import { readingOnce } from '../files/streams.ts';
import type { SentInput } from './messages.ts';

/** Files, as another thread can be told of them; undefined for what is none. */
export function sentInputs(inputs: readonly (Input | InputError)[]): (SentInput | undefined)[] {
  return inputs.map((input) => {
    if (input instanceof InputError) return undefined;
    const { read: _read, open: _open, text: _text, stream, ...sent } = input;
    return { ...sent, isStream: stream !== undefined };
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

function atPath(sent: SentInput): Input {
  if (sent.isStream) return { ...sent, ...readingOnce(process.stdin) };
  const path = filePathOf(sent.uri) ?? sent.path;
  return { ...sent, read: () => readBytes(path), open: () => openFile(path) };
}

async function list(archive: string, bytes: InArchive['bytes']): Promise<ReadonlyMap<string, Input>> {
  const { filesInArchive } = await import('../files/archives/archive.ts');
  const found = await filesInArchive(archive, { bytes });
  return new Map(found.flatMap((input) => (input instanceof InputError ? [] : [[input.path, input] as const])));
}
