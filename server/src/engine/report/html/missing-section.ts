import { html } from '../../html/markup.ts';
import type { Report } from '../report.ts';
import { dutch, foldedSection, type PageLayout, type Part, section } from './part.ts';

/** What ran last month and isn't there; undefined where last month's delivery isn't known. */
export function missingSection({ missing }: Report, layout: PageLayout): Part | undefined {
  const { words } = layout;
  if (!missing) return undefined;
  const { from, records, hidden, isConversion, remarks } = missing;
  const notes = [...(isConversion ? [words.say('report.missing.conversie', { from })] : []), ...remarks];
  const note = notes.map((text) => html`<p class="note">${text}</p>`);
  if (records.length === 0) {
    return section(
      'missing',
      'report.missing',
      html`<p>${words.say('report.missing.none', { from })}</p>${note}`,
      layout,
    );
  }
  const rows = records.map(
    ({ bsn, type, label, start, registratienummer }) => html`<tr>
<th scope="row" class="code">${bsn}</th>
<td><span class="code">${type}</span> ${label !== undefined && dutch(label, words)}</td>
<td>${start}</td>
<td>${registratienummer}</td>
</tr>
`,
  );
  const content = html`<p>${words.say('report.missing.some', { from })}</p>
${note}<table>
<thead><tr>
<th scope="col">${words.say('report.missing.person')}</th>
<th scope="col">${words.say('report.types.type')}</th>
<th scope="col">${words.say('report.missing.start')}</th>
<th scope="col">${words.say('report.missing.nummer')}</th>
</tr></thead>
<tbody>
${rows}</tbody>
</table>
${hidden > 0 && html`<p class="note">${words.say('report.missing.hidden', { count: words.number(hidden) })}</p>`}`;
  if (!layout.interactive) return section('missing', 'report.missing', content, layout);
  return foldedSection('missing', 'report.missing', words.number(records.length + hidden), content, layout);
}
