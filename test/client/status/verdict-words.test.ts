import { expect, test } from 'vitest';
import { verdictWords } from '../../../client/src/status/verdict-words.ts';
import type { DeliveryStatus } from '../../../server/src/protocol/status.ts';

const delivery: DeliveryStatus = {
  pack: { id: 'srg-regeling-2026', title: 'SRG naar de regeling (opbouw reconstructie)' },
  berichtgever: { code: '0363', naam: 'Amsterdam' },
  verslagmaand: 12 * 2025 + 2,
  records: 25_000,
  findings: { error: 0, warning: 0, information: 0 },
  work: 'done',
  verdict: 'goedgekeurd',
  notChecked: [],
  shown: 500,
  previous: undefined,
  template: false,
};

test.each<[status: Parameters<typeof verdictWords>[0], text: string, color: string | undefined]>([
  [delivery, '$(pass) SRG: Goedgekeurd', undefined],
  [
    { ...delivery, verdict: 'afkeur', findings: { error: 1200, warning: 30, information: 2 } },
    '$(error) SRG: Afkeur · 1.232',
    'error',
  ],
  [
    { ...delivery, verdict: 'contact', findings: { error: 0, warning: 12, information: 0 } },
    '$(warning) SRG: Contact · 12',
    'warning',
  ],
  [
    { ...delivery, verdict: 'niet-te-beoordelen', findings: { error: 1, warning: 0, information: 0 } },
    '$(question) SRG: Niet te beoordelen · 1',
    'error',
  ],
  [
    { ...delivery, pack: undefined, verdict: 'niet-te-beoordelen', findings: { error: 1, warning: 0, information: 0 } },
    '$(question) SRG: Onbekend formaat',
    'error',
  ],
  [{ ...delivery, work: 'going on', verdict: 'contact' }, '$(sync~spin) SRG: Nog niet bekend', undefined],
  [{ ...delivery, template: true, verdict: undefined }, 'SRG: Sjabloon', undefined],
  [{ failed: true }, '$(question) SRG: Niet te beoordelen', 'error'],
  [
    { packs: [], findings: { error: 2, warning: 0, information: 0 }, shown: undefined, isTooLong: false },
    'SRG: XSLT-stylesheet · 2',
    undefined,
  ],
])('what the status bar says: %#', (status, text, color) => {
  expect(verdictWords(status, 'nl')).toEqual({ text, spoken: text.replace(/^\$\(\S+\) /, ''), color });
});
