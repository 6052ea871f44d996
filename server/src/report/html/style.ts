/**
 * The look of the report, in the editor and in a file. In the editor the theme's colours win; elsewhere the fallbacks
 * follow the reader's preference for light or dark.
 */
export const STYLE = `
:root {
  --paper: var(--vscode-editor-background, #ffffff);
  --ink: var(--vscode-editor-foreground, #1c2126);
  --muted: var(--vscode-descriptionForeground, #59626c);
  --line: var(--vscode-widget-border, var(--vscode-panel-border, #dfe3e8));
  --link: var(--vscode-textLink-foreground, #0b5cad);
  --focus: var(--vscode-focusBorder, #0b5cad);
  --error: var(--vscode-editorError-foreground, #c0362c);
  --warning: var(--vscode-editorWarning-foreground, #b07400);
  --information: var(--vscode-editorInfo-foreground, #2b6cb0);
  --ok: var(--vscode-testing-iconPassed, #2e7d4f);
  --bar: var(--vscode-charts-blue, #4a7fb5);
  --month: var(--vscode-editor-inactiveSelectionBackground, #e8eef5);
  --face: var(--vscode-font-family, system-ui, "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif);
  --fixed: var(--vscode-editor-font-family, ui-monospace, "Cascadia Mono", Consolas, Menlo, "DejaVu Sans Mono", monospace);
  --size: var(--vscode-font-size, 15px);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: var(--vscode-editor-background, #16191d);
    --ink: var(--vscode-editor-foreground, #e4e7ea);
    --muted: var(--vscode-descriptionForeground, #9aa5b1);
    --line: var(--vscode-widget-border, var(--vscode-panel-border, #2e343b));
    --link: var(--vscode-textLink-foreground, #79b4f2);
    --focus: var(--vscode-focusBorder, #79b4f2);
    --error: var(--vscode-editorError-foreground, #f0776c);
    --warning: var(--vscode-editorWarning-foreground, #dba13a);
    --information: var(--vscode-editorInfo-foreground, #6aa9e9);
    --ok: var(--vscode-testing-iconPassed, #5fb985);
    --bar: var(--vscode-charts-blue, #6f9fd0);
    --month: var(--vscode-editor-inactiveSelectionBackground, #262d36);
  }
}
* { box-sizing: border-box; }
html { color-scheme: light dark; -webkit-text-size-adjust: 100%; }
.vscode-light, .vscode-high-contrast-light { color-scheme: light; }
.vscode-dark, .vscode-high-contrast:not(.vscode-high-contrast-light) { color-scheme: dark; }
body {
  margin: 0;
  padding: 0;
  background: var(--paper);
  color: var(--ink);
  font: var(--size)/1.5 var(--face);
  font-variant-numeric: tabular-nums;
}
main, footer, .toolbar { max-width: 60rem; margin: 0 auto; padding: 0 1.5rem; }
main { padding-bottom: 2rem; }
.page main { padding-top: 3rem; }
h1, h2, h3 { font-weight: 600; line-height: 1.25; margin: 0; text-wrap: balance; }
h1 { font-size: 1.85em; letter-spacing: -0.015em; }
h2 { font-size: 1.2em; }
h3 { font-size: 1.05em; }
article h2 { font-size: 1.5em; letter-spacing: -0.01em; }
p { margin: 0.5em 0; max-width: 46rem; }
section, nav { margin-top: 2.5rem; }
article { margin-top: 4rem; padding-top: 3rem; border-top: 1px solid var(--line); }
.overline { margin: 0 0 0.35em; color: var(--muted); font-size: 0.85em; font-weight: 400; }
.muted, .note, .legend { color: var(--muted); font-size: 0.88em; }
.code, .file { font-family: var(--fixed); font-size: 0.92em; }
.code { white-space: nowrap; }
.file { overflow-wrap: anywhere; }
.icon { width: 1em; height: 1em; flex: none; vertical-align: -0.12em; fill: currentColor; }
.cut { fill: none; stroke: var(--paper); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.icon.error { color: var(--error); }
.icon.warning { color: var(--warning); }
.icon.information { color: var(--information); }
.icon.ok { color: var(--ok); }
.icon.none { color: var(--muted); }
.unseen {
  position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; border: 0;
}
.definitions { position: absolute; }
.stripe { fill: var(--paper); opacity: 0.5; }

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
.findings-table td:first-child .code { display: block; }
.rules-table th:nth-child(3), .rules-table td:nth-child(3) { width: 40%; }
.rules-table td:nth-child(2) { width: 22%; }
.types-table td:nth-child(2), .types-table th:nth-child(2) { width: 45%; }
.types-table td:nth-child(3), .types-table th:nth-child(3) { width: 5.5rem; }
.findings-table td:first-child { width: 9.5rem; }
.findings-table td:last-child { width: 15rem; }
.findings-table td { overflow-wrap: anywhere; }
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

button, input, select { font: inherit; color: inherit; }
.toolbar { display: flex; justify-content: flex-end; gap: 0.5rem; padding-top: 1rem; }
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
  th[scope="row"], td { hyphens: auto; overflow-wrap: anywhere; }
  .findings-table td:first-child { width: 5.75rem; }
  .findings-table td:last-child { width: 6rem; }
  .findings-table .severity { float: left; margin-right: 0.3em; }
  .findings-table .severity span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .types-table tr:not(.group) th { padding-left: 0; }
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
  tr, .verdict, .periods > li { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  article { break-before: page; border: 0; padding: 0; margin: 0; }
}
`;

/** What the content security policy knows {@link STYLE} by: a test holds the two together. */
export const STYLE_HASH = 'sha256-JO1yMynUOA7gEPEV+AnkFaTJj9CJcfS39w9JkWm2Vz0=';
