import { expect, test } from 'vitest';
import { generateDelivery } from '../../../bench/generate-delivery.ts';
import { checkDelivery, outcomeOf } from '../../../server/src/engine/analysis/check-delivery.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { analyse, BSN, delivery, findingsOf, packs, previousOf, record } from '../../support/delivery.ts';

const settings = { packs, rules: {}, berichtgevers: [] };
const GOOD = record();
const INVALID = record({ start: '20250230' });
const TEXT = delivery([GOOD, INVALID]);

function* cutBy(text: string, length: number) {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function* slowly(pieces: Iterable<string>) {
  for (const piece of pieces) yield await Promise.resolve(piece);
}

test.each([
  ['a string', () => TEXT],
  ['a source text', () => new SourceText(TEXT)],
  ['pieces', () => cutBy(TEXT, 7)],
  ['pieces that come one by one', () => slowly(cutBy(TEXT, 100))],
])('a delivery given as %s has the findings of an analysis of the whole', async (_name, text) => {
  const { analysis, status } = await checkDelivery({ text: text() }, { settings });
  expect(status).toBe('checked');
  expect(findingsOf(analysis)).toEqual(findingsOf(analyse(TEXT)));
  expect(findingsOf(analysis)).not.toEqual([]);
  expect(outcomeOf(analysis)).toBe('afkeur');
});

test('last month’s delivery is looked for when the header is known, and counts', async () => {
  const last = delivery([record({ bsn: BSN[1], start: '20250101' })], {
    verslagmaand: '2025-02',
  });
  const now = delivery([GOOD], { verslagmaand: '2025-03' });
  const seen: unknown[] = [];
  const { analysis } = await checkDelivery(
    { text: now },
    {
      settings,
      findPrevious: async ({ header }) => {
        seen.push(header?.value('statistiekmaand'));
        return previousOf(last);
      },
    },
  );
  expect(seen).toEqual(['03']);
  expect(findingsOf(analysis)).toEqual(findingsOf(analyse(now, { previous: last })));
  expect(findingsOf(analysis).map(({ code }) => code)).toContain('SRG-I104');
});

test('last month’s delivery is not looked for where no rule goes by it', async () => {
  const findPrevious = () => Promise.reject(new Error('looked for'));
  const off = { ...settings, rules: { 'SRG-I104': 'off' } as const };
  expect((await checkDelivery({ text: TEXT }, { settings: off, findPrevious })).status).toBe('checked');
});

test('what is not accepted is recognised, and nothing more', async () => {
  const accepts = () => false;
  const { analysis, status } = await checkDelivery({ text: TEXT }, { settings, accepts });
  expect([status, analysis.choice.kind, analysis.work.scanned]).toEqual(['notAccepted', 'known', 0]);
});

test('a run that is cancelled says so', async () => {
  const run = () => false;
  expect((await checkDelivery({ text: TEXT }, { settings, run })).status).toBe('cancelled');
});

test('a problem of the encoding is a finding', async () => {
  const problem = { key: 'SRG-T001.encoding', parameters: { declared: 'UTF-16', actual: 'UTF-8' } } as const;
  const { analysis } = await checkDelivery({ text: delivery([GOOD]), problem }, { settings });
  expect(findingsOf(analysis).map(({ code }) => code)).toEqual(['SRG-T001']);
});

test('no more of a long text than a window is ever read as one string', async () => {
  const source = new SourceText(generateDelivery({ records: 4_000, seed: 1, oneLine: false, faulty: 0.1 }));
  let longest = 0;
  const slice = source.slice.bind(source);
  source.slice = (start, end) => {
    const text = slice(start, end);
    longest = Math.max(longest, text.length);
    return text;
  };
  const { analysis } = await checkDelivery({ text: source }, { settings });
  expect(analysis.recordCount).toBe(4_000);
  expect(source.length).toBeGreaterThan(1_500_000);
  expect(longest).toBeLessThan(300_000);
});
