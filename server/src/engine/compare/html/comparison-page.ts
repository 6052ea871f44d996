import { renderDocument } from '../../html/document.ts';
import { html, type Markup, type Piece } from '../../html/markup.ts';
import { formatMessage, type MessageKey, type MessageOptions, type MessageParameter } from '../../messages/message.ts';
import { type ComparisonReport, recordsOf } from '../comparison-report.ts';
import { type ComparisonView, type RowView, type SectionView, type Totals, viewOf } from '../comparison-view.ts';
import { COMPARISON_STYLE } from './comparison-style.ts';

type Say = (key: MessageKey, parameters?: Readonly<Record<string, MessageParameter>>) => string;

/** How a comparison is shown: in a file, or beside an editor with a script that answers. */
export type ComparisonKind =
  | { readonly kind: 'page' }
  /** The address of the view's script, and the source of the policy that it comes from. */
  | { readonly kind: 'view'; readonly script: string; readonly source: string };

/** A view shows no more records of a list than these; the file has them all. */
const MOST_ROWS = 1_000;
/** So many of a list are to be seen before more are asked for. */
export const FIRST_ROWS = 50;

interface Drawing {
  readonly report: ComparisonReport;
  readonly say: Say;
  readonly number: (value: number) => string;
  readonly interactive: boolean;
}

/** A comparison as one HTML document; in a file it stands by itself: no script, nothing from elsewhere. */
export function renderComparison(report: ComparisonReport, how: ComparisonKind, options: MessageOptions): string {
  const view = viewOf(report.comparison, options);
  const say: Say = (key, parameters = {}) => formatMessage({ key, parameters }, options);
  const format = new Intl.NumberFormat(options.language);
  const interactive = how.kind === 'view';
  const drawing: Drawing = { report, say, number: (value) => format.format(value), interactive };
  const shown = view.sections.filter(({ rows }) => rows.length > 0);
  const body = html`${interactive && toolbar(drawing)}<main>
<h1>${view.title}</h1>
${deliveries(view, report, say)}
${
  view.remarks.length > 0 &&
  html`<h2>${say('compare.heading.remarks')}</h2>
<ul>${view.remarks.map((remark) => html`<li>${remark}</li>`)}</ul>
`
}<h2 id="summary">${say('compare.heading.summary')}</h2>
${
  !view.different &&
  html`<p>${say('compare.same')}</p>
`
}${summary(view, drawing)}
${interactive && shown.length > 0 && search(drawing)}${shown.map((section) => sectionPart(section, drawing))}${
  view.types.length > 0 &&
  html`<h2 id="types">${say('compare.heading.types')}</h2>
${typeTable(view, drawing)}
`
}</main>${interactive && html`\n<script src="${how.script}"></script>`}`;
  return renderDocument({
    kind: how.kind,
    title: view.title,
    body,
    language: options.language,
    style: COMPARISON_STYLE,
    ...(interactive ? { scripts: how.source } : {}),
  });
}

function toolbar({ say }: Drawing): Markup {
  return html`<a class="skip" href="#summary">${say('compare.skip')}</a>
<header class="toolbar"><button type="button" class="second" id="export">${say('compare.export')}</button></header>
`;
}

/** What the script looks for words with. */
function search({ say }: Drawing): Markup {
  return html`<form class="filters" role="search">
<p class="wide"><label for="search">${say('compare.search')}</label> <input type="search" id="search" autocomplete="off" spellcheck="false" placeholder="${say('compare.search.hint')}"></p>
</form>
<p class="muted" role="status" id="found" data-words="${say('compare.shown')}"></p>
`;
}

function deliveries({ facts, total }: ComparisonView, { oldPath, newPath }: ComparisonReport, say: Say): Markup {
  const row = (name: string, ...values: readonly string[]) =>
    html`<tr><th scope="row">${name}</th>${values.map((value) => html`<td>${value}</td>`)}</tr>
`;
  return table(
    say('compare.heading.deliveries'),
    html`<tr><td></td>${columns([say('compare.column.old'), say('compare.column.new')])}</tr>`,
    [
      row(say('compare.column.file'), oldPath, newPath),
      ...facts.map(({ name, old, now }) => row(name, old, now)),
      row(say('compare.column.records'), String(total.old), String(total.now)),
    ],
    { kind: 'sides' },
  );
}

function summary({ sections, unchanged }: ComparisonView, { say, number }: Drawing): Markup {
  return table(
    say('compare.heading.summary'),
    html`<tr>${columns([say('compare.column.what')])}${columns([say('compare.column.count')], true)}</tr>`,
    [
      ...sections.map(({ id, title, rows }) => {
        const name = rows.length > 0 ? html`<a href="#${id}">${title}</a>` : title;
        return html`<tr><th scope="row">${name}</th>${numbers([number(rows.length)])}</tr>
`;
      }),
      html`<tr><th scope="row">${unchanged.title}</th>${numbers([number(unchanged.count)])}</tr>
`,
    ],
  );
}

function typeTable({ types, total }: ComparisonView, { say, number }: Drawing): Markup {
  const heads = (['old', 'plus', 'minus', 'new'] as const).map((column) => say(`compare.column.${column}`));
  const row = (name: string, { old, plus, minus, now }: Totals) =>
    html`<tr><th scope="row">${name}</th>${numbers([old, plus, minus, now].map(number))}</tr>
`;
  return table(
    say('compare.heading.types'),
    html`<tr>${columns([say('compare.column.type')])}${columns(heads, true)}</tr>`,
    types.map((type) => row(type.name, type)),
    { foot: html`<tfoot>${row(say('compare.column.total'), total)}</tfoot>` },
  );
}

function sectionPart(section: SectionView, drawing: Drawing): Markup {
  const { say, number, interactive } = drawing;
  const { id, rows: all } = section;
  const hasRemarks = all.some(({ changes, notes }) => changes.length + notes.length > 0);
  const heads = [
    say('compare.column.record'),
    say('compare.column.type'),
    say('compare.column.period'),
    ...(hasRemarks ? [say('compare.column.difference')] : []),
    say('compare.column.place'),
  ];
  const title = `${section.title} (${number(all.length)})`;
  const rows = interactive ? all.slice(0, MOST_ROWS) : all;
  const cut = all.length - rows.length;
  const parameters = { shown: number(rows.length), total: number(all.length) };
  const list = html`<p>${section.explanation}</p>
${cut > 0 && html`<p class="note">${say('compare.cut', parameters)}</p>`}
${table(
  title,
  html`<tr>${columns(heads)}</tr>`,
  rows.map((row, index) => recordRow(row, hasRemarks, drawing, interactive && index >= FIRST_ROWS)),
  { kind: 'records' },
)}
${interactive && rows.length > FIRST_ROWS && html`<p><button type="button" class="second" data-more="${id}">${say('compare.more')}</button></p>`}`;
  if (!interactive) {
    return html`<h2 id="${id}">${title}</h2>
${list}
`;
  }
  return html`<details class="list" open id="list-${id}"><summary><h2 id="${id}">${title}</h2></summary>
${list}
</details>
`;
}

/** @param hidden it is to be seen when more are asked for */
function recordRow(row: RowView, hasRemarks: boolean, drawing: Drawing, hidden: boolean): Markup {
  const { say } = drawing;
  const items = [
    ...row.changes.map(({ field, old, now }) => html`<li>${field}: <del>${old}</del> → <ins>${now}</ins></li>`),
    ...row.notes.map((note) => html`<li class="note">${note}</li>`),
  ];
  const difference = hasRemarks && html`<td>${items.length > 0 && html`<ul>${items}</ul>`}</td>`;
  const period = say(row.end === undefined ? 'compare.period.open' : 'compare.period', {
    start: row.start,
    end: row.end ?? '',
  });
  return html`<tr${hidden && html` class="later"`}><th scope="row">${row.number} <span class="muted">${row.bsn}</span></th><td>${row.type}</td><td>${period}</td>${difference}<td class="places">${places(row, drawing)}</td></tr>
`;
}

/** Where the record stands in each delivery that has it: its number, for a file may be one line. */
function places(row: RowView, { report, say, number, interactive }: Drawing): Piece {
  const found = recordsOf(report.comparison, row);
  const named = found.map(({ side, index, range }) => {
    const name = say('compare.record', { side: say(`compare.open.${side}`), record: number(index + 1) });
    if (!interactive) return html`<div>${name}</div>`;
    const about = say(`compare.open.${side}.about`, { record: number(index + 1) });
    return html`<div><button class="link" data-${side}="${range.join(',')}" title="${about}">${name}</button></div>`;
  });
  if (!interactive || found.length < 2) return named;
  const both = found.map(({ side, range }) => html` data-${side}="${range.join(',')}"`);
  const about = say('compare.open.both.about', { number: row.number });
  return html`${named}<div><button class="link" data-both${both} aria-label="${about}">${say('compare.open.both')}</button></div>`;
}

interface TableParts {
  /** What it shows decides how it is laid out where there is no room for columns. */
  readonly kind?: 'sides' | 'records';
  readonly foot?: Markup;
}

/** A table; its name is told to who can't see it. */
function table(name: string, head: Piece, rows: readonly Markup[], { kind, foot }: TableParts = {}): Markup {
  return html`<table${kind !== undefined && html` class="${kind}"`} aria-label="${name}">
<thead>${head}</thead>
<tbody>
${rows}</tbody>${foot}</table>`;
}

function columns(names: readonly string[], isNumeric = false): Markup[] {
  return names.map((name) => html`<th scope="col"${isNumeric && html` class="number"`}>${name}</th>`);
}

function numbers(values: readonly string[]): Markup[] {
  return values.map((value) => html`<td class="number">${value}</td>`);
}
