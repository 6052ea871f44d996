import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { globSync } from 'tinyglobby';

/** The rooms of the server, lowest first. A room imports from itself and from lower rows. */
const ROWS: readonly (readonly string[])[] = [
  ['engine/text'],
  ['engine/syntax'],
  ['engine/schema'],
  ['engine/packs'],
  ['engine/delivery'],
  ['engine/privacy'],
  ['engine/messages'],
  ['engine/html'],
  ['engine/import', 'engine/rules', 'engine/templates', 'engine/schematron'],
  ['engine/configuration', 'engine/analysis'],
  ['engine/anonymise', 'engine/compare', 'engine/generate', 'engine/report', 'engine/stylesheet', 'engine/workspace'],
  ['features', 'protocol'],
  ['session'],
  ['handlers'],
  // Files and worker threads of Node, and the command line, stand over the engine alone; the wiring over all.
  ['node', 'cli', 'server.ts'],
  ['node-host.ts'],
  ['api', 'main-node.ts', 'main-browser.ts'],
];

/** What a room imports beside itself, where that is less than all rows below it. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  node: ['engine'],
  cli: ['engine', 'node'],
  api: ['engine', 'node', 'cli'],
  protocol: ['engine'],
  features: ['engine', 'protocol'],
};

/** What the extension may import of the server. */
const FOR_CLIENT = ['protocol', 'engine/messages', 'engine/report/html'];

const PROTOCOL = /^vscode-/;
const NODE = /^node:/;
const VSCODE = /^vscode$/;
const KNOWS_PROTOCOL = [
  'features',
  'protocol',
  'session',
  'handlers',
  'server.ts',
  'node-host.ts',
  'main-node.ts',
  'main-browser.ts',
];
const KNOWS_NODE = ['node', 'cli', 'api', 'node-host.ts', 'main-node.ts'];

/** Why a file may not import something, or undefined where it may. Both as paths from the project's folder. */
export function refusal(file: string, imported: string): string | undefined {
  return file.startsWith('client/src/') ? refusalOfClient(file, imported) : refusalOfServer(file, imported);
}

function refusalOfServer(file: string, imported: string): string | undefined {
  const room = roomOf(file);
  if (!imported.startsWith('.')) {
    if (PROTOCOL.test(imported) && !KNOWS_PROTOCOL.includes(room) && !isUriLibrary(imported))
      return `${room} knows nothing of the protocol`;
    if (NODE.test(imported) && !KNOWS_NODE.includes(room)) return `${room} runs in a browser worker, too`;
    if (VSCODE.test(imported)) return 'only the extension knows VS Code';
    return undefined;
  }
  const target = targetOf(file, imported);
  if (!target.startsWith('server/src/')) return target.endsWith('.json') ? undefined : 'this lies outside the server';
  const other = roomOf(target);
  if (other === room) return undefined;
  const only = ONLY[room];
  if (only && !only.some((prefix) => other === prefix || other.startsWith(`${prefix}/`)))
    return `${room} imports ${only.join(' and ')} alone`;
  const [from, to] = [rankOf(room), rankOf(other)];
  if (to > from) return 'imports run downwards only';
  if (to === from && !only) return 'rooms beside each other are apart';
  return undefined;
}

function refusalOfClient(file: string, imported: string): string | undefined {
  if (!imported.startsWith('.')) {
    const isNodeSide = file.startsWith('client/src/node/');
    return NODE.test(imported) && !isNodeSide ? 'this runs in a browser, too' : undefined;
  }
  const target = targetOf(file, imported);
  if (target.startsWith('client/src/') || target.endsWith('.json')) return undefined;
  const room = target.replace('server/src/', '');
  return FOR_CLIENT.some((prefix) => room.startsWith(`${prefix}/`))
    ? undefined
    : `the extension imports ${FOR_CLIENT.join(', ')} alone of the server`;
}

/** vscode-uri reads addresses and knows nothing of messages. */
function isUriLibrary(imported: string): boolean {
  return imported === 'vscode-uri';
}

function targetOf(file: string, imported: string): string {
  return normalize(join(dirname(file), imported));
}

/** `engine/text`, `features`, or the file itself where it stands in `server/src`. */
export function roomOf(file: string): string {
  const steps = file.replace('server/src/', '').split('/');
  return steps[0] === 'engine' ? steps.slice(0, 2).join('/') : steps[0]!;
}

function rankOf(room: string): number {
  const rank = ROWS.findIndex((row) => row.includes(room));
  if (rank < 0) throw new Error(`server/src/${room} is no room: give it a row`);
  return rank;
}

const IMPORT = /^\s*(?:import|export)\b[^'"]*?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

/** What a file imports, as it is written there, type-only imports included. */
export function importsOf(file: string): string[] {
  return Array.from(readFileSync(file, 'utf8').matchAll(IMPORT), ([, path, dynamic]) => (path ?? dynamic)!);
}

export const SOURCES = globSync(['server/src/**/*.ts', 'client/src/**/*.ts']).sort();

/** An import that closes a circle on purpose says so in the line before it: `// Circular: why`. */
const ALLOWED = /^\s*\/\/ Circular: \S.*\n\s*(?:import|export)\b[^'"]*?['"]([^'"]+)['"]/gm;

/** The circles among the files, each as the files on it, shortest first. */
export function circles(files: readonly string[], read = (file: string) => readFileSync(file, 'utf8')): string[][] {
  const known = new Set(files);
  const next = new Map<string, string[]>();
  for (const file of files) {
    const text = read(file);
    const allowed = new Set(Array.from(text.matchAll(ALLOWED), ([, path]) => path!));
    const paths = Array.from(text.matchAll(IMPORT), ([, path, dynamic]) => (path ?? dynamic)!);
    const targets = paths
      .filter((path) => path.startsWith('.') && !allowed.has(path))
      .map((path) => targetOf(file, path));
    next.set(
      file,
      targets.filter((target) => known.has(target)),
    );
  }
  const found = new Map<string, string[]>();
  for (const start of files) {
    const circle = shortestWayBack(start, next);
    const key = [...(circle ?? [])].sort().join(' ');
    if (circle && !found.has(key)) found.set(key, circle);
  }
  return [...found.values()].sort((a, b) => a.length - b.length);
}

function shortestWayBack(start: string, next: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const cameFrom = new Map<string, string>();
  for (const queue = [start]; queue.length > 0; ) {
    const file = queue.shift()!;
    for (const target of next.get(file) ?? []) {
      if (target === start) {
        const way = [file];
        while (way[0] !== start) way.unshift(cameFrom.get(way[0]!)!);
        return way;
      }
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, file);
      queue.push(target);
    }
  }
  return undefined;
}
