import { afterEach, expect, test, vi } from 'vitest';
import { fixesTogether } from '../../../../server/src/engine/analysis/fixes/fixes-together.ts';
import { TrialText } from '../../../../server/src/engine/analysis/fixes/trial-text.ts';
import { isSure } from '../../../../server/src/engine/analysis/fixes/try-fixes.ts';
import { atOnce } from '../../../../server/src/engine/text/time-sliced.ts';
import { analyse, delivery } from '../../../support/delivery.ts';
import { HOSTILE_FILES } from '../../../support/hostile/hostile-files.ts';
import { LONG, SEED } from '../../../support/property.ts';

const BYTES = 1_500;
/** The daily run tries one in so many, others in each. */
const SHARE = LONG ? 1 : 12;

const files = HOSTILE_FILES.filter(({ isBytes, extension }) => !isBytes && extension === undefined);

afterEach(() => {
  vi.restoreAllMocks();
});

test.each(files.filter((_file, i) => i % SHARE === SEED % SHARE))(
  'the sure fixes are those of all that are sure: $name',
  ({ content }) => {
    const analysis = analyse(content(BYTES) as string);
    for (const finding of analysis.findings())
      expect(analysis.sureFixesOf(finding)).toEqual(analysis.fixesOf(finding).filter(isSure));
  },
);

test('where only sure fixes are wanted, no others are tried', () => {
  const records = Array.from({ length: 50 }, (_, i) => `<Voorziening a${i}="1"></Voorziening>`);
  const analysis = analyse(delivery(records));
  // Of each record the text around it, and that without its attribute; and not with each code that it may get.
  const tried = vi.spyOn(TrialText.prototype, 'findIn');
  const edits = atOnce(fixesTogether(analysis, () => true, isSure));
  expect(edits).toHaveLength(records.length);
  expect(tried.mock.calls.length).toBeLessThanOrEqual(2 * records.length);
});
