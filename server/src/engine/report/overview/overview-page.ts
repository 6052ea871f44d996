import { renderDocument } from '../../html/document.ts';
import { html, type Markup, type Piece } from '../../html/markup.ts';
import { formatMessage, type MessageKey, type MessageOptions } from '../../messages/message.ts';
import { DEFINITIONS, verdictIcon } from '../html/icons.ts';
import { REPORT_STYLE } from '../html/style.ts';
import { type Words, wordsIn } from '../html/words.ts';
import { csvLine, MARK } from '../tables/csv.ts';
import { type Cell, safe } from '../tables/rows.ts';
import { type OverviewRow, rankOf, worstFirst } from './overview.ts';

/** How an overview is shown: in a file, or in an editor with a script that answers. */
export type OverviewKind =
  | { readonly kind: 'page' }
  | { readonly kind: 'view'; readonly script: string; readonly source: string };

/** The columns: what stands in each, and what it is sorted by. */
interface Column {
  readonly title: MessageKey;
  readonly isNumber: boolean;
  text(row: OverviewRow): string;
  sort(row: OverviewRow): string | number;
}

/** Many files, with what CBS would do with each. */
export function renderOverview(rows: readonly OverviewRow[], how: OverviewKind, options: MessageOptions): string {
  const words = wordsIn(options.language);
  const interactive = how.kind === 'view';
  const columns = columnsIn(words, options);
  const heads = columns.map(({ title, isNumber }, index) => {
    const name = words.say(title);
    const sort = interactive && index === 1 ? html` aria-sort="ascending"` : undefined;
    const content = interactive ? html`<button class="link" data-sort="${index}">${name}</button>` : html`${name}`;
    return html`<th scope="col"${isNumber && html` class="number"`}${sort}>${content}</th>\n`;
  });
  const title = words.say('overview.title');
  const body = html`${DEFINITIONS}${interactive && toolbar(words)}
<main>
<header class="head"><h1>${title}</h1></header>
<p>${summary(rows, words)}</p>
${
  rows.length > 0 &&
  html`<table class="overview" id="overview" aria-label="${title}">
<thead><tr>
${heads}</tr></thead>
<tbody>
${worstFirst(rows).map((row) => tableRow(row, columns, words, interactive))}</tbody>
</table>`
}
</main>${interactive && html`\n<script src="${how.script}"></script>`}`;
  return renderDocument({
    kind: how.kind,
    title,
    body,
    language: options.language,
    style: REPORT_STYLE,
    ...(interactive ? { scripts: how.source } : {}),
  });
}

/** The same for a spreadsheet. */
export function overviewCsv(rows: readonly OverviewRow[], options: MessageOptions): string {
  const words = wordsIn(options.language);
  const columns = columnsIn(words, options);
  const head = columns.map(({ title }) => words.say(title));
  const cell = (column: Column, row: OverviewRow): Cell => {
    const value = column.sort(row);
    return column.isNumber ? (value === -1 ? '' : value) : safe(column.text(row));
  };
  const lines = worstFirst(rows).map((row) => csvLine(columns.map((column) => cell(column, row))));
  return `${MARK}${csvLine(head)}${lines.join('')}`;
}

function toolbar({ say }: Words): Markup {
  return html`<a class="skip" href="#overview">${say('overview.skip')}</a>
<header class="toolbar"><span></span><div class="buttons">
<button type="button" class="second" id="again">${say('overview.again')}</button>
<button type="button" class="second" id="export">${say('overview.export')}</button>
</div></header>`;
}

function columnsIn(words: Words, options: MessageOptions): Column[] {
  const month = ({ facts }: OverviewRow) =>
    facts?.verslagmaand === undefined
      ? ''
      : formatMessage({ key: 'report.inMonth', parameters: { month: { month: facts.verslagmaand } } }, options);
  const text = (title: MessageKey, of: (row: OverviewRow) => string): Column => ({
    ...{ title, isNumber: false, text: of },
    sort: (row) => of(row).toLowerCase(),
  });
  const number = (title: MessageKey, of: (row: OverviewRow) => number | undefined): Column => ({
    title,
    isNumber: true,
    text: (row) => (of(row) === undefined ? '' : words.number(of(row)!)),
    sort: (row) => of(row) ?? -1,
  });
  return [
    text('report.file', ({ name }) => name),
    { ...text('report.verdict', ({ outcome }) => words.say(`overview.outcome.${outcome}`)), sort: rankOf },
    text('report.gemeente', ({ facts }) => facts?.gemeente ?? ''),
    { ...text('report.verslagmaand', month), sort: ({ facts }) => facts?.verslagmaand ?? -1 },
    number('overview.errors', ({ facts }) => facts?.counts.error),
    number('overview.warnings', ({ facts }) => facts?.counts.warning),
    number('overview.information', ({ facts }) => facts?.counts.information),
    number('report.records', ({ facts }) => facts?.records),
  ];
}

function tableRow(row: OverviewRow, columns: readonly Column[], words: Words, interactive: boolean): Markup {
  const cells = columns.map((column, index): Piece => {
    const key = html` data-key="${column.sort(row)}"`;
    const text = column.text(row);
    if (index === 0) {
      const name = interactive ? html`<button class="link" data-open="${row.uri}">${text}</button>` : text;
      return html`<th scope="row"${interactive && key}>${name}</th>`;
    }
    const icon = index === 1 && html`${verdictIcon(row.outcome === 'unchecked' ? 'none' : row.outcome)} `;
    // Where there is no room for columns, a number says what it counts.
    const label = column.isNumber && html` class="number" data-label="${words.say(column.title)}"`;
    return html`<td${label}${interactive && key}>${icon}${text}</td>`;
  });
  return html`<tr>${cells}</tr>
`;
}

/** `3 leveringen: 1 Afkeur, 2 Goedgekeurd` */
function summary(rows: readonly OverviewRow[], words: Words): string {
  if (rows.length === 0) return words.say('workspace.none');
  const counts = new Map<OverviewRow['outcome'], number>();
  for (const { outcome } of worstFirst(rows)) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const parts = Array.from(
    counts,
    ([outcome, count]) => `${words.number(count)} ${words.say(`overview.outcome.${outcome}`)}`,
  );
  return words.say('overview.summary', { count: words.number(rows.length), parts: parts.join(', ') });
}
