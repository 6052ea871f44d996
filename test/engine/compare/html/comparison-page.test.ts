import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { compareDeliveries } from '../../../../server/src/engine/compare/compare-deliveries.ts';
import { renderComparison } from '../../../../server/src/engine/compare/html/comparison-page.ts';
import { COMPARISON_STYLE } from '../../../../server/src/engine/compare/html/comparison-style.ts';
import { analyse, BSN, delivery, record } from '../../../support/delivery.ts';

const { sheets, hash } = COMPARISON_STYLE;
const text = sheets.join('');

function render(kind: 'page' | 'view', maskBsn = true): string {
  const old = analyse(delivery([record({ bsn: BSN[0], nummer: '<b>A&amp;B</b>' })], { verslagmaand: '2025-02' }));
  const now = analyse(delivery([record({ bsn: BSN[1], nummer: 'C' })]));
  const comparison = compareDeliveries(old, now);
  return renderComparison({ comparison, oldPath: 'oud.srg.xml', newPath: '<i>.xml' }, kind, {
    language: 'nl',
    maskBsn,
  });
}

test('the policy knows the style by its hash, and nothing else', () => {
  expect(hash).toBe(`sha256-${createHash('sha256').update(text).digest('base64')}`);
  const policy = `default-src 'none'; style-src '${hash}'; base-uri 'none'; form-action 'none'`;
  expect(render('view')).toContain(`content="${policy.replaceAll("'", '&#39;')}"`);
  expect(render('view')).toContain(`<style>${text}</style>`);
  expect(render('view')).not.toMatch(/<script|\bstyle=|\bon\w+=|https?:/i);
});

test('the view differs from the page in its class alone', () => {
  expect(render('view').replace('<body class="view">', '<body class="page">')).toBe(render('page'));
});

test('BSNs are masked unless asked for, and names of files are text', () => {
  expect(render('view')).not.toMatch(/\d{9}/);
  expect(render('view', false)).toContain(BSN[0]);
  expect(render('view')).toContain('&lt;i&gt;.xml');
});
