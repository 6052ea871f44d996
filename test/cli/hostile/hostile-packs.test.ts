import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { delivery, record } from '../../support/delivery.ts';
import { describedAtLength, HOSTILE_PACKS } from '../../support/hostile/hostile-packs.ts';
import { LONG, SEED } from '../../support/property.ts';

let folder: string;
let pack: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-hostile-pack-'));
  pack = join(folder, 'pakket');
  cpSync('schemas/srg-regeling-2026', pack, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function check(path: string) {
  return spawnSync(process.execPath, ['dist/srg.mjs', 'check', '--rule', 'i119=off', '--pack', pack, path], {
    encoding: 'utf8',
    timeout: 60_000,
    killSignal: 'SIGKILL',
  });
}

describe('a schema that takes any amount of time is called off, with a word on it', () => {
  // The limits are times: the daily run waits for two of them.
  const sample = HOSTILE_PACKS.filter(
    ({ shows }, i) => LONG || shows === 'validating' || i === SEED % HOSTILE_PACKS.length,
  );

  test.each(sample)('$name', ({ xsd, shows, delivery: text = delivery([record({ nummer: 'N' })]) }) => {
    writeFileSync(join(pack, 'srg.xsd'), xsd);
    const path = join(folder, 'levering.srg.xml');
    writeFileSync(path, text);
    const { status, stdout, stderr } = check(path);
    if (shows === 'never') expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    else expect(status).toBe(2);
    // libxml2 may run into a limit of its own before that.
    if (shows === 'compiling')
      expect(stderr).toMatch(/^srg: .*: srg\.xsd, regel \d+: .*(?:te veel rekentijd|geen geldig schema)/);
    if (shows === 'validating') expect(stdout).toContain('SRG-T006');
  });
});

// libxml2 validates a large file in a thread of its own.
test('a record of a large file that libxml2 gives up on is told of', () => {
  writeFileSync(join(pack, 'srg.xsd'), HOSTILE_PACKS[0]!.xsd);
  const path = join(folder, 'levering.srg.xml');
  const records = Array.from({ length: 6_000 }, (_, i) => record({ nummer: `N-${i}` }));
  records[1] = describedAtLength(records[1]!);
  writeFileSync(path, delivery(records));
  const { status, stdout, stderr } = check(path);
  expect({ status, stderr }).toEqual({ status: 2, stderr: '' });
  expect(stdout).toContain('SRG-T006');
});
