import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { delivery, record } from '../../support/delivery.ts';
import { LONG, SEED } from '../../support/property.ts';
import { sch } from '../../support/schematron.ts';

/** In seconds of computing time. */
const LIMIT = 10;

const rules = (test: string, count = 1) =>
  sch(
    Array.from(
      { length: count },
      (_, i) =>
        `<pattern><rule context="srg:Voorziening"><report id="R${i}" test="${test}">x</report></rule></pattern>`,
    ).join(''),
  );
const around = (open: string, inside: string, close: string, times: number) =>
  open.repeat(times) + inside + close.repeat(times);

/** Files of rules, and what is said of them; nothing where they are long and right. */
const HOSTILE_RULES: readonly (readonly [name: string, text: string, words: RegExp | undefined])[] = [
  ['a path through all of the delivery, many times over', rules(`count(${'//*'.repeat(6)}) > 5`), /andere records/],
  ['steps down and up again', rules(`count(${'*/../'.repeat(12)}*) > 0`), /te veel rekenwerk/],
  ['brackets in each other', rules(around('(', '1', ')', 5_000)), /te diep/],
  ['calls in each other', rules(`string-length(${around('concat(', '.', ',.)', 20)}) = 1`), undefined],
  ['a long string', rules(`string-length('${'x'.repeat(900_000)}') = 1`), undefined],
  ['ten thousand rules', rules('srg:TypeVoorziening = 77', 10_000), undefined],
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-hostile-rules-'));
  writeFileSync(
    join(folder, 'levering.srg.xml'),
    delivery([1, 2, 3].map((i) => record({ nummer: `N-${i}`, start: `2025030${i}` }))),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe(`rules of somebody's own end within ${LIMIT} s, and what is wrong with them is said`, () => {
  const sample = HOSTILE_RULES.filter((_rules, i) => LONG || i % 3 === SEED % 3);

  test.runIf(process.platform !== 'win32').each(sample)('%s', (_name, text, words) => {
    const file = join(folder, 'regels.sch');
    writeFileSync(file, text);
    const args = ['dist/srg.mjs', 'check', '--schematron', file, join(folder, 'levering.srg.xml')];
    const command = ['-c', `ulimit -t ${LIMIT}; exec "$0" "$@"`, process.execPath, ...args];
    const { status, stderr } = spawnSync('sh', command, { encoding: 'utf8', timeout: 120_000 });
    expect({ status, isSaid: stderr !== '' }).toEqual({ status: words ? 2 : 0, isSaid: words !== undefined });
    if (words) expect(stderr).toMatch(words);
  });
});
