import writeExcelFile from 'write-excel-file/universal';
import { countMessage, formatMessage, type MessageOptions } from '../../messages/message.ts';
import { type Cell, headings, kindRowsOf, missingRowsOf, rowsOf, type TableSource } from './rows.ts';

/** A sheet has no more rows than these, and one that says so: a workbook is made in memory, half a gigabyte of these. */
const MOST_ROWS = 100_000;
/** Nor more characters in a cell. */
const MOST_CHARACTERS = 32_767;

/** A row, and the sheet that it belongs on. */
export interface SheetRow {
  readonly sheet: 'findings' | 'kinds' | 'missing';
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
  private readonly rows: Cell[][] = [];
  private readonly kinds: Cell[][] = [];
  private readonly missing: Cell[][] = [];
  private left = 0;

  constructor(private readonly options: MessageOptions) {}

  /** Adds a row, as long as there is room. */
  add({ sheet, cells }: SheetRow): void {
    if (sheet === 'kinds') this.kinds.push(cells);
    else if (sheet === 'missing') {
      if (this.missing.length < MOST_ROWS) this.missing.push(cells);
    } else if (this.rows.length < MOST_ROWS) this.rows.push(cells);
    else this.left++;
  }

  async bytes(): Promise<Uint8Array> {
    const { options, rows, kinds, missing, left } = this;
    const say = (key: 'findings' | 'kinds' | 'count' | 'records' | 'missing' | 'type' | 'start' | 'advice') =>
      formatMessage({ key: `table.${key}` }, options);
    const more = formatMessage(countMessage('more', left), options);
    const [path, , , number, bsn, severity, code, kind] = headings(options);
    const sheets = [
      {
        ...sheet(headings(options), left > 0 ? [...rows, [more]] : rows, [28, 8, 8, 20, 14, 14, 11, 36, 80, 40, 18]),
        sheet: say('findings'),
      },
      {
        ...sheet(
          [path!, severity!, code!, kind!, say('count'), say('records'), say('advice')],
          kinds,
          [28, 14, 11, 48, 10, 10, 90],
        ),
        sheet: say('kinds'),
      },
      ...(missing.length > 0
        ? [
            {
              ...sheet(
                [path!, number!, bsn!, say('type'), formatMessage({ key: 'report.types.type' }, options), say('start')],
                missing,
                [28, 20, 14, 8, 48, 20],
              ),
              sheet: say('missing'),
            },
          ]
        : []),
    ];
    return new Uint8Array(await (await writeExcelFile(sheets).toBlob()).arrayBuffer());
  }
}

function sheet(head: readonly string[], rows: readonly (readonly Cell[])[], widths: readonly number[]) {
  const heading = head.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  return {
    data: [heading, ...rows.map((row) => row.map(cellOf))],
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  };
}

/** Text is written as text, whatever it looks like. */
function cellOf(value: Cell) {
  if (typeof value === 'number') return { value, type: Number };
  return value === '' ? null : { value: value.slice(0, MOST_CHARACTERS), type: String };
}
