import { renderDocument } from '../../html/document.ts';
import { html, type Markup, type Piece } from '../../html/markup.ts';
import { formatMessage, type MessageKey, type MessageOptions, type MessageParameter } from '../../messages/message.ts';
import { type ComparisonReport, placeOf } from '../comparison-report.ts';
import { type ComparisonView, type RowView, type SectionView, type Totals, viewOf } from '../comparison-view.ts';
import { fieldName } from '../words.ts';
import { COMPARISON_STYLE } from './comparison-style.ts';

type Say = (key: MessageKey, parameters?: Readonly<Record<string, MessageParameter>>) => string;

/**
 * A comparison as one HTML document that stands by itself: no script, nothing from elsewhere.
 * @param kind `view` beside an editor, `page` in a file
 */
export function renderComparison(report: ComparisonReport, kind: 'page' | 'view', options: MessageOptions): string {
  const view = viewOf(report.comparison, options);
  const say: Say = (key, parameters = {}) => formatMessage({ key, parameters }, options);
  const shown = view.sections.filter(({ rows }) => rows.length > 0);
  const body = html`<main>
<h1>${view.title}</h1>
${deliveries(view, report, say)}
${
  view.remarks.length > 0 &&
  html`<h2>${say('compare.heading.remarks')}</h2>
<ul>${view.remarks.map((remark) => html`<li>${remark}</li>`)}</ul>
`
}<h2>${say('compare.heading.summary')}</h2>
${
  !view.different &&
  html`<p>${say('compare.same')}</p>
`
}${summary(view, say)}
${
  view.types.length > 0 &&
  html`<h2>${say('compare.heading.types')}</h2>
${typeTable(view, say)}
`
}${shown.map((section) => sectionPart(section, report, options, say))}</main>`;
  return renderDocument({ kind, title: view.title, body, language: options.language, style: COMPARISON_STYLE });
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
  );
}

function summary({ sections, unchanged }: ComparisonView, say: Say): Markup {
  return table(
    say('compare.heading.summary'),
    html`<tr>${columns([say('compare.column.what')])}${columns([say('compare.column.count')], true)}</tr>`,
    [
      ...sections.map(({ id, title, rows }) => {
        const name = rows.length > 0 ? html`<a href="#${id}">${title}</a>` : title;
        return html`<tr><th scope="row">${name}</th>${numbers([rows.length])}</tr>
`;
      }),
      html`<tr><th scope="row">${unchanged.title}</th>${numbers([unchanged.count])}</tr>
`,
    ],
  );
}

function typeTable({ types, total }: ComparisonView, say: Say): Markup {
  const heads = (['old', 'plus', 'minus', 'new'] as const).map((column) => say(`compare.column.${column}`));
  const row = (name: string, { old, plus, minus, now }: Totals) =>
    html`<tr><th scope="row">${name}</th>${numbers([old, plus, minus, now])}</tr>
`;
  return table(
    say('compare.heading.types'),
    html`<tr>${columns([say('compare.column.type')])}${columns(heads, true)}</tr>`,
    types.map((type) => row(type.name, type)),
    html`<tfoot>${row(say('compare.column.total'), total)}</tfoot>`,
  );
}

function sectionPart(section: SectionView, report: ComparisonReport, options: MessageOptions, say: Say): Markup {
  const { comparison } = report;
  const telling = { old: comparison.old.analysis, now: comparison.now.analysis, options };
  const names = (['registratienummer', 'bsn', 'typeVoorziening', 'begindatum', 'einddatum'] as const).map((concept) =>
    fieldName(concept, telling),
  );
  const hasRemarks = section.rows.some(({ changes, notes }) => changes.length + notes.length > 0);
  const heads = [...names, say('compare.column.place'), ...(hasRemarks ? [say('compare.column.difference')] : [])];
  const title = `${section.title} (${section.rows.length})`;
  return html`<h2 id="${section.id}">${title}</h2>
<p>${section.explanation}</p>
${table(
  title,
  html`<tr>${columns(heads)}</tr>`,
  section.rows.map((row) => recordRow(row, report, hasRemarks, say)),
)}
`;
}

function recordRow(row: RowView, { comparison }: ComparisonReport, hasRemarks: boolean, say: Say): Markup {
  const side = { key: row.side === 'old' ? 'compare.column.old' : 'compare.column.new' } as const;
  const line = say('compare.line', { side, line: placeOf(comparison, row).line });
  const cells = [row.bsn, row.type, row.start, row.end ?? '–', line].map((value) => html`<td>${value}</td>`);
  const items = [
    ...row.changes.map(({ field, old, now }) => html`<li>${field}: <del>${old}</del> → <ins>${now}</ins></li>`),
    ...row.notes.map((note) => html`<li class="note">${note}</li>`),
  ];
  const last = hasRemarks && html`<td>${items.length > 0 && html`<ul>${items}</ul>`}</td>`;
  return html`<tr><th scope="row">${row.number}</th>${cells}${last}</tr>
`;
}

/** A table that moves sideways where it is too wide; its name is told to who can't see it. */
function table(name: string, head: Piece, rows: readonly Markup[], foot?: Markup): Markup {
  return html`<div class="wide"><table aria-label="${name}">
<thead>${head}</thead>
<tbody>
${rows}</tbody>${foot}</table></div>`;
}

function columns(names: readonly string[], isNumeric = false): Markup[] {
  return names.map((name) => html`<th scope="col"${isNumeric && html` class="number"`}>${name}</th>`);
}

function numbers(values: readonly number[]): Markup[] {
  return values.map((value) => html`<td class="number">${value}</td>`);
}
