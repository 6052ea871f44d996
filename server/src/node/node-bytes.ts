import { isAscii } from 'node:buffer';
import type { SingleBytes } from '../engine/workspace/decode-xml.ts';

/** Node's faster ways, for `decodeXml`. */
export const NODE_BYTES: SingleBytes = {
  isAscii,
  latin1: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'),
};
