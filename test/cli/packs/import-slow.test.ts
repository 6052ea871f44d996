import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { xsd } from '../../support/packs/schema-pack.ts';

/** Each group holds the one before it twice: sixteen of them are 65,536 elements. */
const groups = Array.from(
  { length: 16 },
  (_, at) =>
    `<xs:group name="G${at + 1}"><xs:sequence><xs:group ref="G${at}"/><xs:group ref="G${at}"/></xs:sequence></xs:group>`,
);
const first =
  '<xs:group name="G0"><xs:sequence><xs:element name="a" type="xs:string" minOccurs="0"/></xs:sequence></xs:group>';
const SLOW = xsd(
  `${first}${groups.join('')}<xs:element name="SRG"><xs:complexType><xs:group ref="G16"/></xs:complexType></xs:element>`,
);

test('a schema that takes too long to compile is refused, and why is told', () => {
  const folder = mkdtempSync(join(tmpdir(), 'srg-slow-'));
  try {
    const path = join(folder, 'traag.xsd');
    writeFileSync(path, SLOW);
    const { status, stderr } = spawnSync(process.execPath, ['dist/srg.mjs', 'import', path], { encoding: 'utf8' });
    expect(stderr).toContain('De XSD vraagt te veel rekentijd');
    expect(status).toBe(2);
    expect(existsSync(join(folder, 'traag'))).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 60_000);
