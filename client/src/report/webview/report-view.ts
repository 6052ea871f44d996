import type { Language } from '../../../../server/src/engine/messages/message.ts';
import { verdictKind } from '../../../../server/src/engine/report/html/head-section.ts';
import { foundFindings, SEARCH, searchResults } from '../../../../server/src/engine/report/html/kinds-section.ts';
import { timelinePicture, timelineTitle } from '../../../../server/src/engine/report/html/timeline-picture.ts';
import { viewFrame, viewLayout, viewNotice, viewParts } from '../../../../server/src/engine/report/html/view.ts';
import type { FindingQuery, Report, Timeline } from '../../../../server/src/protocol/report.ts';
import type { ToExtension, ToView, ViewState } from '../report-messages.ts';
import { FindingLists } from './finding-lists.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: ToExtension): void;
  getState(): Partial<ViewState> | undefined;
  setState(state: ViewState): void;
};

/** The search waits so many milliseconds for the next letter. */
const DEBOUNCE_MS = 150;

const vscode = acquireVsCodeApi();
const view = document.getElementById('view')!;
let state: ViewState = {
  ...{ uri: undefined, pinned: false, severity: '', open: [], scroll: 0 },
  ...vscode.getState(),
};
let layout = viewLayout('nl');
/** What stands in each place of the scaffold; undefined where there is no frame. */
let drawn: Map<string, string> | undefined;
let scrolled: ReturnType<typeof setTimeout> | undefined;
let typed: ReturnType<typeof setTimeout> | undefined;
/** Where the user was when a timeline was opened from a finding. */
let origin: { readonly id: string; readonly scroll: number } | undefined;

/** A timeline was asked for that is to come into sight. */
let isAwaited = false;

const lists = new FindingLists(
  (question, query) => vscode.postMessage({ kind: 'findings', question, query }),
  (list, page) => {
    const place =
      list === SEARCH ? element('search-results') : view.querySelector(`[data-findings="${CSS.escape(list)}"]`);
    if (!place || !drawn) return;
    const focused = document.activeElement?.id;
    place.innerHTML = (list === SEARCH ? searchResults(page, layout) : foundFindings(page, list, layout)).text;
    if (list === SEARCH) tell('shown', place.querySelector('.totals')?.textContent ?? '');
    keepFocus(focused);
  },
);

window.addEventListener('message', ({ data }: MessageEvent<ToView>) => {
  if (data.kind === 'report') drawReport(data.report, data.uri, data.pinned);
  else if (data.kind === 'timeline') drawTimeline(data.timeline);
  else if (data.kind === 'findings') lists.take(data.question, data.page);
  else drawNotice(data.key, data.uri, data.language);
});
view.addEventListener('click', (event) => {
  const { target } = event;
  const pressed = target instanceof Element ? target.closest<HTMLElement>('button, a[data-goto]') : null;
  if (pressed?.dataset.goto !== undefined) event.preventDefault();
  if (pressed) press(pressed);
});
view.addEventListener('input', ({ target }) => {
  clearTimeout(typed);
  if (target === element('search')) typed = setTimeout(search, DEBOUNCE_MS);
  else if (target === element('severity')) search();
});
// Folding is no event that bubbles.
view.addEventListener('toggle', ({ target }) => target instanceof HTMLDetailsElement && folded(target), true);
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
// What is jumped to, or gets the focus, comes below the toolbar, whose height hangs on the width.
const toolbarSize = new ResizeObserver(([entry]) => {
  document.documentElement.style.scrollPaddingTop = `${entry!.target.getBoundingClientRect().height + 8}px`;
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

function drawReport(report: Report, uri: string, pinned: boolean): void {
  const isFirst = !drawn;
  if (!drawn || layout.words.language !== report.language) {
    layout = viewLayout(report.language);
    document.documentElement.lang = report.language;
    view.innerHTML = viewFrame(layout).text;
    toolbarSize.disconnect();
    toolbarSize.observe(view.querySelector('.toolbar')!);
    drawn = new Map();
    field('severity').value = state.severity;
  }
  const isOther = state.uri !== undefined && state.uri !== uri && !isFirst;
  if (isOther) {
    origin = undefined;
    lists.forget();
  }
  const focused = document.activeElement?.id;
  for (const { id, markup } of viewParts(report, layout)) {
    if (drawn.get(id) === markup.text) continue;
    drawn.set(id, markup.text);
    view.querySelector(`[data-part="${id}"]`)!.innerHTML = markup.text;
  }
  for (const id of state.open) {
    const details = document.getElementById(id);
    if (details instanceof HTMLDetailsElement) details.open = true;
  }
  keepFocus(focused);
  field('timeline-record').max = String(report.records);
  element('bsn').setAttribute('aria-pressed', String(report.bsnShown));
  element('pin').setAttribute('aria-pressed', String(pinned));
  remember({ uri, pinned });
  refresh();
  announce(report);
  if (isFirst) window.scrollTo(0, state.scroll);
}

/** Asks again for the findings that are to be seen: their places may have moved. */
function refresh(): void {
  const open = view.querySelectorAll<HTMLDetailsElement>('details.kind[open]');
  lists.keepOnly([SEARCH, ...Array.from(open, ({ dataset }) => dataset.kind!)]);
  for (const { dataset } of open) lists.ask(dataset.kind!, { kind: dataset.kind! });
  search();
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
  const place = element(id);
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
    element('timeline-picture').innerHTML = picture;
    keepFocus(focused);
  }
  if (timeline) field('timeline-record').value = String(timeline.record + 1);
  // Only now there is room to scroll to it.
  if (timeline && isAwaited) element('timeline-title').scrollIntoView({ block: 'start' });
  isAwaited = false;
  element('timeline-close').hidden = !timeline;
  element('timeline-back').hidden = !timeline || !origin;
}

function press(pressed: HTMLElement): void {
  const { jump, page, timeline, goto, more } = pressed.dataset;
  if (jump !== undefined) vscode.postMessage({ kind: 'jump', place: jump.split(',').map(Number) });
  else if (page !== undefined) vscode.postMessage({ kind: 'page', code: page });
  else if (timeline !== undefined) showTimelineOf(Number(timeline), pressed);
  else if (goto !== undefined) goTo(goto);
  else if (more !== undefined) lists.more(more);
  else if (pressed.id === 'bsn') vscode.postMessage({ kind: 'bsn', shown: pressed.ariaPressed !== 'true' });
  else if (pressed.id === 'pin') pin(pressed.ariaPressed !== 'true');
  else if (pressed.id === 'export') vscode.postMessage({ kind: 'export' });
  else if (pressed.id === 'timeline-cursor') vscode.postMessage({ kind: 'timeline', record: undefined });
  else if (pressed.id === 'timeline-back') goBack();
  else if (pressed.id === 'timeline-close') {
    vscode.postMessage({ kind: 'closeTimeline' });
    field('timeline-record').focus();
  }
}

function pin(pinned: boolean): void {
  element('pin').setAttribute('aria-pressed', String(pinned));
  remember({ pinned });
  vscode.postMessage({ kind: 'pin', pinned });
}

/** A section, unfolded, with the focus on it. */
function goTo(name: string): void {
  const title = element(`${name}-title`);
  const details = title.closest('details');
  if (details) details.open = true;
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
  title.scrollIntoView({ block: 'start' });
}

function showTimelineOf(record: number, from: HTMLElement): void {
  origin = { id: from.id, scroll: window.scrollY };
  isAwaited = true;
  vscode.postMessage({ kind: 'timeline', record });
  goTo('timeline');
}

/** To the finding that the timeline was opened from, at the height where it stood. */
function goBack(): void {
  if (!origin) return;
  const { id, scroll } = origin;
  origin = undefined;
  element('timeline-back').hidden = true;
  window.scrollTo(0, scroll);
  document.getElementById(id)?.focus({ preventScroll: true });
}

function folded({ id, open, dataset }: HTMLDetailsElement): void {
  const others = state.open.filter((one) => one !== id);
  remember({ open: open ? [...others, id] : others });
  if (open && dataset.kind !== undefined) lists.ask(dataset.kind, { kind: dataset.kind });
}

/** Shows what is found in the place of the kinds, as long as something is looked for. */
function search(): void {
  if (!drawn) return;
  const severity = field('severity').value;
  const words = field('search').value.trim();
  const isSearch = words !== '' || severity !== '';
  element('kinds-parts').hidden = isSearch;
  element('search-results').hidden = !isSearch;
  remember({ severity });
  if (!isSearch) {
    element('search-results').textContent = '';
    tell('shown', '');
    return;
  }
  const query = { ...(words === '' ? {} : { search: words }), ...(severity === '' ? {} : { severity }) };
  lists.ask(SEARCH, query as Partial<FindingQuery>);
}

function remember(changes: Partial<ViewState>): void {
  state = { ...state, ...changes };
  vscode.setState(state);
}

function element(id: string): HTMLElement {
  return document.getElementById(id)!;
}

function field(id: string): HTMLInputElement {
  return element(id) as HTMLInputElement;
}
