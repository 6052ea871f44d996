import { DOMParser } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type SheetRow, Workbook } from '../../../../server/src/engine/report/tables/workbook.ts';

const OPTIONS = { language: 'nl', maskBsn: true } as const;

async function bytesOf(rows: Iterable<SheetRow>, mostRows?: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const workbook = await Workbook.open(OPTIONS, (bytes) => void chunks.push(bytes), mostRows);
  for (const row of rows) workbook.add(row);
  await workbook.end();
  return Buffer.concat(chunks);
}

/** The rows of the sheets as Excel reads them, by the names of the sheets. */
function sheetsIn(bytes: Uint8Array): Record<string, (string | number)[][]> {
  const parts = unzipSync(bytes);
  const read = (name: string) => new DOMParser().parseFromString(strFromU8(parts[name]!), 'text/xml');
  const all = (name: string, tag: string) => Array.from(read(name).getElementsByTagName(tag));
  const texts = all('xl/sharedStrings.xml', 'si').map(({ textContent }) => textContent);
  const sheets: Record<string, (string | number)[][]> = {};
  for (const [at, { attributes }] of all('xl/workbook.xml', 'sheet').entries()) {
    const rows = all(`xl/worksheets/sheet${at + 1}.xml`, 'row').map((row, n) => {
      expect(row.getAttribute('r')).toBe(String(n + 1));
      const cells: (string | number)[] = [];
      for (const cell of Array.from(row.getElementsByTagName('c'))) {
        const [, column, line] = /^([A-Z])(\d+)$/.exec(cell.getAttribute('r')!)!;
        expect(line).toBe(String(n + 1));
        const type = cell.getAttribute('t');
        const place = column!.charCodeAt(0) - 65;
        while (cells.length < place) cells.push('');
        const text = cell.textContent!;
        cells[place] = type === 's' ? texts[Number(text)]! : type === 'inlineStr' ? text : Number(text);
      }
      return cells;
    });
    sheets[attributes.getNamedItem('name')!.value] = rows;
  }
  return sheets;
}

const finding = (n: number): SheetRow => ({ sheet: 'findings', cells: ['a.xml', n, '', `<&"'> ${n}`] });

test('rows stand on their sheets, one behind the other, texts and numbers as they are', async () => {
  const { Meldingen, Soorten, ...others } = sheetsIn(
    await bytesOf([finding(1), { sheet: 'kinds', cells: ['a.xml', 3] }, finding(2)]),
  );
  expect(Meldingen![0]!.slice(0, 2)).toEqual(['Bestand', 'Regel']);
  expect(Meldingen!.slice(1)).toEqual([
    ['a.xml', 1, '', `<&"'> 1`],
    ['a.xml', 2, '', `<&"'> 2`],
  ]);
  expect(Soorten!.slice(1)).toEqual([['a.xml', 3]]);
  expect(others).toEqual({});
});

test('there is a sheet of what is missing where something is', async () => {
  const sheets = sheetsIn(await bytesOf([{ sheet: 'missing', cells: ['a.xml', 'N-1'] }]));
  expect(Object.keys(sheets)).toHaveLength(3);
  expect(Object.values(sheets)[2]!.slice(1)).toEqual([['a.xml', 'N-1']]);
});

test('a sheet that is full says how much is left out', async () => {
  const rows = Array.from({ length: 12 }, (_, n) => finding(n));
  const { Meldingen, Soorten } = sheetsIn(await bytesOf(rows, 6));
  expect(Meldingen).toHaveLength(6);
  expect(Meldingen!.slice(4)).toEqual([['a.xml', 3, '', `<&"'> 3`], ['… en nog 8 meldingen']]);
  expect(Soorten).toHaveLength(1);
  const { Meldingen: fitting } = sheetsIn(await bytesOf(rows.slice(0, 4), 6));
  expect(fitting!.at(-1)).toEqual(['a.xml', 3, '', `<&"'> 3`]);
});

test('what Excel would read as a character stays as it is written', async () => {
  const { Meldingen } = sheetsIn(await bytesOf([{ sheet: 'findings', cells: ['_x0041_', '_x004', 'a_x000D_'] }]));
  expect(Meldingen![1]).toEqual(['_x005F_x0041_', '_x004', 'a_x005F_x000D_']);
});

test('a cell has no more characters than Excel takes', async () => {
  const { Meldingen } = sheetsIn(await bytesOf([{ sheet: 'findings', cells: ['é'.repeat(40_000)] }]));
  expect(Meldingen![1]![0]).toHaveLength(32_767);
});

test('it is written while rows come, and the same rows are the same bytes', async () => {
  const chunks: Uint8Array[] = [];
  const workbook = await Workbook.open(OPTIONS, (bytes) => void chunks.push(bytes));
  const rows = Array.from({ length: 30_000 }, (_, n) => finding((n * 7_919) % 30_011));
  for (const row of rows) workbook.add(row);
  expect(chunks.length).toBeGreaterThan(3);
  await workbook.end();
  expect(Buffer.concat(chunks).equals(await bytesOf(rows))).toBe(true);
});
