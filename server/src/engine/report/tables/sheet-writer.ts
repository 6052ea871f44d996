import { strToU8, unzipSync, Zip, ZipDeflate } from 'fflate';
import writeExcelFile from 'write-excel-file/universal';
import { escapeText } from '../../syntax/references.ts';
import type { Cell } from './rows.ts';

/** What a sheet is before it has rows. */
export interface SheetHead {
  readonly name: string;
  /** The headings of its columns, in the first row. */
  readonly headings: readonly string[];
  readonly widths: readonly number[];
}

/** Excel's limit of characters in a cell. */
const MOST_CHARACTERS = 32_767;
/** So many characters are packed at a time. */
const AT_ONCE = 65_536;
/** What rows end with in the part of a sheet. */
const END = '</sheetData>';
/** Workbooks of the same rows are the same bytes. */
const WRITTEN_ON = new Date(1980, 0, 1);

/** Writes the sheets of a workbook row by row, beside each other; of those that come behind the first, packed bytes are kept. */
export class SheetWriter {
  private readonly zip: Zip;
  private readonly sheets: Sheet[];

  private constructor(
    private readonly heads: readonly SheetHead[],
    private readonly parts: Parts,
    write: (bytes: Uint8Array) => void,
  ) {
    this.zip = new Zip((error, bytes) => {
      if (error) throw error;
      write(bytes);
    });
    this.sheets = heads.map((_, at) => {
      return new Sheet(() => this.entry(partOf(at)), textOf(parts[partOf(at)]!));
    });
  }

  /** Begins with the first row of each sheet. */
  static async open(heads: readonly SheetHead[], write: (bytes: Uint8Array) => void): Promise<SheetWriter> {
    return new SheetWriter(heads, await partsOf(heads), write);
  }

  /** Adds a row to a sheet, by the place of that. */
  add(sheet: number, cells: readonly Cell[]): void {
    this.sheets[sheet]!.add(cells);
  }

  /** How many rows a sheet has, its headings included. */
  rowsOf(sheet: number): number {
    return this.sheets[sheet]!.rows;
  }

  /** @param count so many sheets are in the workbook; those behind have no rows */
  async end(count = this.sheets.length): Promise<void> {
    for (const sheet of this.sheets.slice(0, count)) sheet.end();
    const parts = await partsOf(this.heads.slice(0, count));
    for (const [name, bytes] of Object.entries(parts)) {
      if (this.heads.some((_, at) => name === partOf(at))) continue;
      // What the sheets have begun with goes by the texts of all of them.
      this.entry(name).push(name === TEXTS ? this.parts[name]! : bytes, true);
    }
    this.zip.end();
  }

  private entry(name: string): ZipDeflate {
    const entry = new ZipDeflate(name);
    entry.mtime = WRITTEN_ON;
    this.zip.add(entry);
    return entry;
  }
}

/** One sheet, as far as it is written. */
class Sheet {
  rows = 1;
  private entry: ZipDeflate | undefined;
  private text: string;
  private readonly behind: string;

  constructor(
    /** Asked for when something of it is packed: a part that is in the workbook has to come to its end. */
    private readonly open: () => ZipDeflate,
    empty: string,
  ) {
    const at = empty.indexOf(END);
    this.text = empty.slice(0, at);
    this.behind = empty.slice(at);
  }

  add(cells: readonly Cell[]): void {
    const row = ++this.rows;
    this.text += `<row r="${row}">${cells.map((cell, at) => cellOf(cell, `${COLUMNS[at]}${row}`)).join('')}</row>`;
    if (this.text.length >= AT_ONCE) this.pack(false);
  }

  end(): void {
    this.text += this.behind;
    this.pack(true);
  }

  private pack(isLast: boolean): void {
    this.entry ??= this.open();
    this.entry.push(strToU8(this.text), isLast);
    this.text = '';
  }
}

const COLUMNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Text is written as text, whatever it looks like. */
function cellOf(cell: Cell, place: string): string {
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (cell === '') return '';
  // To Excel, what looks like `_x0041_` stands for a character.
  const text = cell.slice(0, MOST_CHARACTERS).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`;
}

type Parts = Readonly<Record<string, Uint8Array>>;

const TEXTS = 'xl/sharedStrings.xml';

function partOf(sheet: number): string {
  return `xl/worksheets/sheet${sheet + 1}.xml`;
}

function textOf(part: Uint8Array): string {
  return new TextDecoder().decode(part);
}

/** The parts of a workbook whose sheets have headings and no rows. */
async function partsOf(heads: readonly SheetHead[]): Promise<Parts> {
  const sheets = heads.map(({ name, headings, widths }) => ({
    sheet: name,
    data: [headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))],
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  }));
  return unzipSync(new Uint8Array(await (await writeExcelFile(sheets).toBlob()).arrayBuffer()));
}
