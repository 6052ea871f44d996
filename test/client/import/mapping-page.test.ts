import { expect, test } from 'vitest';
import { mappingPage } from '../../../client/src/import/mapping-page.ts';
import { formatMessage, type MessageKey } from '../../../server/src/engine/messages/message.ts';
import type { ImportedPlace } from '../../../server/src/protocol/import.ts';

const say = (key: MessageKey, parameters?: Readonly<Record<string, string>>) =>
  formatMessage({ key, ...(parameters ? { parameters } : {}) }, { language: 'nl', maskBsn: true });
const place = (paths: readonly string[], more: Partial<ImportedPlace> = {}): ImportedPlace => ({
  paths,
  format: undefined,
  reason: 'x',
  examples: [],
  declared: undefined,
  ...more,
});

test('the page tells of each concept where it stands, and what is open or missing', () => {
  const page = mappingPage(
    'x',
    {
      records: ['/L/R'],
      recordCandidates: [],
      files: {},
      concepts: [
        {
          concept: 'bsn',
          certainty: 'sure',
          places: [place(['/L/R/@bsn'], { reason: 'de naam | zo', examples: ['a`|b\n', 'c'] })],
        },
        {
          concept: 'begindatum',
          certainty: 'sure',
          places: [place(['/L/R/A', '/L/R/B'], { format: 'jjjjmmdd', examples: ['20250331'] })],
        },
        { concept: 'einddatum', certainty: 'ask', places: [place(['/L/R/E'])] },
        { concept: 'doelInzet', certainty: 'absent', places: [] },
      ],
      off: [{ code: 'SRG-I101', name: 'datumvolgorde', missing: ['einddatum'] }],
    },
    { path: 'schemapakketten/x', outside: [] },
    say,
  );
  expect(page).toBe(`# Schemapakket van x

Het pakket staat in \`schemapakketten/x\`; de instelling \`srg.packs\` noemt het.

Record: \`/L/R\`

| Gegeven | Plaats | Notatie | Waarom | Voorbeelden |
| --- | --- | --- | --- | --- |
| bsn | \`/L/R/@bsn\` |  | de naam \\| zo | \`a'\\|b \` \`c\` |
| begindatum | \`/L/R/A\`<br>\`/L/R/B\` | jjjjmmdd | x | \`20250331\` |
| einddatum |  |  | open punt |  |
| doelInzet |  |  | staat niet in de XSD |  |

Nog open, zodat de controles die het nodig hebben uit staan: einddatum. Vul het aan in pack.json.

## Controles die uit staan

- SRG-I101 datumvolgorde: geen plaats voor einddatum
`);
});

test('the page tells which schemas came from elsewhere, and that the records are not settled', () => {
  const page = mappingPage(
    'x',
    { records: ['/L/R'], recordCandidates: [place(['/L/R']), place(['/L/S'])], files: {}, concepts: [], off: [] },
    { path: 'x', outside: ['common/types.xsd'] },
    say,
  );
  expect(page).toContain('Ook gelezen, van buiten de map van de XSD: `common/types.xsd`.');
  expect(page).toContain('Nog open, zodat de controles die het nodig hebben uit staan: record.');
});
