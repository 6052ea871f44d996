import type { PageStyle } from '../../html/document.ts';
import { BASE_STYLE } from '../../html/style.ts';

/** The look of the report, in the editor and in a file. */
const STYLE = `
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 0.9rem 1.5rem; margin: 1.25rem 0 0; }
.facts dt { color: var(--muted); font-size: 0.85em; }
.facts dd { margin: 0; overflow-wrap: anywhere; }

.verdict { display: flex; gap: 0.9rem; padding: 1.1rem 1.25rem; border: 1px solid var(--line); border-left-width: 4px; border-radius: 4px; margin-top: 2rem; }
.verdict > .icon { width: 1.5rem; height: 1.5rem; margin-top: 0.1rem; }
.verdict.afkeur { border-left-color: var(--error); }
.verdict.contact { border-left-color: var(--warning); }
.verdict.goedgekeurd { border-left-color: var(--ok); }
.verdict h2, .verdict h3 { font-size: 1.3em; }
.verdict .overline { margin: 0 0.4em 0 0; font-size: 0.75em; }
.verdict p:last-child { margin-bottom: 0; }
.totals { font-weight: 600; }

table { width: 100%; border-collapse: collapse; margin-top: 0.9rem; }
th, td { padding: 0.5rem 1rem 0.5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); font-weight: 400; overflow-wrap: break-word; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-size: 0.85em; padding-top: 0; border-bottom-color: var(--muted); overflow-wrap: normal; }
th .muted, td .muted { display: block; }
.number { text-align: right; white-space: nowrap; }
.quiet { color: var(--muted); }
.quiet .icon { opacity: 0.55; }
.severity { white-space: nowrap; }
.rules-table th:nth-child(3), .rules-table td:nth-child(3) { width: 40%; }
.rules-table td:nth-child(2) { width: 22%; }
.types-table td:nth-child(2), .types-table th:nth-child(2) { width: 45%; }
.types-table td:nth-child(3), .types-table th:nth-child(3) { width: 5.5rem; }
.rules-table th[scope="row"], .kinds-table th[scope="row"] { overflow-wrap: normal; hyphens: none; }
.types-table .group th, .types-table .group td { padding-top: 1.1rem; font-weight: 600; }
.types-table tr:not(.group) th { padding-left: 1rem; }
.measure { display: flex; align-items: center; gap: 0.75rem; }
.count { display: inline-block; min-width: 3.4em; text-align: right; }
.bar { display: block; flex: 1; height: 10px; }
.bar, .track, .axis, .sample { overflow: hidden; }
rect.type { fill: var(--bar); }
rect.error { fill: var(--error); }
rect.warning { fill: var(--warning); }
rect.information { fill: var(--information); }
rect.month { fill: var(--month); }
.tag { margin-left: 0.4em; padding: 0 0.45em; border: 1px solid var(--line); border-radius: 1em; color: var(--muted); font-size: 0.8em; white-space: nowrap; }
.legend { list-style: none; margin: 0.75rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; }
.legend + .legend { margin-top: 0.15rem; }
.legend b { color: var(--ink); font-weight: 600; }

.skip { position: absolute; left: -100vw; top: 0; z-index: 2; padding: 0.4rem 0.8rem; background: var(--paper); }
.skip:focus { left: 0.5rem; }
.toolbar { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 0.25rem 1rem; padding-top: 0.5rem; padding-bottom: 0.5rem; position: sticky; top: 0; z-index: 1; background: var(--paper); border-bottom: 1px solid var(--line); }
.toolbar nav { margin: 0; }
.toolbar .buttons { display: flex; flex-wrap: wrap; gap: 0.4rem; }
.contents { display: flex; flex-wrap: wrap; gap: 0.1rem 0.9rem; list-style: none; margin: 0; padding: 0; font-size: 0.92em; }
.view main { padding-top: 0.75rem; }
.view section { margin-top: 1.5rem; }
.view .verdict { margin-top: 1.25rem; }
summary { cursor: pointer; }
summary h2, summary h3 { display: inline; }
.fold { border-top: 1px solid var(--line); padding-top: 0.75rem; }
.view section.types, .view section.rules, .view section.missing, .view section.timeline { margin-top: 0.9rem; }
.kinds-list { list-style: none; margin: 0.75rem 0 0; padding: 0; }
.kinds-list > li { border-bottom: 1px solid var(--line); }
details.kind > summary { display: grid; grid-template-columns: 0.6em 1em minmax(0, 1fr) auto 3.2em; align-items: baseline; gap: 0 0.6rem; padding: 0.4rem 0.25rem; list-style: none; }
details.kind > summary::-webkit-details-marker { display: none; }
details.kind > summary::before { content: "\\203A"; color: var(--muted); width: 0.6em; }
details.kind[open] > summary::before { transform: rotate(90deg); }
details.kind > summary .title { overflow-wrap: break-word; }
details.kind > summary .about { display: grid; grid-template-columns: 5.5em 6em; gap: 0.6rem; align-items: baseline; }
details.kind[open] > summary .title { font-weight: 600; }
details.kind > summary .count { font-weight: 600; min-width: 0; }
details.kind > summary:hover { background: var(--vscode-list-hoverBackground, var(--month)); }
details.kind > :not(summary) { margin-left: 1.6rem; }
.places { list-style: none; margin: 0.5rem 0; padding: 0; columns: 22rem; column-gap: 1.5rem; font-size: 0.92em; }
.places li { break-inside: avoid; padding: 0.1rem 0; overflow-wrap: anywhere; }
.told { list-style: none; margin: 0.5rem 0; padding: 0; font-size: 0.92em; }
.told li { padding: 0.3rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.told li p { margin: 0; }
.kind h3 .muted, .kind h4 .muted { font-weight: 400; margin-left: 0.4em; }
.page div.kind { margin-top: 1.6rem; }
.page div.kind > p { margin: 0.25rem 0; }
.back { font-size: 0.85em; }
.kinds-table td:nth-child(2) { width: 11rem; }
.kinds-table td:nth-child(3), .kinds-table th:nth-child(3) { width: 6rem; }
button, input, select { font: inherit; color: inherit; }
button:not(.link) { padding: 0.2rem 0.8rem; border: 1px solid var(--vscode-button-border, transparent); border-radius: 3px; background: var(--vscode-button-background, #0b5cad); color: var(--vscode-button-foreground, #ffffff); cursor: pointer; }
button:not(.link):hover { background: var(--vscode-button-hoverBackground, #094a8b); }
button.second { background: transparent; color: var(--ink); border-color: var(--muted); }
button.second:hover { background: var(--vscode-toolbar-hoverBackground, var(--month)); }
.vscode-high-contrast button.second:hover { background: transparent; outline: 1px dashed var(--focus); }
button.second[aria-pressed="true"] { background: var(--vscode-inputOption-activeBackground, var(--month)); border-color: var(--focus); }
button.link { padding: 0; border: 0; background: none; color: var(--link); text-align: inherit; cursor: pointer; text-decoration: underline; text-decoration-color: transparent; text-underline-offset: 0.15em; }
button.link:hover, a:hover { text-decoration-color: currentColor; }
a { color: var(--link); text-underline-offset: 0.15em; }
input, select { padding: 0.2rem 0.5rem; border: 1px solid var(--vscode-input-border, var(--muted)); border-radius: 3px; background: var(--vscode-input-background, var(--paper)); color: var(--vscode-input-foreground, var(--ink)); }
select { background: var(--vscode-dropdown-background, var(--paper)); color: var(--vscode-dropdown-foreground, var(--ink)); border-color: var(--vscode-dropdown-border, var(--muted)); }
input[type="number"] { width: 7em; }
input[type="search"] { flex: 1; min-width: 7rem; width: 100%; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.filters { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.75rem; margin-top: 0.9rem; }
.filters p { display: flex; align-items: center; gap: 0.5rem; margin: 0; }
.filters .wide { flex: 1 1 20rem; }
.filters label { color: var(--muted); font-size: 0.88em; }
.filters [role="status"] { margin-left: auto; color: var(--muted); font-size: 0.88em; }
.notice { margin-top: 3rem; color: var(--muted); }

.axis, .track { display: block; width: 100%; height: 16px; }
.cut-off { fill: var(--paper); }
.sample { vertical-align: -0.2em; }
.axis { margin-top: 0.75rem; }
.axis text { fill: var(--muted); font: 11px var(--face); }
.tick { stroke: var(--line); }
.periods { list-style: none; margin: 0; padding: 0; }
.periods > li { padding: 0.6rem 0; border-bottom: 1px solid var(--line); }
.periods > li[aria-current] { box-shadow: -0.75rem 0 0 var(--paper), calc(-0.75rem - 3px) 0 0 var(--focus); }
.period { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; margin: 0 0 0.25rem; max-width: none; }
.period b { font-weight: 600; }
.period .muted { margin-left: auto; }
.problems { list-style: none; margin: 0.25rem 0 0; padding: 0; font-size: 0.92em; }
footer { padding-bottom: 3rem; color: var(--muted); font-size: 0.88em; }
footer p { border-top: 1px solid var(--line); padding-top: 1rem; max-width: none; }

.overview th[scope="row"] { overflow-wrap: anywhere; }
@media (max-width: 48rem) {
  .overview, .overview tbody, .overview tbody tr, .overview th[scope="row"] { display: block; }
  .overview thead tr { display: flex; flex-wrap: wrap; gap: 0.1rem 0.9rem; padding-bottom: 0.4rem; border-bottom: 1px solid var(--muted); }
  .overview tbody tr { padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
  .overview th, .overview td { padding: 0; border: 0; text-align: left; }
  .overview td { display: inline-block; margin-right: 0.9rem; }
  .overview td:empty { display: none; }
  .overview td.number::before { content: attr(data-label) " "; color: var(--muted); font-size: 0.85em; }
}
@media (max-width: 40rem) {
  main, footer, .toolbar { padding-left: 1rem; padding-right: 1rem; }
  .page main { padding-top: 1.5rem; }
  h1 { font-size: 1.5em; }
  .verdict { padding: 0.9rem; }
  .facts { grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: 0.7rem 1rem; }
  th, td { padding-right: 0.6rem; }
  .count { min-width: 2em; }
  .measure { gap: 0.5rem; }
  .rules-table th:nth-child(3), .rules-table td:nth-child(3), .types-table td:nth-child(2), .types-table th:nth-child(2) { width: 32%; }
  .types-table td:nth-child(3), .types-table th:nth-child(3) { width: 3.5rem; }
  td { hyphens: auto; overflow-wrap: anywhere; }
  details.kind > summary { grid-template-columns: 0.6em 1em minmax(0, 1fr) auto; }
  details.kind > summary .count { grid-area: 1 / 4; }
  details.kind > summary .about { grid-area: 2 / 3 / auto / span 2; display: block; }
  .kinds-table td:nth-child(2) { width: 6rem; }
  .kinds-table td:nth-child(3), .kinds-table th:nth-child(3) { width: 4rem; }
  .types-table tr:not(.group) th { padding-left: 0; }
}
@media (max-width: 30rem) {
  .rules-table, .rules-table :is(thead, tbody) { display: block; }
  .rules-table tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; padding: 0.4rem 0; border-bottom: 1px solid var(--line); }
  .rules-table tr > :is(th, td):nth-child(n) { width: auto; padding: 0; border: 0; }
  .rules-table :is(th, td):first-child { grid-column: 1 / -1; }
}
@media (max-width: 24rem) {
  .types-table .bar, .rules-table .bar { display: none; }
}
@media (forced-colors: active) {
  rect.type, rect.error, rect.warning, rect.information { fill: CanvasText; }
  .icon { fill: CanvasText; }
  .cut { stroke: Canvas; }
}
@media print {
  :root { --size: 10pt; }
  main, footer { max-width: none; padding: 0; }
  .page main { padding-top: 0; }
  tr, .verdict, .periods > li, .told li { break-inside: avoid; }
  .back { display: none; }
  a { color: inherit; }
  section { margin-top: 1.25rem; }
  .facts { gap: 0.4rem 1.25rem; }
  th, td { padding-top: 0.2rem; padding-bottom: 0.2rem; }
  @page { margin: 16mm 14mm; }
  h2, h3 { break-after: avoid; }
  article { break-before: page; border: 0; padding: 0; margin: 0; }
}
`;

/** With what the content security policy knows it by: a test holds the two together. */
export const REPORT_STYLE: PageStyle = {
  sheets: [BASE_STYLE, STYLE],
  hash: 'sha256-VJBmYwoJNpoN2ZOspye1/P69WYv5TOIJEhHWQghWkSg=',
};
