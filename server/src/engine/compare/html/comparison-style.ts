import type { PageStyle } from '../../html/document.ts';
import { BASE_STYLE } from '../../html/style.ts';

const STYLE = `
:root { --gone: var(--error); --come: var(--ok); }
main { max-width: 75rem; }
h2 { margin-top: 2.5rem; }
a { color: var(--link); text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin-top: 0.9rem; }
th, td { padding: 0.35rem 1rem 0.35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { color: var(--muted); font-size: 0.85em; font-weight: 400; border-bottom-color: var(--muted); }
tbody th { font-weight: 400; }
tfoot th, tfoot td { font-weight: 600; }
.number { text-align: right; white-space: nowrap; }
td ul { margin: 0; padding: 0; list-style: none; }
del { color: var(--gone); }
ins { color: var(--come); text-decoration: none; font-weight: 600; }
@media print {
  :root { --size: 10pt; }
  main { max-width: none; padding: 0; }
  .page main { padding-top: 0; }
  tr { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`;

/** The look of a comparison; a test holds the hash and the text together. */
export const COMPARISON_STYLE: PageStyle = {
  sheets: [BASE_STYLE, STYLE],
  hash: 'sha256-oEi5xbArP+H0N+LMkibMBvBhO95tIDpA6BbHgQaPLcs=',
};
