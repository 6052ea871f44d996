import type { Verdict } from '../../analysis/tally.ts';
import { html, type Markup } from '../../html/markup.ts';
import type { Severity } from '../../rules/rule.ts';

/** Told apart by their shape; the word stands beside each. */
const SHAPES = {
  error: html`<circle cx="8" cy="8" r="7"/><path class="cut" d="M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4"/>`,
  warning: html`<path d="M8 1.2 15.4 14.4H.6z"/><path class="cut" d="M8 6v4M8 12v.4"/>`,
  information: html`<rect x="1.2" y="1.2" width="13.6" height="13.6" rx="3"/><path class="cut" d="M8 7v4.6M8 4.3v.4"/>`,
  ok: html`<circle cx="8" cy="8" r="7"/><path class="cut" d="M4.6 8.3l2.4 2.4 4.4-5"/>`,
  none: html`<circle cx="8" cy="8" r="7"/><path class="cut" d="M4.5 8h7"/>`,
};
type Shape = keyof typeof SHAPES;

const OF_VERDICT: Record<Verdict | 'sjabloon' | 'stylesheet' | 'open' | 'none', Shape> = {
  afkeur: 'error',
  'niet-te-beoordelen': 'none',
  contact: 'warning',
  goedgekeurd: 'ok',
  sjabloon: 'information',
  stylesheet: 'information',
  open: 'none',
  none: 'none',
};

/** Shapes and patterns that the rest of a page refers to: thousands of rows would repeat them. */
export const DEFINITIONS = html`<svg class="definitions" width="0" height="0" aria-hidden="true"><defs>
<pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="stripe" width="3" height="6"/></pattern>
${Object.entries(SHAPES).map(([name, shape]) => html`<symbol id="icon-${name}" viewBox="0 0 16 16">${shape}</symbol>\n`)}</defs></svg>`;

export function severityIcon(severity: Severity): Markup {
  return icon(severity);
}

export function verdictIcon(verdict: keyof typeof OF_VERDICT): Markup {
  return icon(OF_VERDICT[verdict]);
}

function icon(shape: Shape): Markup {
  return html`<svg class="icon ${shape}" aria-hidden="true"><use href="#icon-${shape}"/></svg>`;
}
