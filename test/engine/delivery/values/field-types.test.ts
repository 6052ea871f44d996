import { expect, test } from 'vitest';
import { cleanValue } from '../../../../server/src/engine/delivery/values/field-types.ts';
import { loadPack, type Pack } from '../../../../server/src/engine/packs/load-pack.ts';
import { readSmall, SMALL_CODES, smallFiles } from '../../../support/packs/small-pack.ts';

async function packWith(...codes: readonly string[]): Promise<Pack> {
  const enumerations = codes.map((code) => `<xs:enumeration value="${code}"/>`).join('');
  const files = smallFiles();
  const schema = files['klein.xsd']!.replace(/(<xs:enumeration[^>]*>)+/, enumerations);
  const lists = { ...SMALL_CODES.lists, soort: { codes: codes.map((code) => ({ code, label: `Soort ${code}` })) } };
  const read = readSmall({ ...files, 'klein.xsd': schema, 'codes.json': JSON.stringify({ lists }) });
  return loadPack('klein', read);
}

test.each<[codes: string[], text: string, clean: string]>([
  [['10', '11', '40'], '10', '10'],
  [['10', '11', '40'], ' 11\n', '11'],
  [['10', '11', '03'], '3', '03'],
  [['10', '11', '03'], '003', '03'],
  [['10', '11', '03'], '0', '00'],
  [['10', '11', '03'], 'x', 'x'],
  // Nobody knows how wide they are.
  [['10', '11', '3'], '03', '03'],
  [['3', '10', '11'], '03', '03'],
  [['10', '11', 'ab'], '010', '010'],
])('of the codes %j, %j is %j', async (codes, text, clean) => {
  expect(cleanValue(await packWith(...codes), 'typeVoorziening', text)).toBe(clean);
});
