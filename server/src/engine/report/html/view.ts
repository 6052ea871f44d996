import { renderDocument } from '../../html/document.ts';
import { html, Markup } from '../../html/markup.ts';
import { CATALOGUES, type Language, type MessageKey } from '../../messages/message.ts';
import type { Report } from '../report.ts';
import { headSection, verdictSection } from './head-section.ts';
import { DEFINITIONS } from './icons.ts';
import { findingsFilters, kindsList } from './kinds-section.ts';
import { missingSection } from './missing-section.ts';
import { foldedSection, type PageLayout, type Part, section } from './part.ts';
import { rulesSection } from './rules-section.ts';
import { REPORT_STYLE } from './style.ts';
import { typesSection } from './types-section.ts';
import { wordsIn } from './words.ts';

/** How the report stands in the view in the editor. */
export function viewLayout(language: Language): PageLayout {
  return { words: wordsIn(language), level: 1, prefix: '', interactive: true };
}

/**
 * The document that the view starts with; the script draws the rest, with the texts for users that it finds there.
 * @param script the address of the view's script
 * @param source the source of the policy that this address comes from
 */
export function renderViewDocument(script: string, source: string, language: Language): string {
  const texts = new Markup(JSON.stringify(CATALOGUES).replaceAll('<', '\\u003c'));
  const body = html`<div id="view"></div>
<script type="application/json" id="texts">${texts}</script>
<script src="${script}"></script>`;
  return renderDocument({
    kind: 'view',
    title: wordsIn(language).say('report.title'),
    body,
    language,
    style: REPORT_STYLE,
    scripts: source,
  });
}

/** A sentence where there is no report to show. */
export function viewNotice(key: MessageKey & `report.${string}`, language: Language): Markup {
  return html`<main><p class="notice" role="status">${wordsIn(language).say(key)}</p></main>`;
}

/** What the contents lead to, by the names of their sections. */
const CONTENTS = ['verdict', 'kinds', 'missing', 'timeline', 'types', 'rules'] as const;

function contents({ missing, pack }: Report, { words }: PageLayout): Markup {
  const isThere = (name: (typeof CONTENTS)[number]) =>
    name === 'missing' ? missing !== undefined : name === 'types' ? pack !== undefined : true;
  const items = CONTENTS.filter(isThere).map(
    (name) => html`<li><a href="#${name}-title" data-goto="${name}">${words.say(`report.contents.${name}`)}</a></li>\n`,
  );
  return html`<ul class="contents">
${items}</ul>`;
}

/** What stays while reports come and go: contents, buttons, filters, and a place for each part of {@link viewParts}. */
export function viewFrame(layout: PageLayout): Markup {
  const { words } = layout;
  const slot = (id: string) => html`<div data-part="${id}"></div>`;
  const timeline = html`<form class="filters" id="timeline-form">
<p><label for="timeline-record">${words.say('report.timeline.record')}</label> <input type="number" id="timeline-record" min="1" step="1" required></p>
<button type="submit">${words.say('report.timeline.show')}</button>
<button type="button" class="second" id="timeline-cursor">${words.say('report.timeline.cursor')}</button>
<button type="button" class="second" id="timeline-back" hidden>${words.say('report.timeline.back')}</button>
<button type="button" class="second" id="timeline-close" hidden>${words.say('report.timeline.close')}</button>
</form>
<p role="status" id="timeline-status">${words.say('report.timeline.hint')}</p>
<div id="timeline-picture"></div>`;
  const kinds = html`${findingsFilters(layout)}<div id="search-results" hidden></div>
<div id="kinds-parts">${slot('kinds-list')}</div>`;
  return html`${DEFINITIONS}
<a class="skip" href="#kinds-title" data-goto="kinds">${words.say('report.skip')}</a>
<header class="toolbar">
<nav aria-label="${words.say('report.contents')}">${slot('contents')}</nav>
<div class="buttons">
<button type="button" class="second" id="pin" aria-pressed="false" title="${words.say('report.pin.about')}">${words.say('report.pin')}</button>
<button type="button" class="second" id="bsn" aria-pressed="false">${words.say('report.bsn')}</button>
<button type="button" class="second" id="export">${words.say('report.export')}</button>
</div>
</header>
<p class="unseen" role="status" id="announcement"></p>
<main>
${['head', 'verdict'].map(slot)}
${section('kinds', 'report.kinds', kinds, layout).markup}
${slot('missing')}
${foldedSection('timeline', 'report.timeline', undefined, timeline, layout).markup}
${['types', 'rules'].map(slot)}
</main>`;
}

/** The parts that change with the delivery; each goes into its place in the scaffold. */
export function viewParts(report: Report, layout: PageLayout): Part[] {
  const segments: (Part | undefined)[] = [
    { id: 'contents', markup: contents(report, layout) },
    headSection(report, layout),
    verdictSection(report, layout),
    { id: 'kinds-list', markup: kindsList(report, layout) },
    missingSection(report, layout) ?? { id: 'missing', markup: html`` },
    typesSection(report, layout) ?? { id: 'types', markup: html`` },
    rulesSection(report, layout),
  ];
  return segments.filter((segment) => segment !== undefined);
}
