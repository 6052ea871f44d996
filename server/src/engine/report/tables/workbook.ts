import { countMessage, formatMessage, type MessageOptions } from '../../messages/message.ts';
import { type Cell, headings, kindRowsOf, missingRowsOf, rowsOf, type TableSource } from './rows.ts';
import { type SheetHead, SheetWriter } from './sheet-writer.ts';

/** A sheet in Excel has so many rows: among them the headings, and one that tells of those for which there is no room. */
const MOST_ROWS = 1_048_576;

/** The sheets, in their order; the last is left out where it has no rows. */
const SHEETS = ['findings', 'kinds', 'missing'] as const;

/** A row, and the sheet that it belongs on. */
export interface SheetRow {
  readonly sheet: (typeof SHEETS)[number];
  readonly cells: Cell[];
}

/** What there is to tell of a file, row by row. */
export function* sheetRowsOf(source: TableSource, options: MessageOptions): Generator<SheetRow> {
  for (const cells of rowsOf(source, options)) yield { sheet: 'findings', cells };
  for (const cells of kindRowsOf(source, options)) yield { sheet: 'kinds', cells };
  for (const cells of missingRowsOf(source, options)) yield { sheet: 'missing', cells };
}

/** A workbook for Excel: sheets of the findings, of their kinds, and of the records that are missing of last month. */
export class Workbook {
  /** The rows for which there is no room, by sheet. */
  private readonly left = SHEETS.map(() => 0);

  private constructor(
    private readonly options: MessageOptions,
    private readonly writer: SheetWriter,
    private readonly mostRows: number,
  ) {}

  /** @param write gets the bytes of it, as they come */
  static async open(
    options: MessageOptions,
    write: (bytes: Uint8Array) => void,
    mostRows = MOST_ROWS,
  ): Promise<Workbook> {
    return new Workbook(options, await SheetWriter.open(headsOf(options), write), mostRows);
  }

  /** Adds a row, as long as there is room. */
  add({ sheet, cells }: SheetRow): void {
    const at = SHEETS.indexOf(sheet);
    if (this.writer.rowsOf(at) < this.mostRows - 1) this.writer.add(at, cells);
    else this.left[at]!++;
  }

  /** Writes the rest. */
  async end(): Promise<void> {
    const { writer, options, left } = this;
    for (const [at, count] of left.entries())
      if (count > 0) writer.add(at, [formatMessage(countMessage('more', count), options)]);
    await writer.end(writer.rowsOf(SHEETS.indexOf('missing')) > 1 ? SHEETS.length : SHEETS.length - 1);
  }
}

function headsOf(options: MessageOptions): SheetHead[] {
  const say = (key: 'findings' | 'kinds' | 'count' | 'records' | 'missing' | 'type' | 'start' | 'advice') =>
    formatMessage({ key: `table.${key}` }, options);
  const all = headings(options);
  const [path, , , number, bsn, severity, code, kind] = all;
  const label = formatMessage({ key: 'report.types.type' }, options);
  return [
    { name: say('findings'), headings: all, widths: [28, 8, 8, 20, 14, 14, 11, 36, 80, 40, 18] },
    {
      name: say('kinds'),
      headings: [path!, severity!, code!, kind!, say('count'), say('records'), say('advice')],
      widths: [28, 14, 11, 48, 10, 10, 90],
    },
    {
      name: say('missing'),
      headings: [path!, number!, bsn!, say('type'), label, say('start')],
      widths: [28, 20, 14, 8, 48, 20],
    },
  ];
}
