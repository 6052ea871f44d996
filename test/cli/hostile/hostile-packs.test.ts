import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { delivery, record } from '../../support/delivery.ts';
import { HOSTILE_PACKS } from '../../support/hostile/hostile-packs.ts';
import { LONG, SEED } from '../../support/property.ts';

let folder: string;
let pack: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-hostile-pack-'));
  pack = join(folder, 'pakket');
  cpSync('schemas/srg-regeling-2026', pack, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a schema that takes any amount of time is called off, with a word on it', () => {
  // The limits are times: the daily run waits for one of them.
  const sample = HOSTILE_PACKS.filter((_pack, i) => LONG || i === SEED % HOSTILE_PACKS.length);

  test.each(sample)('$name', ({ xsd, shows, delivery: text = delivery([record({ nummer: 'N' })]) }) => {
    writeFileSync(join(pack, 'srg.xsd'), xsd);
    const path = join(folder, 'levering.srg.xml');
    writeFileSync(path, text);
    const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/srg.mjs', 'check', '--pack', pack, path], {
      encoding: 'utf8',
      timeout: 60_000,
      killSignal: 'SIGKILL',
    });
    if (shows === 'never') expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    else expect(status).toBe(2);
    // libxml2 may run into a limit of its own before that.
    if (shows === 'compiling')
      expect(stderr).toMatch(/^srg: .*: srg\.xsd, regel \d+: .*(?:te veel rekentijd|geen geldig schema)/);
    if (shows === 'validating') expect(stdout).toContain('SRG-T006');
  });
});
