import { total } from '../../analysis/tally.ts';
import { renderDocument } from '../../html/document.ts';
import { html, type Markup } from '../../html/markup.ts';
import type { Language } from '../../messages/message.ts';
import type { Report } from '../report.ts';
import { headSection, titleOf, verdictKind, verdictSection } from './head-section.ts';
import { DEFINITIONS } from './icons.ts';
import { kindsSection } from './kinds-section.ts';
import { missingSection } from './missing-section.ts';
import type { PageLayout, Part } from './part.ts';
import { rulesSection } from './rules-section.ts';
import { REPORT_STYLE } from './style.ts';
import { typesSection } from './types-section.ts';
import { type Words, wordsIn } from './words.ts';

/**
 * One HTML file that holds all of the reports and needs nothing else: no script, and nothing from elsewhere.
 * @param reports in one language; a list of files leads to each where there is not exactly one
 * @param remarks what is to be said besides: of files that there is no report of, first, and of all of them, last
 */
export function renderPage(
  reports: readonly Report[],
  language: Language,
  { problems = [], note }: { readonly problems?: readonly string[]; readonly note?: string | undefined } = {},
): string {
  const words = wordsIn(language);
  const [only] = reports;
  const single = reports.length === 1 && only !== undefined;
  const title = single ? `${titleOf(only, words)} · ${words.say('report.title')}` : words.say('report.title');
  const content = single ? reportParts(only, layout(words, 1, '')) : severalReports(reports, words);
  const readable = reports.some(({ bsnShown }) => bsnShown);
  const body = html`${DEFINITIONS}
<main>
${problems.map((problem) => html`<p class="verdict">${problem}</p>`)}${content}
${note && html`<p class="muted">${note}</p>`}
</main>
<footer><p>${words.say('report.title')} · SRG XML · ${words.say(readable ? 'report.unmasked' : 'report.masked')}</p></footer>`;
  return renderDocument({ kind: 'page', title, body, language, style: REPORT_STYLE });
}

function layout(words: Words, level: 1 | 2, prefix: string): PageLayout {
  return { words, level, prefix, interactive: false };
}

function reportParts(report: Report, how: PageLayout): Markup[] {
  const segments: (Part | undefined)[] = [
    headSection(report, how),
    verdictSection(report, how),
    kindsSection(report, how),
    missingSection(report, how),
    typesSection(report, how),
    rulesSection(report, how),
  ];
  return segments.flatMap((segment) => segment?.markup ?? []);
}

function severalReports(reports: readonly Report[], words: Words): Markup {
  const rows = reports.map(
    (report, index) => html`<tr>
<th scope="row"><a href="#r${index + 1}-title">${titleOf(report, words)}</a>${report.header && html` <span class="muted">${report.name}</span>`}</th>
<td>${words.say(`report.verdict.${verdictKind(report)}`)}</td>
<td class="number">${words.number(total(report.counts))}</td>
</tr>
`,
  );
  return html`<header class="head"><h1>${words.say('report.title')}</h1></header>
<nav aria-labelledby="files-title">
<h2 id="files-title">${words.say('report.files')}</h2>
<table>
<thead><tr><th scope="col">${words.say('report.file')}</th><th scope="col">${words.say('report.verdict')}</th><th scope="col" class="number">${words.say('report.findings')}</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
</nav>
${reports.map(
  (report, index) => html`<article aria-labelledby="r${index + 1}-title">
${reportParts(report, layout(words, 2, `r${index + 1}-`))}
</article>
`,
)}`;
}
