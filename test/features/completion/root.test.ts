import { describe, expect, test } from 'vitest';
import { attributePack } from '../../support/attribute-pack.ts';
import { accept, complete, completions, matching, PLAIN } from '../../support/completions.ts';
import { analyse, findingsOf, NAMESPACE, packs } from '../../support/delivery.ts';
import { cursor } from '../../support/markers.ts';

const DELIVERY = `<?xml version="1.0" encoding="UTF-8"?>
<SrgLevering xmlns="${NAMESPACE}">
  <Leveringgegevens>
    <Berichtgevercode>$1</Berichtgevercode>
    <Verslagmaand>\${2:2025-03}</Verslagmaand>
    <SoortLevering>\${3:1}</SoortLevering>
    <Aanmaakdatum>\${4:2025-04-15}</Aanmaakdatum>
  </Leveringgegevens>
  <Voorzieningen>
    $5
  </Voorzieningen>
</SrgLevering>$0`;

describe('the root of an empty file', () => {
  test.each<[what: string, marked: string, after: string]>([
    ['with nothing typed', '‹|›', DELIVERY],
    ['behind <', '<‹|›', DELIVERY],
    ['behind half a name', '<Srg‹|›', DELIVERY],
    ['behind half a name without <', 'Srg‹|›', DELIVERY],
    ['in <> that the editor made', '<‹|›>', DELIVERY],
    ['with a line below', '<Srg‹|›\n', `${DELIVERY}\n`],
    [
      'below a declaration',
      '<?xml version="1.0"?>\n<Sr‹|›\n',
      `<?xml version="1.0"?>\n${DELIVERY.split('\n').slice(1).join('\n')}\n`,
    ],
    ['below a comment', '<!-- x -->\n‹|›', `<!-- x -->\n${DELIVERY.split('\n').slice(1).join('\n')}`],
  ])('%s', (_what, marked, after) => {
    expect(complete(marked, 'SrgLevering')).toBe(after);
  });

  test('a whole delivery with one record, sound but for what is left to fill in', () => {
    const [, item] = matching('<‹|›', { client: PLAIN, berichtgevers: ['0344'] });
    expect(item!.detail).toBe('levering met één voorziening · SRG vanaf 2023 (reconstructie)');
    const found = findingsOf(analyse(accept(cursor('<‹|›').text, item!)));
    expect(found.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'SRG-T002'));
    for (const { message } of found) expect(message).toMatch(/heeft geen waarde/);
  });

  test('an empty delivery without snippets is a delivery', () => {
    const after = complete('‹|›', 'SrgLevering', { client: PLAIN, berichtgevers: ['0344'] });
    expect(findingsOf(analyse(after))).toEqual([]);
  });

  test('of each pack that is known', () => {
    const { items } = completions('<‹|›', { packs: [attributePack, ...packs] });
    expect(items.map(({ label }) => label)).toEqual([
      'Levering',
      'Levering',
      'SrgLevering',
      'SrgLevering',
      '<!-- -->',
      '<?xml ?>',
    ]);
  });

  test('not where the document has a root', () => {
    expect(completions(`‹|›<SrgLevering xmlns="${NAMESPACE}"/>`).items.map(({ label }) => label)).toEqual([
      '<!-- -->',
      '<?xml ?>',
    ]);
  });

  test('not in other XML', () => {
    expect(completions('<‹|›a/>', { isDelivery: false }).items).toEqual([]);
  });
});
