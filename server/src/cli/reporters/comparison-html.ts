import { createHash } from 'node:crypto';
import {
  type ComparisonView,
  type RowView,
  type SectionView,
  type Totals,
  viewOf,
} from '../../compare/comparison-view.ts';
import { fieldName } from '../../compare/words.ts';
import { formatMessage, type Message } from '../../messages/message.ts';
import { type ComparisonReport, placeOf } from './comparison-report.ts';
import type { ReporterOptions } from './report.ts';

const STYLE = `
:root { color-scheme: light dark; --text: #1b1b1b; --soft: #595959; --page: #fff; --band: #f2f4f7; --line: #c4cad3;
  --link: #0b57a4; --gone: #a31515; --come: #0a6638; }
@media (prefers-color-scheme: dark) { :root { --text: #e8e8e8; --soft: #b0b0b0; --page: #1c1e21; --band: #282b30;
  --line: #4a4f57; --link: #8ab8f0; --gone: #ff9a90; --come: #7fd6a0; } }
body { margin: 2rem auto; padding: 0 1rem; max-width: 75rem; color: var(--text); background: var(--page);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
a { color: var(--link); }
p { max-width: 45rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
th, td { padding: 0.3rem 0.8rem 0.3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { background: var(--band); }
tbody th { font-weight: normal; } tfoot th, tfoot td { font-weight: bold; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
td ul { margin: 0; padding: 0; list-style: none; }
del { color: var(--gone); } ins { color: var(--come); text-decoration: none; font-weight: bold; }
.note { color: var(--soft); }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
`;

/** The page may load nothing and run nothing: its own style is the one thing allowed. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

/** One page that stands by itself: no script, nothing from elsewhere. */
export function writeComparisonHtml(report: ComparisonReport, options: ReporterOptions): void {
  const view = viewOf(report.comparison, options);
  const say = (message: Message) => escapeHtml(formatMessage(message, options));
  const shown = view.sections.filter(({ rows }) => rows.length > 0);
  options.write(
    [
      '<!doctype html>',
      `<html lang="${options.language}">`,
      '<head>',
      '<meta charset="utf-8">',
      `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      '<meta name="color-scheme" content="light dark">',
      '<meta name="referrer" content="no-referrer">',
      `<title>${escapeHtml(view.title)}</title>`,
      `<style>${STYLE}</style>`,
      '</head>',
      '<body>',
      '<main>',
      `<h1>${escapeHtml(view.title)}</h1>`,
      deliveries(view, report, say),
      ...(view.remarks.length > 0 ? [`<h2>${say({ key: 'compare.heading.remarks' })}</h2>`, list(view.remarks)] : []),
      `<h2>${say({ key: 'compare.heading.summary' })}</h2>`,
      ...(view.different ? [] : [`<p>${say({ key: 'compare.same' })}</p>`]),
      summary(view, say),
      ...(view.types.length > 0 ? [`<h2>${say({ key: 'compare.heading.types' })}</h2>`, typeTable(view, say)] : []),
      '',
    ].join('\n'),
  );
  for (const section of shown) writeSection(section, report, options, say);
  options.write('</main>\n</body>\n</html>\n');
}

type Say = (message: Message) => string;

function deliveries({ facts, total }: ComparisonView, { oldPath, newPath }: ComparisonReport, say: Say): string {
  const row = (name: string, ...values: string[]) =>
    `<tr><th scope="row">${name}</th>${values.map((value) => `<td>${escapeHtml(value)}</td>`).join('')}</tr>`;
  return table(
    say({ key: 'compare.heading.deliveries' }),
    `<tr><td></td>${columns([say({ key: 'compare.column.old' }), say({ key: 'compare.column.new' })])}</tr>`,
    [
      row(say({ key: 'compare.column.file' }), oldPath, newPath),
      ...facts.map(({ name, old, now }) => row(escapeHtml(name), old, now)),
      row(say({ key: 'compare.column.records' }), String(total.old), String(total.now)),
    ],
  );
}

function summary({ sections, unchanged }: ComparisonView, say: Say): string {
  return table(
    say({ key: 'compare.heading.summary' }),
    `<tr>${columns([say({ key: 'compare.column.what' })])}${columns([say({ key: 'compare.column.count' })], true)}</tr>`,
    [
      ...sections.map(({ id, title, rows }) => {
        const name = rows.length > 0 ? `<a href="#${id}">${escapeHtml(title)}</a>` : escapeHtml(title);
        return `<tr><th scope="row">${name}</th>${numbers([rows.length])}</tr>`;
      }),
      `<tr><th scope="row">${escapeHtml(unchanged.title)}</th>${numbers([unchanged.count])}</tr>`,
    ],
  );
}

function typeTable({ types, total }: ComparisonView, say: Say): string {
  const heads = [
    say({ key: 'compare.column.old' }),
    say({ key: 'compare.column.plus' }),
    say({ key: 'compare.column.minus' }),
    say({ key: 'compare.column.new' }),
  ];
  const row = (name: string, { old, plus, minus, now }: Totals) =>
    `<tr><th scope="row">${name}</th>${numbers([old, plus, minus, now])}</tr>`;
  return table(
    say({ key: 'compare.heading.types' }),
    `<tr>${columns([say({ key: 'compare.column.type' })])}${columns(heads, true)}</tr>`,
    types.map((type) => row(escapeHtml(type.name), type)),
    `<tfoot>${row(say({ key: 'compare.column.total' }), total)}</tfoot>`,
  );
}

function writeSection(section: SectionView, report: ComparisonReport, options: ReporterOptions, say: Say): void {
  const { comparison } = report;
  const telling = { old: comparison.old.analysis, now: comparison.now.analysis, options };
  const names = (['voorzieningnummer', 'bsn', 'typeVoorziening', 'startdatum', 'einddatum'] as const).map((concept) =>
    escapeHtml(fieldName(concept, telling)),
  );
  const [number, ...others] = names;
  const heads = [number!, ...others, say({ key: 'compare.column.place' })];
  const remarks = section.rows.some(({ changes, notes }) => changes.length + notes.length > 0);
  if (remarks) heads.push(say({ key: 'compare.column.difference' }));
  const title = `${escapeHtml(section.title)} (${section.rows.length})`;
  options.write(`<h2 id="${section.id}">${title}</h2>\n<p>${escapeHtml(section.explanation)}</p>\n`);
  options.write(tableStart(title, `<tr>${columns(heads)}</tr>`));
  for (const row of section.rows) options.write(`${recordRow(row, report, remarks, say)}\n`);
  options.write(TABLE_END);
}

function recordRow(row: RowView, { comparison }: ComparisonReport, remarks: boolean, say: Say): string {
  const side = { key: row.side === 'old' ? 'compare.column.old' : 'compare.column.new' } as const;
  const line = say({ key: 'compare.line', parameters: { side, line: placeOf(comparison, row).line } });
  const cells = [row.bsn, row.type, row.start, row.end ?? '–'].map((value) => `<td>${escapeHtml(value)}</td>`);
  const items = [
    ...row.changes.map(
      ({ field, old, now }) =>
        `<li>${escapeHtml(field)}: <del>${escapeHtml(old)}</del> → <ins>${escapeHtml(now)}</ins></li>`,
    ),
    ...row.notes.map((note) => `<li class="note">${escapeHtml(note)}</li>`),
  ];
  const last = remarks ? `<td>${items.length > 0 ? `<ul>${items.join('')}</ul>` : ''}</td>` : '';
  return `<tr><th scope="row">${escapeHtml(row.number)}</th>${cells.join('')}<td>${line}</td>${last}</tr>`;
}

const TABLE_END = '</tbody></table></div>\n';

/** A table that moves sideways where it is too wide; its name is told to who can't see it. */
function tableStart(name: string, head: string): string {
  return `<div class="wide"><table aria-label="${name}">\n<thead>${head}</thead>\n<tbody>\n`;
}

function table(name: string, head: string, rows: readonly string[], foot = ''): string {
  return `${tableStart(name, head)}${rows.join('\n')}\n</tbody>${foot}</table></div>`;
}

function columns(names: readonly string[], numeric = false): string {
  return names.map((name) => `<th scope="col"${numeric ? ' class="number"' : ''}>${name}</th>`).join('');
}

function numbers(values: readonly number[]): string {
  return values.map((value) => `<td class="number">${value}</td>`).join('');
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}
