import { expect, test } from 'vitest';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import { attributeDelivery, attributePack } from '../../support/attribute-pack.ts';
import { analyse } from '../../support/delivery.ts';

/** What is said of a header that has this in the place of its one attribute. */
function said(attributes: string): string[] {
  const text = attributeDelivery('').replace('maand="2025-03"', attributes);
  const analysis = analyse(text, { packs: [attributePack] });
  return Array.from(analysis.findings(), ({ message }) => formatMessage(message, { language: 'nl', maskBsn: true }));
}

test.each([
  ['mand="2025-03"', 'Kop heeft geen attribuut mand. Bedoeld is waarschijnlijk maand, dat ontbreekt.'],
  ['xmlns:mand="2025-03"', 'Kop mist het attribuut maand.'],
  ['xmlns:maand="urn:a"', 'Kop mist het attribuut maand.'],
])('%s: a prefix, which is named as one likes, is meant for no attribute', (attributes, message) => {
  expect(said(attributes)).toEqual([message]);
});
