import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { compareDeliveries } from '../../../../server/src/engine/compare/compare-deliveries.ts';
import { renderComparison } from '../../../../server/src/engine/compare/html/comparison-page.ts';
import { COMPARISON_STYLE } from '../../../../server/src/engine/compare/html/comparison-style.ts';
import { analyse, BSN, delivery, record } from '../../../support/delivery.ts';

const { sheets, hash } = COMPARISON_STYLE;
const text = sheets.join('');

const VIEW = { kind: 'view', script: 'https://view.test/comparison-view.js', source: 'https://view.test' } as const;

function render(kind: 'page' | 'view', maskBsn = true): string {
  const old = analyse(delivery([record({ bsn: BSN[0], nummer: '<b>A&amp;B</b>' })], { verslagmaand: '2025-02' }));
  const now = analyse(delivery([record({ bsn: BSN[1], nummer: 'C' })]));
  const comparison = compareDeliveries(old, now);
  return renderComparison(
    { comparison, oldPath: 'oud.srg.xml', newPath: '<i>.xml' },
    kind === 'view' ? VIEW : { kind },
    {
      language: 'nl',
      maskBsn,
    },
  );
}

test('the policy knows the style by its hash, and nothing else', () => {
  expect(hash).toBe(`sha256-${createHash('sha256').update(text).digest('base64')}`);
  const policy = `default-src 'none'; style-src '${hash}'; base-uri 'none'; form-action 'none'`;
  expect(render('page')).toContain(`content="${policy.replaceAll("'", '&#39;')}"`);
  expect(render('page')).toContain(`<style>${text}</style>`);
  expect(render('page')).not.toMatch(/<script|<button|<input|\bstyle=|\bon\w+=|https?:/i);
});

test('a view has its script, and what that answers to', () => {
  const view = render('view');
  expect(view).toContain('script-src https://view.test; ');
  expect(view.match(/<script[\s\S]*?<\/script>/g)).toEqual([
    '<script src="https://view.test/comparison-view.js"></script>',
  ]);
  expect(view).not.toMatch(/\bstyle=|\bon\w+=/i);
  expect(view).toContain('type="search"');
  expect(view).toMatch(/data-old="\d+,\d+,\d+,\d+"/);
});

test('a record that both have is reached in each, and beside each other', () => {
  const both = [record({ nummer: 'A', end: '20250215' }), record({ nummer: 'A', end: '20250214' })];
  const [old, now] = both.map((one) => analyse(delivery([one])));
  const comparison = compareDeliveries(old!, now!);
  const report = { comparison, oldPath: 'oud', newPath: 'nieuw' };
  const view = renderComparison(report, VIEW, { language: 'nl', maskBsn: true });
  expect(view).toMatch(/data-both data-old="\d+,\d+,\d+,\d+" data-new="\d+,\d+,\d+,\d+"/);
  const page = renderComparison(report, { kind: 'page' }, { language: 'nl', maskBsn: true });
  expect(page).toContain('oud: record 1');
  expect(page).toContain('nieuw: record 1');
});

test('of a long list a view shows the first, and says how many there are', () => {
  const records = Array.from({ length: 1_001 }, (_, i) => record({ nummer: `N-${i}`, start: '20250201' }));
  const old = analyse(delivery([], { verslagmaand: '2025-02' }));
  const now = analyse(delivery(records), { rules: { 'SRG-I119': 'off', 'SRG-T004': 'off' } });
  const report = { comparison: compareDeliveries(old, now), oldPath: 'oud', newPath: 'nieuw' };
  const view = renderComparison(report, VIEW, { language: 'nl', maskBsn: true });
  expect(view.match(/<tr class="later">/g)).toHaveLength(950);
  expect(view).toContain('Hier staan de eerste 1.000 van 1.001.');
  const page = renderComparison(report, { kind: 'page' }, { language: 'nl', maskBsn: true });
  expect(page).toContain('N-1000');
});

test('BSNs are masked unless asked for, and names of files are text', () => {
  expect(render('view')).not.toMatch(/\d{9}/);
  expect(render('view', false)).toContain(BSN[0]);
  expect(render('view')).toContain('&lt;i&gt;.xml');
});
