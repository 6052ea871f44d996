import { html, type Markup } from '../../html/markup.ts';
import type { FindingPage } from '../finding-rows.ts';
import type { KindRow } from '../kind-rows.ts';
import type { Report } from '../report.ts';
import { findingList } from './finding-list.ts';
import { severityIcon } from './icons.ts';
import { heading, type PageLayout, type Part, section } from './part.ts';
import type { Words } from './words.ts';

/** The kinds of problem on paper: a list that leads to each, and each with what to do and where. */
export function kindsSection(report: Report, layout: PageLayout): Part {
  const { words, prefix, level } = layout;
  const { kinds } = report;
  if (kinds.length === 0) {
    return section('kinds', 'report.findings', html`<p>${words.say('report.findings.none')}</p>`, layout);
  }
  const rows = kinds.map(
    (kind, index) => html`<tr>
<th scope="row">${severityIcon(kind.severity)} <span class="unseen">${words.say(`severity.${kind.severity}`)}</span> <a href="#${prefix}kind-${index + 1}">${kind.title}</a></th>
<td>${consequence(kind, words)}</td>
<td class="number">${words.number(kind.weight)}</td>
</tr>
`,
  );
  const content = html`<table class="kinds-table">
<thead><tr>
<th scope="col">${words.say('report.kinds.kind')}</th>
<th scope="col">${words.say('report.kinds.consequence')}</th>
<th scope="col" class="number">${words.say('report.rules.count')}</th>
</tr></thead>
<tbody>
${rows}</tbody>
</table>
${kinds.map((kind, index) => kindOnPaper(kind, index))}`;
  return section('kinds', 'report.kinds', content, layout);

  /** Where the check comes from: not all of them are CBS's own. */
  function origin(code: string): string {
    const from = report.rules.find((rule) => rule.code === code)?.provenance ?? [];
    return from.length > 0 ? ` · ${from.map((id) => words.say(`provenance.${id}`)).join(', ')}` : '';
  }

  function kindOnPaper(kind: KindRow, index: number): Markup {
    const { title, code, rule, findings, count } = kind;
    const left = count - findings.length;
    const id = `${prefix}kind-${index + 1}`;
    return html`<div class="kind">
${heading(level + 2, html`${severityIcon(kind.severity)} ${title} <span class="muted">${howMany(kind, words)}</span>`, id)}
<p class="muted"><span class="code">${code}</span> ${rule ?? words.say('report.rules.own')} · ${consequence(kind, words)}${origin(code)}</p>
${advice(kind, words)}
${findings.length > 0 && findingList(findings, { ...layout, list: `kind-${index + 1}` })}
${left > 0 && html`<p class="note">${words.say('report.kinds.more', { count: words.number(left) })}</p>`}
<p class="back"><a href="#${prefix}kinds-title">${words.say('report.kinds.back')}</a></p>
</div>
`;
  }
}

/** The kinds of problem in the view, each a row that unfolds. */
export function kindsList({ kinds }: Report, layout: PageLayout): Markup {
  const { words } = layout;
  if (kinds.length === 0) return html`<p>${words.say('report.findings.none')}</p>`;
  return html`<ul class="kinds-list">
${kinds.map((kind) => kindInView(kind, layout))}</ul>`;
}

function kindInView(kind: KindRow, { words, prefix }: PageLayout): Markup {
  const { id, code, title, severity, rule, consequence: given } = kind;
  const page =
    given && html`<button class="link" data-page="${code}">${words.say('report.rules.page', { code })}</button>`;
  return html`<li><details class="kind" id="${prefix}kind-${id}" data-kind="${id}">
<summary>${severityIcon(severity)} <span class="unseen">${words.say(`severity.${severity}`)}</span> <span class="title">${title}</span> <span class="about muted"><span class="code">${code}</span> <span>${consequence(kind, words)}</span></span> <span class="count">${words.number(kind.weight)}</span></summary>
<p class="muted">${rule ?? words.say('report.rules.own')} · ${howMany(kind, words)}${page && html` · ${page}`}</p>
${advice(kind, words)}
<div data-findings="${id}"></div>
</details></li>
`;
}

/** What stands in an unfolded kind, or below a search: the findings so far, and a button for more. */
export function foundFindings(page: FindingPage, list: string, layout: PageLayout): Markup {
  const { words } = layout;
  const { rows, total } = page;
  const numbers = { shown: words.number(rows.length), total: words.number(total) };
  return html`${rows.length > 0 && findingList(rows, { ...layout, list, mixed: list === SEARCH })}
${rows.length < total && html`<p><span class="muted">${words.say('report.findings.shown', numbers)}</span> <button type="button" class="second" id="${layout.prefix}more-${list}" data-more="${list}">${words.say('report.findings.next')}</button></p>`}`;
}

/** The name of the list that a search gives. */
export const SEARCH = 'search';

/** What a search has found: the records that it names, and findings. */
export function searchResults(page: FindingPage, layout: PageLayout): Markup {
  const { words, prefix } = layout;
  const records = page.records.map(({ record, bsn, registratienummer, ...place }, index) => {
    const number = words.number(record + 1);
    const jump = [place.start.line, place.start.character, place.end.line, place.end.character].join(',');
    return html`<li><button class="link" id="${prefix}record-${index}" data-jump="${jump}">${words.say('report.findings.record', { number })}</button> <span class="muted">${registratienummer && html`${registratienummer} · `}${bsn && html`${bsn} · `}<button class="link" id="${prefix}record-timeline-${index}" data-timeline="${record}" aria-label="${words.say('report.findings.timeline', { number })}">${words.say('report.findings.toTimeline')}</button></span></li>
`;
  });
  const count = words.say(page.total === 1 ? 'count.finding.one' : 'count.finding.many', {
    n: words.number(page.total),
  });
  return html`${records.length > 0 && html`<ul class="places">\n${records}</ul>`}
<p class="totals">${page.total === 0 ? words.say('report.findings.notFound') : count}</p>
${foundFindings(page, SEARCH, layout)}`;
}

/** Search and filter; they stay as they are while what is below them changes. */
export function findingsFilters({ words, prefix }: PageLayout): Markup {
  const options = (['error', 'warning', 'information'] as const).map(
    (severity) => html`<option value="${severity}">${words.say(`severity.${severity}`)}</option>`,
  );
  return html`<form class="filters" role="search" aria-labelledby="${prefix}kinds-title">
<p class="wide"><label for="search">${words.say('report.findings.search')}</label> <input type="search" id="search" autocomplete="off" spellcheck="false" placeholder="${words.say('report.findings.searchHint')}"></p>
<p><label for="severity">${words.say('report.findings.severity')}</label> <select id="severity"><option value="">${words.say('report.findings.all')}</option>${options}</select></p>
</form>
<p class="unseen" role="status" id="shown"></p>
`;
}

function advice({ advice: text }: KindRow, { say }: Words): Markup | false {
  return text !== undefined && html`<p><b>${say('report.kinds.advice')}</b> ${text}</p>`;
}

function consequence({ consequence: given }: KindRow, words: Words): string {
  return given ? words.say(`report.consequence.${given}`) : words.say('report.rules.own');
}

/** `121 meldingen in 118 records` */
function howMany({ count, records }: KindRow, words: Words): string {
  const found = words.say(count === 1 ? 'count.finding.one' : 'count.finding.many', { n: words.number(count) });
  if (records === 0) return found;
  const of = words.say(records === 1 ? 'count.record.one' : 'count.record.many', { n: words.number(records) });
  return words.say('report.kinds.inRecords', { findings: found, records: of });
}
