import { styleText } from 'node:util';
import { type ComparisonReport, placeOf } from '../../../engine/compare/comparison-report.ts';
import {
  type ComparisonView,
  type RowView,
  type SectionView,
  type Totals,
  viewOf,
} from '../../../engine/compare/comparison-view.ts';
import { formatMessage, type Message } from '../../../engine/messages/message.ts';
import { legible } from '../../../engine/privacy/legible.ts';
import { tableLines, wrapText } from '../../text-layout.ts';
import type { ReporterOptions } from '../report.ts';

const WIDTH = 100;

/** For people: what was compared and a summary, then the lists. */
export function writeComparisonText(report: ComparisonReport, options: ReporterOptions): void {
  const view = viewOf(report.comparison, options);
  const bold = (text: string) => (options.color ? styleText('bold', text, { validateStream: false } as never) : text);
  const say = (message: Message) => formatMessage(message, options);
  const block = (title: string, lines: readonly string[]) => {
    options.write(`\n${bold(title)}\n${lines.map((line) => (line === '' ? '\n' : `  ${legible(line)}\n`)).join('')}`);
  };

  options.write(`${bold(legible(view.title))}\n`);
  block(say({ key: 'compare.heading.deliveries' }), deliveryLines(view, report, say));
  if (view.remarks.length > 0) {
    const remarks = view.remarks.flatMap((remark) => wrapText(remark, WIDTH, '- ', '  '));
    block(say({ key: 'compare.heading.remarks' }), remarks);
  }
  if (!view.different) options.write(`\n${say({ key: 'compare.same' })}\n`);
  block(say({ key: 'compare.heading.summary' }), summaryLines(view));
  if (view.types.length > 0) block(say({ key: 'compare.heading.types' }), typeLines(view, say));
  for (const section of view.sections) {
    if (section.rows.length === 0) continue;
    block(`${section.title} (${section.rows.length})`, sectionLines(section, report, say));
  }
}

type Say = (message: Message) => string;

function deliveryLines({ facts, total }: ComparisonView, { oldPath, newPath }: ComparisonReport, say: Say): string[] {
  return tableLines([
    ['', say({ key: 'compare.column.old' }), say({ key: 'compare.column.new' })],
    [say({ key: 'compare.column.file' }), oldPath, newPath],
    ...facts.map(({ name, old, now }) => [name, old, now]),
    [say({ key: 'compare.column.records' }), String(total.old), String(total.now)],
  ]);
}

function summaryLines({ sections, unchanged }: ComparisonView): string[] {
  const counts = [
    ...sections.map(({ title, rows }) => [title, String(rows.length)]),
    [unchanged.title, String(unchanged.count)],
  ];
  return tableLines(counts, new Set([1]));
}

function typeLines({ types, total }: ComparisonView, say: Say): string[] {
  const line = (name: string, { old, plus, minus, now }: Totals) => [name, ...[old, plus, minus, now].map(String)];
  return tableLines(
    [
      [
        say({ key: 'compare.column.type' }),
        say({ key: 'compare.column.old' }),
        say({ key: 'compare.column.plus' }),
        say({ key: 'compare.column.minus' }),
        say({ key: 'compare.column.new' }),
      ],
      ...types.map((type) => line(type.name, type)),
      line(say({ key: 'compare.column.total' }), total),
    ],
    new Set([1, 2, 3, 4]),
  );
}

function sectionLines({ explanation, rows }: SectionView, report: ComparisonReport, say: Say): string[] {
  const period = ({ start, end }: RowView) =>
    say(
      end === undefined
        ? { key: 'compare.period.open', parameters: { start } }
        : { key: 'compare.period', parameters: { start, end } },
    );
  const heads = tableLines(
    rows.map((row) => {
      const { line } = placeOf(report.comparison, row);
      const side = say({ key: row.side === 'old' ? 'compare.column.old' : 'compare.column.new' }).toLowerCase();
      return [
        row.number,
        row.bsn,
        row.type,
        period(row),
        `(${say({ key: 'compare.line', parameters: { side, line } })})`,
      ];
    }),
  );
  return [
    ...wrapText(explanation, WIDTH),
    '',
    ...rows.flatMap(({ changes, notes }, at) => [
      heads[at]!,
      ...changes.map(({ field, old, now }) => `    ${field}: ${old} → ${now}`),
      ...notes.map((note) => `    ${note}`),
    ]),
  ];
}
