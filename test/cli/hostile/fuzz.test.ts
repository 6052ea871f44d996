import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEXTS } from '../../fuzz/corpus.ts';
import { mutate } from '../../fuzz/mutate.ts';
import { rounds, TIMEOUT } from '../../fuzz/rounds.ts';
import { srg } from '../run-srg.ts';

/** In one run of the program. */
const FILES = 40;
const COMMANDS: readonly (readonly string[])[] = [
  ['check'],
  ['check', '--format', 'html'],
  ['check', '--format', 'json'],
  ['fix', '--dry-run', '--unsafe'],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-fuzz-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('changed files are judged, whatever was changed, and no command fails on them', { timeout: TIMEOUT }, async () => {
  const done = await rounds(1, 0.2, (random) => {
    for (let i = 0; i < FILES; i++) {
      const encoding = random() < 0.8 ? 'utf8' : random() < 0.5 ? 'latin1' : 'utf16le';
      writeFileSync(join(folder, `${i}.srg.xml`), Buffer.from(mutate(TEXTS, random), encoding));
    }
    const command = COMMANDS[Math.floor(random() * COMMANDS.length)]!;
    const { status, stderr } = srg([...command, folder]);
    expect([0, 1, 2]).toContain(status);
    // What can't be read or judged is said in a line each, and none of it is a bug.
    expect(stderr).not.toMatch(/onverwacht/);
    expect(stderr).toMatch(/^(?:srg: .*\n)*$/);
  });
  console.info(`${done} runs of ${FILES} files`);
});
