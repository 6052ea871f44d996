/** Imports of one part by another, as the bundler writes them: what stands before the address, and that. */
const IMPORTS = /(\bfrom ?|\bimport ?|\bimport\()(["'])([^"'\n]+)\2/g;

/**
 * What the server imports of Node.js: `require` for what Node.js alone has, and the files that bundles share, which the
 * client gives before.
 */
const STAND_INS: Readonly<Record<string, string>> = {
  'node:module': 'export const createRequire = () => undefined;',
  'node:fs': `export const readFileSync = (name, encoding) =>
    encoding ? new TextDecoder().decode(sharedFiles[name]) : sharedFiles[name];`,
};

/** A program of several modules that know each other by new addresses. */
export interface ServerParts {
  readonly start: string;
  /** Those of what is imported later, by name: what runs the parts gives it as `parts`. */
  readonly parts: Readonly<Record<string, string>>;
}

/**
 * The parts of the server, each at an address of its own, as a worker can load them that knows no folder.
 * @param files by their names, each behind what it imports at once
 * @param addressOf makes an address for a module
 */
export function addressParts(
  files: readonly (readonly [name: string, text: string])[],
  start: string,
  addressOf: (module: string) => string,
): ServerParts {
  const addresses = new Map(Object.entries(STAND_INS).map(([name, module]) => [name, addressOf(module)]));
  const names = new Set(files.map(([name]) => baseOf(name)));
  for (const [name, text] of files) {
    const module = text.replace(IMPORTS, (whole, before: string, _quote: string, address: string) => {
      const part = baseOf(address);
      const known = addresses.get(part);
      if (before === 'import(') return names.has(part) ? `import(parts[${JSON.stringify(part)}]` : whole;
      return known === undefined ? whole : `${before}${JSON.stringify(known)}`;
    });
    addresses.set(baseOf(name), addressOf(module));
  }
  return { start: addresses.get(start)!, parts: Object.fromEntries(addresses) };
}

function baseOf(address: string): string {
  return address.slice(address.lastIndexOf('/') + 1);
}
