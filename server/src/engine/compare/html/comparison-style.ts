import type { PageStyle } from '../../html/document.ts';
import { BASE_STYLE } from '../../html/style.ts';

const STYLE = `
:root { --gone: var(--error); --come: var(--ok); }
/* What is jumped to comes below the search, which stays in sight. */
html { scroll-padding-top: 4rem; }
main { max-width: 75rem; }
h2 { margin-top: 2.5rem; }
summary h2 { display: inline; }
summary { cursor: pointer; margin-top: 2rem; }
a { color: var(--link); text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
table { border-collapse: collapse; margin-top: 0.9rem; max-width: 100%; }
details table, .page table[aria-label] { width: 100%; }
th, td { padding: 0.35rem 1rem 0.35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
.records th[scope="row"] { overflow-wrap: anywhere; }
thead th { color: var(--muted); font-size: 0.85em; font-weight: 400; border-bottom-color: var(--muted); overflow-wrap: normal; }
tbody th { font-weight: 400; }
tbody th .muted { display: block; }
tfoot th, tfoot td { font-weight: 600; }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; white-space: nowrap; }
td ul { margin: 0; padding: 0; list-style: none; }
del { text-decoration-color: var(--gone); }
ins { text-decoration: underline; text-decoration-color: var(--come); text-underline-offset: 0.15em; font-weight: 600; }
tr[hidden], .later { display: none; }
.skip { position: absolute; left: -100vw; top: 0; z-index: 2; padding: 0.4rem 0.8rem; background: var(--paper); }
.skip:focus { left: 0.5rem; }
.toolbar { max-width: 75rem; display: flex; justify-content: flex-end; padding-top: 0.5rem; }
button, input { font: inherit; color: inherit; }
button.second { padding: 0.2rem 0.8rem; border: 1px solid var(--muted); border-radius: 3px; background: transparent; cursor: pointer; }
button.second:hover { background: var(--vscode-toolbar-hoverBackground, var(--month)); }
.vscode-high-contrast button.second:hover { background: transparent; outline: 1px dashed var(--focus); }
button.link { padding: 0; border: 0; background: none; color: var(--link); text-align: inherit; cursor: pointer; text-decoration: underline; text-decoration-color: transparent; text-underline-offset: 0.15em; }
button.link:hover { text-decoration-color: currentColor; }
.filters { margin-top: 2rem; position: sticky; top: 0; background: var(--paper); padding: 0.5rem 0; }
.filters p { display: flex; align-items: center; gap: 0.5rem; margin: 0; max-width: none; }
.filters label { color: var(--muted); font-size: 0.88em; }
input[type="search"] { flex: 1; min-width: 7rem; padding: 0.2rem 0.5rem; border: 1px solid var(--vscode-input-border, var(--muted)); border-radius: 3px; background: var(--vscode-input-background, var(--paper)); color: var(--vscode-input-foreground, var(--ink)); }
@media (max-width: 44rem) {
  main, .toolbar { padding-left: 1rem; padding-right: 1rem; }
  th, td { padding-right: 0.6rem; font-size: 0.92em; }
}
@media (max-width: 40rem) {
  .records, .records tbody, .records tr, .records tbody :is(th, td) { display: block; }
  .records tr:is(.later, [hidden]) { display: none; }
  .records thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .records tr { padding: 0.4rem 0; border-bottom: 1px solid var(--line); }
  .records :is(th, td) { padding: 0; border: 0; }
  .records tbody .muted { display: inline; }
  .records .places { display: flex; flex-wrap: wrap; gap: 0 0.9rem; }
  .sides, .sides :is(thead, tbody) { display: block; width: 100%; }
  .sides tr { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 0.9rem; padding: 0.3rem 0; border-bottom: 1px solid var(--line); }
  .sides thead td { display: none; }
  .sides :is(th, td) { padding: 0; border: 0; }
  .sides tbody th { grid-column: 1 / -1; color: var(--muted); font-size: 0.85em; }
  .sides td { overflow-wrap: anywhere; }
}
@media print {
  :root { --size: 10pt; }
  main { max-width: none; padding: 0; }
  .page main { padding-top: 0; }
  tr { break-inside: avoid; }
  h2 { break-after: avoid; margin-top: 1.25rem; }
  a { color: inherit; }
  @page { margin: 16mm 14mm; }
}
`;

/** The look of a comparison; a test holds the hash and the text together. */
export const COMPARISON_STYLE: PageStyle = {
  sheets: [BASE_STYLE, STYLE],
  hash: 'sha256-LJ90yLECGMpjDDa8ND44guJhj+hdVX3Q2nNobk4wcy4=',
};
