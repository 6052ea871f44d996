import type { FromOverview, OverviewState } from '../overview-messages.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: FromOverview): void;
  getState(): OverviewState | undefined;
  setState(state: OverviewState): void;
};

const vscode = acquireVsCodeApi();
const body = document.querySelector('#overview tbody');
let state = vscode.getState();

document.addEventListener('click', ({ target }) => {
  const pressed = target instanceof Element ? target.closest<HTMLElement>('button') : null;
  if (!pressed) return;
  const { open, sort } = pressed.dataset;
  if (open !== undefined) vscode.postMessage({ kind: 'open', uri: open });
  else if (sort !== undefined) turn(Number(sort));
  else if (pressed.id === 'export' || pressed.id === 'again') vscode.postMessage({ kind: pressed.id });
});
if (state) sortBy(state);

/** The column once more: the other way round. */
function turn(column: number): void {
  const heading = document.querySelectorAll('#overview thead th')[column];
  sortBy({ column, descending: heading?.getAttribute('aria-sort') === 'ascending' });
}

function sortBy(wanted: OverviewState): void {
  if (!body) return;
  const { column, descending } = wanted;
  const keyOf = (row: Element) => (row.children[column] as HTMLElement).dataset.key!;
  const rows = Array.from(body.children).sort((a, b) => compare(keyOf(a), keyOf(b)) * (descending ? -1 : 1));
  body.append(...rows);
  document.querySelectorAll('#overview thead th').forEach((heading, index) => {
    if (index === column) heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    else heading.removeAttribute('aria-sort');
  });
  state = wanted;
  vscode.setState(wanted);
}

function compare(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  return a !== '' && b !== '' && !Number.isNaN(x - y) ? x - y : a.localeCompare(b);
}
