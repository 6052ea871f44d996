import { folderOf, uriKey } from '../../../engine/text/uri.ts';
import { decodeXml } from '../../../engine/workspace/decode-xml.ts';
import type { DeliveryFiles, FileEntry } from '../../../engine/workspace/delivery-files.ts';
import { LARGE_FROM } from '../../../node/large-from.ts';
import { NODE_BYTES } from '../../../node/node-bytes.ts';
import type { Input } from '../input.ts';

/** The files of this machine, and those in archives that are checked, as if an archive were a folder. */
export function withArchives(files: DeliveryFiles, inputs: readonly Input[]): DeliveryFiles {
  const packed = new Map(inputs.flatMap((input) => (input.inArchive ? [[uriKey(input.uri), input] as const] : [])));
  if (packed.size === 0) return files;
  const byFolder = new Map<string, Input[]>();
  for (const input of packed.values()) {
    const folder = uriKey(folderOf(input.uri)!);
    const known = byFolder.get(folder);
    if (known) known.push(input);
    else byFolder.set(folder, [input]);
  }
  const inputAt = (uri: string) => packed.get(uriKey(uri));
  const decode = async (input: Input) => decodeXml(await input.read(), NODE_BYTES);
  return {
    ...files,
    list: async (folder, deep, limit, unreadable) =>
      byFolder.get(uriKey(folder))?.slice(0, limit).map(entryOf) ?? files.list(folder, deep, limit, unreadable),
    entryOf: async (uri) => {
      const input = inputAt(uri);
      return input ? entryOf(input) : files.entryOf(uri);
    },
    readStart: async (uri, bytes) => {
      const input = inputAt(uri);
      return input ? decodeXml((await input.read()).subarray(0, bytes), NODE_BYTES).text : files.readStart(uri, bytes);
    },
    readInPages: async (uri) => {
      const input = inputAt(uri);
      if (!input) return files.readInPages?.(uri);
      if (input.inArchive!.size < LARGE_FROM) return undefined;
      const content = await input.open!();
      const { textOf } = await import('../../../node/byte-sources.ts');
      return content instanceof Uint8Array ? undefined : textOf(content.bytes, () => content.close());
    },
    read: async (uri) => {
      const input = inputAt(uri);
      return input ? (await decode(input)).text : files.read(uri);
    },
    decode: async (uri) => {
      const input = inputAt(uri);
      return input ? decode(input) : files.decode(uri);
    },
  };
}

function entryOf({ uri, inArchive }: Input): FileEntry {
  const { size, stamp } = inArchive!;
  return { uri, size, stamp };
}
