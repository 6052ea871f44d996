import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';
import { roomOf, SOURCES } from './import-rules.ts';

const FILES = globSync(['{server/src,client/src,test,bench,scripts}/**/*.{ts,mjs,cjs}', '*.mjs'], {
  ignore: ['**/node_modules/**', '{test/e2e,bench}/out/**'],
}).sort();

/** More files than this in one folder are too many to take in at a glance. */
const MOST_FILES = 14;
/** Folders that are a plain list of one kind of thing. */
const LISTS: Readonly<Record<string, string>> = {
  'server/src/engine/rules/content': 'one file a rule, with its fixes beside it',
  'test/engine/rules/content': 'one file a rule',
  'test/protocol': 'one file a group of requests',
  'test/e2e/scenarios': 'one file a scenario',
};

/** A file may be longer where its head says why: `// Over 400 lines: …`. */
const MOST_LINES = 400;
const REASON = /^\s*(?:\/\/|\*|\/\*\*?) Over 400 lines: \S/m;

const TOP_FOLDERS = ['client/src', 'test', 'bench', 'scripts', 'schemas', 'l10n', 'snippets', 'syntaxes', 'examples'];

describe('every room says what lives in it', () => {
  const rooms = SOURCES.filter((file) => file.startsWith('server/src/')).map(roomOf);
  const folders = [...new Set(rooms)].filter((room) => !room.endsWith('.ts')).map((room) => `server/src/${room}`);

  test.each(['server/src/engine', ...folders, ...TOP_FOLDERS])('%s', (folder) => {
    const [title, , first] = readFileSync(`${folder}/README.md`, 'utf8').split('\n');
    expect(title).toMatch(/^# \S/);
    expect(first).toMatch(/\S/);
  });
});

test('no folder holds more than about a dozen files, but for plain lists', () => {
  const crowded = [...new Set(FILES.map((file) => dirname(file)))].flatMap((folder) => {
    const files = readdirSync(folder, { withFileTypes: true }).filter(
      (entry) => entry.isFile() && /\.[mc]?[tj]s$/.test(entry.name),
    );
    return files.length > MOST_FILES && !(folder in LISTS) ? [`${folder}: ${files.length}`] : [];
  });
  expect(crowded).toEqual([]);
});

test('no file is longer than one reads in one go, but where its head says why', () => {
  const long = FILES.flatMap((file) => {
    const lines = readFileSync(file, 'utf8').split('\n');
    const isExplained = REASON.test(lines.slice(0, 60).join('\n'));
    return lines.length > MOST_LINES + 1 && !isExplained ? [`${file}: ${lines.length - 1}`] : [];
  });
  expect(long).toEqual([]);
});
