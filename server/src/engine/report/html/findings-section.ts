import { html, type Markup, type Piece } from '../../html/markup.ts';
import type { FindingRow, Report } from '../report.ts';
import { severityIcon } from './icons.ts';
import { type PageLayout, type Part, section } from './part.ts';
import type { Words } from './words.ts';

/** The findings one by one. */
export function findingsSection(report: Report, layout: PageLayout): Part {
  return section('findings', 'report.findings', findingsTable(report, layout), layout);
}

/** The table of findings, without its heading. */
export function findingsTable(report: Report, layout: PageLayout): Markup {
  const { words, interactive } = layout;
  const { findings, hidden } = report;
  const total = findings.length + hidden;
  if (total === 0) return html`<p>${words.say('report.findings.none')}</p>`;
  const numbers = { shown: words.number(findings.length), total: words.number(total) };
  const cut = interactive ? 'report.findings.hidden' : 'report.findings.cut';
  return html`${hidden > 0 && html`<p class="note">${words.say(cut, numbers)}</p>`}
<table class="findings-table">
<thead><tr>
<th scope="col">${words.say('report.rules.rule')}</th>
<th scope="col">${words.say('report.findings.message')}</th>
<th scope="col">${words.say('report.findings.place')}</th>
</tr></thead>
<tbody>
${findings.map((finding, index) => row(finding, index, layout))}</tbody>
</table>`;
}

function row(finding: FindingRow, index: number, layout: PageLayout): Markup {
  const { words } = layout;
  const { code, severity, message } = finding;
  const attributes = layout.interactive && html` data-severity="${severity}"`;
  return html`<tr${attributes}>
<td><span class="severity">${severityIcon(severity)} <span>${words.say(`severity.${severity}`)}</span></span> <span class="code">${code}</span></td>
<td>${message}</td>
<td>${place(finding, index, layout)}</td>
</tr>
`;
}

function place(finding: FindingRow, index: number, { words, prefix, interactive }: PageLayout): Piece {
  const { start, record, bsn, registratienummer } = finding;
  const at = { line: words.number(start.line + 1), column: words.number(start.character + 1) };
  const jump = interactive
    ? html`<button class="link" id="${prefix}jump-${index}" data-jump="${jumpTarget(finding)}">${words.say('report.findings.at', at)}</button>`
    : html`${words.say('report.findings.at', at)}`;
  if (record === undefined) return jump;
  const number = words.number(record + 1);
  const whose = [words.say('report.findings.record', { number }), registratienummer].filter(Boolean).join(' · ');
  const timeline =
    interactive && bsn !== undefined
      ? html`<button class="link" id="${prefix}timeline-${index}" data-timeline="${record}" aria-label="${words.say('report.findings.timeline', { number })}: ${bsn}">${bsn}</button>`
      : bsn;
  return html`${jump} <span class="muted">${whose}${bsn !== undefined && ' · '}${timeline}</span>`;
}

/** A place in the text as an attribute: lines and columns from 0, start before end. */
export function jumpTarget({ start, end }: Pick<FindingRow, 'start' | 'end'>): string {
  return [start.line, start.character, end.line, end.character].join(',');
}

/** Search and filter; they stay as they are while the table below them changes. */
export function findingsFilters({ words, prefix }: PageLayout): Markup {
  const options = (['error', 'warning', 'information'] as const).map(
    (severity) => html`<option value="${severity}">${words.say(`severity.${severity}`)}</option>`,
  );
  return html`<form class="filters" role="search" aria-labelledby="${prefix}findings-title">
<p class="wide"><label for="search">${words.say('report.findings.search')}</label> <input type="search" id="search" autocomplete="off" spellcheck="false"></p>
<p><label for="severity">${words.say('report.findings.severity')}</label> <select id="severity"><option value="">${words.say('report.findings.all')}</option>${options}</select></p>
<p role="status" id="shown"></p>
</form>
`;
}

/** How many the filters leave, in words. */
export function shownFindings(shown: number, total: number, words: Words): string {
  return words.say('report.findings.shown', { shown: words.number(shown), total: words.number(total) });
}
