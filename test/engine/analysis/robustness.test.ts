import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { locateFindings } from '../../../server/src/engine/analysis/located-findings.ts';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { decodeXml } from '../../../server/src/engine/workspace/decode-xml.ts';
import { hoverAt } from '../../../server/src/features/hover/hover.ts';
import { NODE_BYTES } from '../../../server/src/node/node-bytes.ts';
import { loadShippedPacks } from '../../../server/src/node/shipped-packs.ts';
import { analyse, delivery, record } from '../../support/delivery.ts';
import { sampled } from '../../support/property.ts';

const OPTIONS = { language: 'nl', maskBsn: true, pageOf: () => undefined } as const;
const EXAMPLES = readdirSync('examples').filter((name) => name.endsWith('.xml'));
/** Of the larger examples every byte is tried on the syntax layer, and every so many on the whole engine. */
const WHOLE = 5_000;
const STEP = 17;
/** What a text looks like where a parameter is missing; `{4}` may be part of a pattern. */
const UNFINISHED = /\{[a-z]\w*\}|undefined|NaN/i;

let packs: Pack[];
beforeAll(async () => {
  packs = await loadShippedPacks(new URL('../../../schemas/', import.meta.url));
});

/** Analyses the bytes; whatever they are, every finding lies in the text and has its words, and every fix its title. */
function survive(bytes: Uint8Array): void {
  const { text, problem } = decodeXml(bytes, NODE_BYTES);
  const analysis = new DeliveryAnalysis(new SourceText(text), { packs, rules: {}, berichtgevers: [] }, problem);
  analysis.run();
  for (const { finding, range } of locateFindings(analysis)) {
    expect(range.start).toBeGreaterThanOrEqual(0);
    expect(range.end).toBeGreaterThanOrEqual(range.start);
    expect(range.end).toBeLessThanOrEqual(text.length);
    expect(formatMessage(finding.message, OPTIONS)).not.toMatch(UNFINISHED);
    for (const fix of analysis.fixesOf(finding)) {
      expect(formatMessage(fix.title, OPTIONS)).not.toMatch(UNFINISHED);
    }
    hoverAt(analysis, range.start, OPTIONS);
  }
}

describe('a delivery cut off at any byte is analysed like any other', () => {
  test.each(EXAMPLES)('%s', (name) => {
    const bytes = readFileSync(`examples/${name}`);
    const step = bytes.length > WHOLE ? STEP : 1;
    for (const length of sampled(0, bytes.length, step)) survive(bytes.subarray(0, length));
  });
});

describe('a delivery with any one character left out is analysed like any other', () => {
  test.each(['niet-welgevormd.srg.xml', 'onbekend-formaat.srg.xml', 'casus-maaike.srg.xml'])('%s', (name) => {
    const bytes = readFileSync(`examples/${name}`);
    for (const at of sampled(0, bytes.length - 1)) {
      survive(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]));
    }
  });
});

describe('a mistyped tag is told of wherever it stands, though nothing of its name is open', () => {
  const MISTYPED = [
    '< /N>',
    '<\n/N>',
    '<\\N>',
    '<//N>',
    '</ N>',
    '</1N>',
    '</N/>',
    '</N x>',
    '< N>',
    '<< /N>',
    '< / N>',
  ];
  const NAMES = ['Levering', 'Persoon', 'EinddatumVoorziening', 'Voorziening', 'Voorzieningen', 'SRG', 'X'];
  const DELIVERY = delivery([record(), record()]);
  const places = [...DELIVERY.matchAll(/>/g)].map(({ index }) => index + 1);

  test.each(MISTYPED)('%j', (form) => {
    for (const which of sampled(0, NAMES.length * places.length - 1)) {
      const at = places[which % places.length]!;
      const tag = form.replace('N', NAMES[Math.floor(which / places.length)]!);
      const analysis = analyse(DELIVERY.slice(0, at) + tag + DELIVERY.slice(at));
      expect(locateFindings(analysis).map(({ finding }) => finding.code)).toContain('SRG-T001');
    }
  });
});
