import { expect, test } from 'vitest';
import { mappingPage } from '../../../client/src/import/mapping-page.ts';
import { formatMessage, type MessageKey } from '../../../server/src/engine/messages/message.ts';

const say = (key: MessageKey, parameters?: Readonly<Record<string, string>>) =>
  formatMessage({ key, ...(parameters ? { parameters } : {}) }, { language: 'nl', maskBsn: true });

test('the page tells of each concept where it stands, and what is open or missing', () => {
  const page = mappingPage(
    'x.xsd',
    {
      records: ['/L/R'],
      files: {},
      concepts: [
        {
          concept: 'bsn',
          certainty: 'sure',
          places: [{ paths: ['/L/R/@bsn'], format: undefined, reason: 'de naam | zo' }],
        },
        {
          concept: 'begindatum',
          certainty: 'sure',
          places: [{ paths: ['/L/R/A', '/L/R/B'], format: 'jjjjmmdd', reason: 'x' }],
        },
        { concept: 'einddatum', certainty: 'ask', places: [{ paths: ['/L/R/E'], format: undefined, reason: 'x' }] },
        { concept: 'doelInzet', certainty: 'absent', places: [] },
      ],
    },
    say,
  );
  expect(page).toBe(`# Schemapakket van x.xsd

Record: \`/L/R\`

| Gegeven | Plaats | Notatie | Waarom |
| --- | --- | --- | --- |
| bsn | \`/L/R/@bsn\` |  | de naam \\| zo |
| begindatum | \`/L/R/A\`<br>\`/L/R/B\` | jjjjmmdd | x |
| einddatum | | | open punt |
| doelInzet | | | staat niet in de XSD |

Nog open, zodat de controles die het nodig hebben uit staan: einddatum. Vul het aan in pack.json.

Niet in de XSD, zodat de controles die het nodig hebben uit staan: doelInzet.
`);
});
