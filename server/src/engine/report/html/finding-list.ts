import { html, type Markup, type Piece } from '../../html/markup.ts';
import type { FindingRow } from '../finding-rows.ts';
import { severityIcon } from './icons.ts';
import type { PageLayout } from './part.ts';

/** How findings stand under each other. */
export interface ListLayout extends PageLayout {
  /** Stands before each id in the list. */
  readonly list: string;
  /** They are of several kinds, so that each says which. */
  readonly mixed?: boolean;
}

/** Findings with the places that they are at; what all of them say is said once. */
export function findingList(rows: readonly FindingRow[], layout: ListLayout): Markup {
  const [first] = rows;
  const isOne = !layout.mixed && rows.every(({ message }) => message === first?.message);
  if (isOne) {
    const items = rows.map((row, index) => html`<li>${placeOf(row, index, layout)}</li>\n`);
    return html`${first && html`<p>${first.message}</p>`}
<ul class="places">
${items}</ul>`;
  }
  const items = rows.map(
    (row, index) => html`<li>
<p class="place">${placeOf(row, index, layout)}</p>
<p>${layout.mixed && saidBy(row, layout)}${row.message}</p>
</li>
`,
  );
  return html`<ul class="told">
${items}</ul>`;
}

function saidBy({ code, severity }: FindingRow, { words }: PageLayout): Markup {
  return html`${severityIcon(severity)} <span class="unseen">${words.say(`severity.${severity}`)}</span> <span class="code">${code}</span> `;
}

/** The record or else the line, the person, and where that is. */
function placeOf(row: FindingRow, index: number, layout: ListLayout): Piece {
  const { words, interactive, list, prefix } = layout;
  const { start, record, bsn, registratienummer } = row;
  const at = { line: words.number(start.line + 1), column: words.number(start.character + 1) };
  const where = words.say('report.findings.at', at);
  const number = record === undefined ? undefined : words.number(record + 1);
  const name = number === undefined ? where : words.say('report.findings.record', { number });
  const jump = interactive
    ? html`<button class="link" id="${prefix}${list}-jump-${index}" data-jump="${jumpTarget(row)}" title="${where}">${name}</button>`
    : html`${name}`;
  if (number === undefined) return jump;
  const person =
    interactive && bsn !== undefined
      ? html`<button class="link" id="${prefix}${list}-timeline-${index}" data-timeline="${record}" title="${words.say('report.findings.timeline', { number })}">${bsn}</button>`
      : bsn;
  // In a file on one line that says nothing; in the view one gets there.
  const line = !interactive && start.line > 0 && words.say('report.findings.line', { line: at.line });
  const about = [registratienummer, person, line].filter((one) => one !== undefined && one !== false);
  return html`${jump} <span class="muted">${about.map((one, i) => html`${i > 0 && ' · '}${one}`)}</span>`;
}

/** A place in the text as an attribute: lines and columns from 0, start before end. */
export function jumpTarget({ start, end }: Pick<FindingRow, 'start' | 'end'>): string {
  return [start.line, start.character, end.line, end.character].join(',');
}
