import { html, type Markup, type Piece } from '../../html/markup.ts';
import type { Severity } from '../../rules/rule.ts';
import type { RuleProvenance } from '../../rules/rule-metadata.ts';
import type { Report } from '../report.ts';
import type { RuleCount, RuleState } from '../rule-counts.ts';
import { severityIcon } from './icons.ts';
import { bar, foldedSection, type PageLayout, type Part, section } from './part.ts';
import type { Words } from './words.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information'];
/** The surest first; what the product says of itself last. */
const PROVENANCE: readonly RuleProvenance[] = ['wet', 'cbs', 'slides', 'recon', 'eigen'];

/** How often each rule was broken; on paper, where the kinds have told that, what else was checked and what was not. */
export function rulesSection(report: Report, layout: PageLayout): Part {
  const { words } = layout;
  // A single finding is no full bar.
  const most = Math.max(10, ...report.rules.map(({ count }) => count));
  const known = new Set(report.rules.flatMap(({ provenance }) => provenance));
  const legend = PROVENANCE.filter((id) => known.has(id)).map(
    (id) => html`<li><b>${words.say(`provenance.${id}`)}</b>: ${words.say(`provenance.${id}.about`)}</li>`,
  );
  const origin = html`<p class="legend" id="${layout.prefix}provenance">${words.say('report.rules.provenance')}</p>
<ul class="legend" aria-labelledby="${layout.prefix}provenance">${legend}</ul>`;
  if (!layout.interactive) {
    const content = html`${sentences(report.rules, words)}
${origin}`;
    return section('rules', 'report.rules', content, layout);
  }
  const table = html`<table class="rules-table">
<thead><tr>
<th scope="col">${words.say('report.rules.rule')}</th>
<th scope="col">${words.say('report.rules.severity')}</th>
<th scope="col">${words.say('report.rules.count')}</th>
</tr></thead>
<tbody>
${report.rules.map((rule) => row(rule, most, layout))}</tbody>
</table>
${origin}`;
  const broken = report.rules.filter(({ count }) => count > 0).length;
  const about = words.say('report.rules.about', {
    broken: words.number(broken),
    count: words.number(report.rules.length),
  });
  return foldedSection('rules', 'report.rules', about, table, layout);
}

function sentences(rules: readonly RuleCount[], words: Words): Markup[] {
  const naming = (key: 'broken' | 'silent' | 'left', some: readonly RuleCount[], say: (rule: RuleCount) => string) =>
    some.length > 0 && html`<p>${words.say(`report.rules.${key}`, { rules: some.map(say).join(', ') })}</p>\n`;
  const nameOf = ({ code, name }: RuleCount) => `${code} ${name}`;
  const isBroken = ({ count, suppressed }: RuleCount) => count + suppressed > 0;
  const left = rules.filter(({ state }) => state !== 'applied' && state !== 'format');
  return [
    naming('broken', rules.filter(isBroken), (rule) => {
      const suppressed = words.say('report.rules.suppressed', { count: words.number(rule.suppressed) });
      return `${nameOf(rule)} (${words.number(rule.count)}${rule.suppressed > 0 ? `, ${suppressed}` : ''})`;
    }),
    naming(
      'silent',
      rules.filter((rule) => !isBroken(rule) && rule.state === 'applied'),
      nameOf,
    ),
    naming('left', left, (rule) => {
      const state = rule.state as Exclude<RuleState, 'applied'>;
      return `${nameOf(rule)} (${words.say(`report.rules.state.${state}`)})`;
    }),
  ].filter((one) => one !== false);
}

function row(rule: RuleCount, most: number, layout: PageLayout): Markup {
  const { words, prefix } = layout;
  const { code, name, consequence, provenance, state, counts, count, suppressed } = rule;
  const kind = consequence ? words.say(`report.consequence.${consequence}`) : words.say('report.rules.own');
  const about = [kind, provenance.map((id) => words.say(`provenance.${id}`)).join(', ')].filter(Boolean).join(' · ');
  const hasPage = consequence !== undefined;
  const shownCode = hasPage
    ? html`<button class="link code" id="${prefix}page-${code}" data-page="${code}" aria-label="${words.say('report.rules.page', { code })}">${code}</button>`
    : html`<span class="code">${code}</span>`;
  return html`<tr${count + suppressed === 0 && html` class="quiet"`}>
<th scope="row">${shownCode} ${name} <span class="muted">${about}</span></th>
<td>${state === 'applied' ? severities(rule, layout) : html`<span class="muted">${words.say(`report.rules.state.${state}`)}</span>`}</td>
<td>${state === 'applied' && measure()}${suppressed > 0 && html`<span class="muted">${words.say('report.rules.suppressed', { count: words.number(suppressed) })}</span>`}</td>
</tr>
`;

  function measure(): Markup {
    const parts = SEVERITIES.map((severity) => ({ size: counts[severity], kind: severity }));
    return html`<div class="measure"><span class="count">${words.number(count)}</span>${count > 0 && bar(parts, most)}</div>`;
  }
}

function severities({ counts, severity }: RuleCount, { words }: PageLayout): Piece {
  const found = SEVERITIES.filter((one) => counts[one] > 0);
  if (found.length === 0) return html`${severityIcon(severity)} ${words.say(`severity.${severity}`)}`;
  return found.map((one) => {
    const split = found.length > 1 && ` ${words.number(counts[one])}`;
    return html`<span class="severity">${severityIcon(one)} ${words.say(`severity.${one}`)}${split}</span> `;
  });
}
