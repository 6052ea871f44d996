import type { Day } from '../../delivery/day.ts';
import { html, type Markup, type Piece } from '../../html/markup.ts';
import type { Severity } from '../../rules/rule.ts';
import type { Timeline, TimelineAxis, TimelinePeriod } from '../timeline.ts';
import { jumpTarget } from './finding-list.ts';
import { severityIcon } from './icons.ts';
import { dutch, type PageLayout } from './part.ts';
import type { Words } from './words.ts';

const HEIGHT = 16;

/** Whose timeline it is. */
export function timelineTitle({ bsn, record, periods, hidden }: Timeline, words: Words): string {
  if (bsn === undefined) return words.say('report.timeline.alone', { number: words.number(record + 1) });
  const total = periods.length + hidden;
  const count = words.say(total === 1 ? 'count.record.one' : 'count.record.many', { n: words.number(total) });
  return words.say('report.timeline.of', { bsn, count });
}

/**
 * The periods of one person under each other along one axis: what overlaps lies one above the other. The words beside
 * each picture tell the same.
 */
export function timelinePicture(timeline: Timeline, layout: PageLayout): Markup {
  const { words } = layout;
  const { axis, periods, hidden } = timeline;
  return html`${axis && axisPicture(axis)}
<ol class="periods">
${periods.map((period) => periodItem(period, timeline, layout))}</ol>
${hidden > 0 && html`<p class="note">${words.say('report.timeline.hidden', { count: words.number(hidden) })}</p>`}
${axis && legend(timeline, axis, layout)}`;
}

function periodItem(period: TimelinePeriod, { axis, record }: Timeline, { words, prefix }: PageLayout): Markup {
  const { type, label, findings, registratienummer } = period;
  const number = words.number(period.record + 1);
  const id = `${prefix}period-${period.record}`;
  const name = html`<span class="code">${type ?? ''}</span> ${label === undefined ? words.say('report.timeline.untyped') : dutch(label, words)}`;
  const jump = html`<button class="link" id="${id}" data-jump="${jumpTarget(period)}" aria-label="${words.say('report.timeline.goTo', { number })}">${words.say('report.findings.record', { number })}</button>`;
  const problems = findings.map(
    ({ code, severity, message }) =>
      html`<li>${severityIcon(severity)} <span class="unseen">${words.say(`severity.${severity}`)}</span> <span class="code">${code}</span> ${message}</li>`,
  );
  return html`<li${period.record === record && html` aria-current="true"`}>
<p class="period"><b>${name}</b> <span>${period.words}</span> <span class="muted">${jump}${registratienummer !== undefined && ` · ${registratienummer}`}</span></p>
${axis && track(period, axis)}
${problems.length > 0 && html`<ul class="problems">${problems}</ul>`}
</li>
`;
}

function axisPicture(axis: TimelineAxis): Markup {
  // A label stands right of its line; at the right edge there is no room for one.
  const labels = axis.ticks
    .filter(({ day }) => place(day, axis) < 78)
    .map(({ day, label }) => html`<text x="${place(day, axis)}%" dx="4" y="11">${label}</text>`);
  return html`<svg class="axis" width="100%" height="${HEIGHT}" aria-hidden="true">${grid(axis)}${labels}</svg>`;
}

function grid(axis: TimelineAxis): Piece {
  return axis.ticks.map(({ day }) => {
    const at = place(day, axis);
    return html`<line class="tick" x1="${at}%" x2="${at}%" y1="0" y2="${HEIGHT}"/>`;
  });
}

function track(period: TimelinePeriod, axis: TimelineAxis): Markup {
  const { verslagmaand } = axis;
  const month =
    verslagmaand &&
    html`<rect class="month" x="${place(verslagmaand.start, axis)}%" width="${width(verslagmaand.start, verslagmaand.end, axis)}%" height="${HEIGHT}"/>`;
  return html`<svg class="track" width="100%" height="${HEIGHT}" aria-hidden="true">${month}${grid(axis)}${stretch(period, axis)}</svg>`;
}

function stretch({ firstDay, lastDay, open, findings }: TimelinePeriod, axis: TimelineAxis): Piece {
  if (firstDay === undefined) return undefined;
  const last = open ? axis.to : (lastDay ?? firstDay);
  const kind = findings.length > 0 ? worst(findings) : 'type';
  const x = `${place(firstDay, axis)}%`;
  const size = `${width(firstDay, last, axis)}%`;
  const rect = (attributes: Markup) => html`<rect x="${x}" y="4" width="${size}" height="8" ${attributes}/>`;
  return html`${rect(html`class="${kind}"`)}${findings.length > 0 && rect(html`fill="url(#stripes)"`)}${open && point(html`100%`)}`;
}

/** Cuts the end of a bar to a point: it runs on. */
function point(x: Markup): Markup {
  return html`<svg x="${x}" overflow="visible"><path class="cut-off" d="M-8 4H0V8zM-8 12H0V8z"/></svg>`;
}

function worst(findings: TimelinePeriod['findings']): Severity {
  const order: readonly Severity[] = ['error', 'warning', 'information'];
  return order.find((severity) => findings.some((finding) => finding.severity === severity))!;
}

function legend({ periods }: Timeline, { verslagmaand }: TimelineAxis, { words }: PageLayout): Markup {
  const sample = (drawing: Markup) =>
    html`<svg class="sample" width="22" height="${HEIGHT}" aria-hidden="true">${drawing}</svg>`;
  const items: Markup[] = [];
  if (verslagmaand) {
    const text = words.say('report.timeline.month', { month: verslagmaand.label });
    items.push(html`<li>${sample(html`<rect class="month" width="22" height="${HEIGHT}"/>`)} ${text}</li>`);
  }
  if (periods.some(({ findings }) => findings.length > 0)) {
    const drawing = html`<rect class="warning" y="4" width="22" height="8"/><rect y="4" width="22" height="8" fill="url(#stripes)"/>`;
    items.push(html`<li>${sample(drawing)} ${words.say('report.timeline.problem')}</li>`);
  }
  if (periods.some(({ open, firstDay }) => open && firstDay !== undefined)) {
    const drawing = html`<rect class="type" y="4" width="22" height="8"/>${point(html`22`)}`;
    items.push(html`<li>${sample(drawing)} ${words.say('report.timeline.open')}</li>`);
  }
  return html`<ul class="legend">${items}</ul>`;
}

/** How far along the axis a day begins, in percents. */
function place(day: Day, { from, to }: TimelineAxis): number {
  return round(((day - from) / (to - from + 1)) * 100);
}

/** How wide a period is, both days inclusive, in percents; wide enough to be seen. */
function width(first: Day, last: Day, { from, to }: TimelineAxis): number {
  return round(Math.max(0.4, ((last - first + 1) / (to - from + 1)) * 100));
}

function round(percent: number): number {
  return Math.round(percent * 100) / 100;
}
