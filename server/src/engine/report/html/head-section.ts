import type { Verdict } from '../../analysis/tally.ts';
import { html, type Markup, type Piece } from '../../html/markup.ts';
import type { Report } from '../report.ts';
import { verdictIcon } from './icons.ts';
import { dutch, heading, labelled, type PageLayout, type Part } from './part.ts';
import type { Words } from './words.ts';

/** Whose delivery it is, and of which month. */
export function headSection(report: Report, { words, level, prefix }: PageLayout): Part {
  const { header } = report;
  const unknown = html`<span class="muted">${words.say('report.unknown')}</span>`;
  const facts: [term: string, value: Piece][] = [
    [words.say('report.file'), html`<span class="file">${report.name}</span>`],
  ];
  if (header) {
    facts.push(
      [words.say('report.gemeente'), gemeenteFact(report) ?? unknown],
      [words.say('report.berichtgever'), header.berichtgever ?? unknown],
      [words.say('report.verslagmaand'), header.verslagmaand ?? unknown],
      [words.say('report.softwarepakket'), header.softwarepakket],
      [words.say('report.records'), words.number(report.records)],
    );
  }
  if (report.pack) facts.push([words.say('report.pack'), dutch(report.pack.title, words)]);
  if (report.made) {
    const { on, version, sha256 } = report.made;
    facts.push(
      [words.say('report.made'), words.say('report.madeWith', { on, version })],
      [
        words.say('report.sha256'),
        html`<span class="file">${sha256 === undefined ? words.say('report.noSha256') : breakable(sha256)}</span>`,
      ],
    );
  }
  const terms = facts
    .filter(([, value]) => value !== undefined)
    .map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`);
  return {
    id: `${prefix}head`,
    markup: html`<header class="head">
${level === 1 && html`<p class="overline">${words.say('report.title')}</p>`}
${heading(level, titleOf(report, words), `${prefix}title`)}
<dl class="facts">${terms}</dl>
</header>
`,
  };
}

/** Digits that may go on on the next line, and of which none look like a BSN. */
function breakable(digits: string): Piece {
  return (digits.match(/.{1,8}/g) ?? []).map((part) => html`${part}<wbr>`);
}

/** `Amsterdam, maart 2025`, or as much as is known. */
export function titleOf({ header, name }: Report, words: Words): string {
  const { gemeente, naam, verslagmaand: month } = header ?? {};
  const code = gemeente && words.say('report.gemeenteCode', { code: gemeente });
  const whose = naam ?? code;
  if (whose === undefined) return name;
  return month === undefined ? whose : words.say('report.heading', { gemeente: whose, month });
}

function gemeenteFact({ header }: Report): Piece {
  if (header?.gemeente === undefined) return undefined;
  return header.naam === undefined ? header.gemeente : `${header.naam} (${header.gemeente})`;
}

/** What CBS would do with the file, and why. */
export function verdictSection(report: Report, { words, level, prefix }: PageLayout): Part {
  const { verdict, counts } = report;
  const kind = verdictKind(report);
  const severities = (['error', 'warning', 'information'] as const).filter((severity) => counts[severity] > 0);
  const totals = severities.map((severity) =>
    words.say(counts[severity] === 1 ? `count.${severity}.one` : `count.${severity}.many`, {
      n: words.number(counts[severity]),
    }),
  );
  const notes = [
    report.partial !== undefined && words.say('calledOff', { percent: words.number(Math.floor(report.partial * 100)) }),
    verdict !== undefined && report.pack === undefined && words.say('report.noPack'),
    skipped(report, words),
    report.suppressed > 0 && words.say('report.suppressed', { count: words.number(report.suppressed) }),
    report.pack?.provenance === 'recon' && words.say('report.recon'),
  ].filter((note) => typeof note === 'string');
  const id = `${prefix}verdict-title`;
  return {
    id: `${prefix}verdict`,
    markup: html`<section class="verdict ${kind}"${labelled(level, id)}>
${verdictIcon(kind)}
<div>
${heading(level + 1, html`<span class="overline">${words.say('report.verdict')}</span> ${words.say(`report.verdict.${kind}`)}`, id)}
<p>${why(report, words)}</p>
${totals.length > 0 && html`<p class="totals">${totals.join(' · ')}</p>`}
${notes.map((note) => html`<p class="note">${note}</p>`)}
</div>
</section>
`,
  };
}

/** The verdict, or why there is none. What was looked at in part is known to be rejected, or it is not known. */
export function verdictKind(report: Report): Verdict | 'sjabloon' | 'stylesheet' | 'open' | 'none' {
  const { verdict, partial, isTemplate, isStylesheet } = report;
  if (isStylesheet) return 'stylesheet';
  if (verdict === undefined) return 'none';
  if (isTemplate) return 'sjabloon';
  return partial !== undefined && verdict !== 'afkeur' && verdict !== 'niet-te-beoordelen' ? 'open' : verdict;
}

function why(report: Report, words: Words): Markup {
  const { reasons, rules } = report;
  const reason = (code: string) => {
    const { name, count, suppressed, state } = rules.find((rule) => rule.code === code)!;
    if (state === 'setting' || state === 'configuration') return words.say(`notChecked.${state}`, { code });
    return words.say('report.why.rule', { name, code, count: `${words.number(count + suppressed)}×` });
  };
  return html`${words.say(`report.why.${verdictKind(report)}`, { rules: reasons.map(reason).join(', ') })}`;
}

function skipped({ notChecked, verdict }: Report, words: Words): string | undefined {
  if (verdict === undefined) return undefined;
  const left = notChecked.filter(({ reason }) => reason !== 'format');
  const named = left.map(({ code, reason, missing = [] }) =>
    missing.length > 0
      ? words.say('notChecked.place', { code, concepts: missing.join(', ') })
      : words.say(`notChecked.${reason}`, { code }),
  );
  return named.length > 0 ? words.say('notChecked', { rules: named.join(', ') }) : undefined;
}
