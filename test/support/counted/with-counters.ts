import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { parseAst } from 'vitest/node';

/** libxml2 is not bundled, and so it is found from here; git knows nothing of this folder. */
const FOLDER = 'node_modules/.cache';

/** CommonJS packages that are bundled ask for it. */
const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";
/** A name that no program has. */
const COUNT = '__work.done++';

interface AstNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly body?: AstNode;
}

/**
 * Bundles a program with a counter in each function and loop, `done` of the global `__work`: how often they are run is
 * its work.
 * @param module the path of the program from the project's folder
 * @returns the path of the bundle, in a folder of its own
 */
export function withCounters(module: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [resolve(module)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    external: ['libxml2-wasm'],
    mainFields: ['module', 'main'],
    banner: { js: REQUIRE },
  });
  mkdirSync(FOLDER, { recursive: true });
  const bundle = join(mkdtempSync(resolve(FOLDER, 'counted-')), 'bundle.mjs');
  writeFileSync(bundle, counted(outputFiles[0]!.text));
  return bundle;
}

function counted(code: string): string {
  const added: (readonly [at: number, text: string])[] = [];
  const inBlock = ({ start }: AstNode) => added.push([start + 1, `${COUNT};`]);
  const around = ({ start, end }: AstNode, before: string, after: string) => added.push([start, before], [end, after]);
  visit(parseAst(code), ({ type, body }) => {
    if (!body) return;
    const isBlock = body.type === 'BlockStatement';
    if (/^(?:For|While|DoWhile).*Statement$/.test(type)) {
      if (isBlock) inBlock(body);
      else around(body, `{${COUNT};`, '}');
    } else if (type === 'ArrowFunctionExpression' && !isBlock) around(body, `(${COUNT},`, ')');
    else if (/Function/.test(type)) inBlock(body);
  });
  let at = 0;
  let result = '';
  for (const [place, text] of added.sort(([a], [b]) => a - b)) {
    result += code.slice(at, place) + text;
    at = place;
  }
  return result + code.slice(at);
}

function visit(node: unknown, tell: (node: AstNode) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && 'start' in node) tell(node as AstNode);
  for (const child of Object.values(node)) visit(child, tell);
}
