import type { Language } from '../../../../server/src/engine/messages/message.ts';
import { shownFindings } from '../../../../server/src/engine/report/html/findings-section.ts';
import { verdictKind } from '../../../../server/src/engine/report/html/head-section.ts';
import { timelinePicture, timelineTitle } from '../../../../server/src/engine/report/html/timeline-picture.ts';
import { viewFrame, viewLayout, viewNotice, viewParts } from '../../../../server/src/engine/report/html/view.ts';
import type { Report, Timeline } from '../../../../server/src/protocol/report.ts';
import type { ToExtension, ToView, ViewState } from '../report-messages.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: ToExtension): void;
  getState(): ViewState | undefined;
  setState(state: ViewState): void;
};

const vscode = acquireVsCodeApi();
const view = document.getElementById('view')!;
let state: ViewState = vscode.getState() ?? { uri: undefined, search: '', severity: '', scroll: 0 };
let layout = viewLayout('nl');
/** What stands in each place of the scaffold; undefined where there is no frame. */
let drawn: Map<string, string> | undefined;
let scrolled: ReturnType<typeof setTimeout> | undefined;

window.addEventListener('message', ({ data }: MessageEvent<ToView>) => {
  if (data.kind === 'report') drawReport(data.report, data.uri);
  else if (data.kind === 'timeline') drawTimeline(data.timeline);
  else drawNotice(data.key, data.uri, data.language);
});
view.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  if (button) press(button);
});
view.addEventListener('input', filter);
view.addEventListener('submit', (event) => {
  event.preventDefault();
  const record = field('timeline-record').valueAsNumber;
  if ((event.target as Element).id === 'timeline-form' && record >= 1)
    vscode.postMessage({ kind: 'timeline', record: record - 1 });
});
window.addEventListener('scroll', () => {
  clearTimeout(scrolled);
  scrolled = setTimeout(() => drawn && remember({ scroll: window.scrollY }), 200);
});
vscode.postMessage({ kind: 'ready' });

function drawNotice(
  key: Extract<ToView, { kind: 'notice' }>['key'],
  uri: string | undefined,
  language: Language,
): void {
  // A report that is only being made anew stays.
  if (key === 'report.waiting' && drawn) return;
  document.documentElement.lang = language;
  view.innerHTML = viewNotice(key, language).text;
  drawn = undefined;
  remember({ uri });
}

function drawReport(report: Report, uri: string): void {
  const isFirst = !drawn;
  if (!drawn || layout.words.language !== report.language) {
    layout = viewLayout(report.language);
    document.documentElement.lang = report.language;
    view.innerHTML = viewFrame(layout).text;
    drawn = new Map();
    field('search').value = state.search;
    field('severity').value = state.severity;
  }
  const focused = document.activeElement?.id;
  for (const { id, markup } of viewParts(report, layout)) {
    if (drawn.get(id) === markup.text) continue;
    drawn.set(id, markup.text);
    view.querySelector(`[data-part="${id}"]`)!.innerHTML = markup.text;
  }
  keepFocus(focused);
  field('timeline-record').max = String(report.records);
  document.getElementById('bsn')!.setAttribute('aria-pressed', String(report.bsnShown));
  remember({ uri });
  filter();
  announce(report);
  if (isFirst) window.scrollTo(0, state.scroll);
}

/** What was drawn anew has lost the focus. */
function keepFocus(id: string | undefined): void {
  if (id && document.activeElement?.id !== id) document.getElementById(id)?.focus({ preventScroll: true });
}

/** Says a verdict that has changed; the numbers are there to be looked up. */
function announce(report: Report): void {
  const { words } = layout;
  tell('announcement', `${words.say('report.verdict')}: ${words.say(`report.verdict.${verdictKind(report)}`)}`);
}

/** Writes into a place that a screen reader reads aloud when it changes, and only then. */
function tell(id: string, text: string): void {
  const place = document.getElementById(id)!;
  if (place.textContent !== text) place.textContent = text;
}

function drawTimeline(timeline: Timeline | null | undefined): void {
  if (!drawn) return;
  const { words } = layout;
  const title = timeline
    ? timelineTitle(timeline, words)
    : words.say(timeline === null ? 'report.timeline.none' : 'report.timeline.hint');
  tell('timeline-status', title);
  const picture = timeline ? timelinePicture(timeline, layout).text : '';
  if (drawn.get('timeline-picture') !== picture) {
    const focused = document.activeElement?.id;
    drawn.set('timeline-picture', picture);
    document.getElementById('timeline-picture')!.innerHTML = picture;
    keepFocus(focused);
  }
  if (timeline) field('timeline-record').value = String(timeline.record + 1);
  document.getElementById('timeline-close')!.hidden = !timeline;
}

function press(button: HTMLButtonElement): void {
  const { jump, page, show, timeline } = button.dataset;
  if (jump !== undefined) vscode.postMessage({ kind: 'jump', place: jump.split(',').map(Number) });
  else if (page !== undefined) vscode.postMessage({ kind: 'page', code: page });
  else if (show !== undefined) showFindingsOf(show);
  else if (timeline !== undefined) showTimelineOf(Number(timeline));
  else if (button.id === 'bsn') vscode.postMessage({ kind: 'bsn', shown: button.ariaPressed !== 'true' });
  else if (button.id === 'export') vscode.postMessage({ kind: 'export' });
  else if (button.id === 'timeline-cursor') vscode.postMessage({ kind: 'timeline', record: undefined });
  else if (button.id === 'timeline-close') {
    vscode.postMessage({ kind: 'closeTimeline' });
    field('timeline-record').focus();
  }
}

function showFindingsOf(code: string): void {
  field('search').value = code;
  field('severity').value = '';
  filter();
  field('search').focus();
  document.getElementById('findings-title')!.scrollIntoView({ block: 'start' });
}

function showTimelineOf(record: number): void {
  vscode.postMessage({ kind: 'timeline', record });
  field('timeline-record').focus({ preventScroll: true });
  document.getElementById('timeline-title')!.scrollIntoView({ block: 'start' });
}

/** Hides the findings that the user doesn't look for: each word has to be in the row. */
function filter(): void {
  if (!drawn) return;
  const search = field('search').value;
  const severity = field('severity').value;
  const sought = search.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = view.querySelectorAll<HTMLTableRowElement>('.findings-table tbody tr');
  let shown = 0;
  for (const row of rows) {
    const text = sought.length === 0 ? '' : row.textContent.toLowerCase();
    const fits = (severity === '' || row.dataset.severity === severity) && sought.every((word) => text.includes(word));
    row.hidden = !fits;
    if (fits) shown++;
  }
  tell('shown', rows.length === 0 ? '' : shownFindings(shown, rows.length, layout.words));
  remember({ search, severity });
}

function remember(changes: Partial<ViewState>): void {
  state = { ...state, ...changes };
  vscode.setState(state);
}

function field(id: string): HTMLInputElement {
  return document.getElementById(id) as HTMLInputElement;
}
