import type * as library from 'libxml2-wasm';
import type { CompiledDocument } from './compile-input.ts';

type Libxml2 = Pick<typeof library, 'xmlRegisterInputProvider' | 'openBuffer' | 'readBuffer' | 'closeBuffer'>;

/** What libxml2 may read just now. Its providers are of the whole library, so there is one that is never taken out. */
let served: ReadonlyMap<string, string> = new Map();
const registered = new WeakSet<object>();

/** Lets libxml2 read these documents and nothing else while `run` runs. */
export function serving<T>(libxml2: Libxml2, documents: readonly CompiledDocument[], run: () => T): T {
  register(libxml2);
  const before = served;
  served = new Map(documents.map(({ location, text }) => [location, text]));
  try {
    return run();
  } finally {
    served = before;
  }
}

function register(libxml2: Libxml2): void {
  if (registered.has(libxml2)) return;
  registered.add(libxml2);
  const encoder = new TextEncoder();
  libxml2.xmlRegisterInputProvider({
    // What is not served is refused here: the providers of the library itself are never asked.
    match: () => true,
    open(location) {
      const text = served.get(location);
      return text === undefined ? undefined : libxml2.openBuffer(encoder.encode(text));
    },
    read: (handle, bytes) => libxml2.readBuffer(handle as number, bytes),
    close(handle) {
      libxml2.closeBuffer(handle as number);
      return true;
    },
  });
}
