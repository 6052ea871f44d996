/**
 * The look that all pages have in common, in the editor and in a file: colours, text, headings. In the editor the
 * theme's colours win; elsewhere the fallbacks follow the reader's preference for light or dark.
 */
export const BASE_STYLE = `
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
`;
