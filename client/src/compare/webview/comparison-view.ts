import type { ComparisonState, FromComparison } from '../comparison-messages.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromComparison): void;
  getState(): ComparisonState | undefined;
  setState(state: ComparisonState): void;
};

/** So many records more come into sight at once. */
const MORE = 200;
/** A search waits so many milliseconds for the next letter. */
const DEBOUNCE_MS = 150;

const vscode = acquireVsCodeApi();
const state = vscode.getState() ?? { scroll: 0, search: '' };
const search = document.getElementById('search') as HTMLInputElement | null;
const rows = Array.from(document.querySelectorAll<HTMLTableRowElement>('details.list tbody tr'), (row) => ({
  row,
  list: row.closest('details')!,
  text: row.textContent.toLowerCase(),
  later: row.classList.contains('later'),
}));
let timer: ReturnType<typeof setTimeout> | undefined;

document.addEventListener('click', ({ target }) => {
  const pressed = target instanceof Element ? target.closest<HTMLElement>('button') : null;
  if (!pressed) return;
  const { old, new: now, more } = pressed.dataset;
  if (more !== undefined) showMore(pressed);
  else if (pressed.id === 'export') vscode.postMessage({ kind: 'export' });
  else if (old !== undefined || now !== undefined)
    vscode.postMessage({ kind: 'jump', old: placeOf(old), new: placeOf(now) });
});
document.addEventListener('submit', (event) => event.preventDefault());
search?.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(filter, DEBOUNCE_MS);
});
window.addEventListener('scroll', () => {
  clearTimeout(timer);
  timer = setTimeout(remember, DEBOUNCE_MS);
});
if (search && state.search !== '') {
  search.value = state.search;
  filter();
}
window.scrollTo(0, state.scroll);

function placeOf(text: string | undefined): number[] | undefined {
  return text?.split(',').map(Number);
}

function showMore(button: HTMLElement): void {
  const left = rows.filter(({ list, row }) => list.contains(button) && row.classList.contains('later'));
  for (const { row } of left.slice(0, MORE)) row.classList.remove('later');
  left[0]?.row.querySelector<HTMLElement>('button')?.focus();
  if (left.length <= MORE) button.hidden = true;
}

/** Hides the records that are not looked for: each word has to be in the row. Those further down are looked at, too. */
function filter(): void {
  const words = search!.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = new Map<Element, number>();
  let count = 0;
  for (const { row, list, text, later } of rows) {
    const fits = words.every((word) => text.includes(word));
    row.hidden = !fits;
    row.classList.toggle('later', later && words.length === 0);
    if (!fits) continue;
    count++;
    found.set(list, (found.get(list) ?? 0) + 1);
  }
  for (const list of document.querySelectorAll<HTMLElement>('details.list')) list.hidden = !found.has(list);
  for (const button of document.querySelectorAll<HTMLElement>('[data-more]')) button.hidden = words.length > 0;
  const said = document.getElementById('found')!;
  const told = said.dataset.words!.replace('{shown}', `${count}`).replace('{total}', `${rows.length}`);
  said.textContent = words.length === 0 ? '' : told;
  remember();
}

/** What is searched for is kept only where it is no BSN. */
function remember(): void {
  const text = search?.value ?? '';
  vscode.setState({ scroll: window.scrollY, search: /[0-9]{8}/.test(text) ? '' : text });
}
