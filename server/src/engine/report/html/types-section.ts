import { html, type Markup } from '../../html/markup.ts';
import type { Report } from '../report.ts';
import type { TypeCount, TypeGroup } from '../type-counts.ts';
import { bar, dutch, foldedSection, type PageLayout, type Part, section } from './part.ts';

/** The records by type; undefined where there is no pack to tell types by. */
export function typesSection(report: Report, layout: PageLayout): Part | undefined {
  const { words } = layout;
  const { types, records } = report;
  if (!report.pack) return undefined;
  if (!types) return section('types', 'report.types', html`<p>${words.say('report.types.empty')}</p>`, layout);
  const { groups, overig, untyped } = types;
  const most = Math.max(10, untyped, ...groups.flatMap((group) => group.types.map(({ count }) => count)));
  const parameters = {
    share: words.share(overig ?? 0, records),
    count: words.number(overig ?? 0),
    total: words.number(records),
  };
  const content = html`${overig !== undefined && html`<p>${words.say('report.types.overigShare', parameters)}</p>`}
<table class="types-table">
<thead><tr>
<th scope="col">${words.say('report.types.type')}</th>
<th scope="col">${words.say('report.types.count')}</th>
<th scope="col" class="number">${words.say('report.types.share')}</th>
</tr></thead>
${groups.map((group) => groupRows(group))}${untyped > 0 && untypedRow()}</table>`;
  if (!layout.interactive) return section('types', 'report.types', content, layout);
  const about = words.say(records === 1 ? 'count.record.one' : 'count.record.many', { n: words.number(records) });
  return foldedSection('types', 'report.types', about, content, layout);

  function groupRows({ label, count, types: rows }: TypeGroup): Markup {
    return html`<tbody>
<tr class="group"><th scope="rowgroup">${label === undefined ? words.say('report.types.ungrouped') : dutch(label, words)}</th><td><span class="count">${words.number(count)}</span></td><td class="number">${words.share(count, records)}</td></tr>
${rows.map(typeRow)}</tbody>
`;
  }

  function typeRow({ code, label, count, overig: isOverig }: TypeCount): Markup {
    const tag = isOverig && html` <span class="tag">${words.say('report.types.overig')}</span>`;
    const name = html`<span class="code">${code}</span> ${label !== undefined && dutch(label, words)}${tag}`;
    return row(name, count, isOverig ? 'type overig' : 'type');
  }

  function untypedRow(): Markup {
    return html`<tbody>
${row(html`${words.say('report.types.untyped')}`, untyped, 'error')}</tbody>
`;
  }

  function row(name: Markup, count: number, kind: string): Markup {
    return html`<tr><th scope="row">${name}</th><td><div class="measure"><span class="count">${words.number(count)}</span>${bar([{ size: count, kind }], most)}</div></td><td class="number">${words.share(count, records)}</td></tr>
`;
  }
}
