import { describe, expect, test } from 'vitest';
import { attributePack } from '../../support/attribute-pack.ts';
import { accept, complete, completions, matching, PLAIN } from '../../support/completions.ts';
import { analyse, findingsOf, NAMESPACE, packs } from '../../support/delivery.ts';
import { cursor } from '../../support/markers.ts';

const DELIVERY = `<?xml version="1.0" encoding="UTF-8"?>
<SRG xmlns="${NAMESPACE}">
  <Levering>
    <Statistiekjaar>\${1:2025}</Statistiekjaar>
    <Statistiekmaand>\${2:03}</Statistiekmaand>
    <Statistiekcode>\${3:10}</Statistiekcode>
    <NaamSoftwarepakket>$4</NaamSoftwarepakket>
    <VersienummerSoftwarepakket>$5</VersienummerSoftwarepakket>
    <Gemeentecode>$6</Gemeentecode>
    <Berichtgevercode>$7</Berichtgevercode>
  </Levering>
  <Voorzieningen>
    $8
  </Voorzieningen>
</SRG>$0`;

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
    expect(complete(marked, 'SRG')).toBe(after);
  });

  test('a whole delivery with one record, sound but for what is left to fill in', () => {
    const [, item] = matching('<‹|›', { client: PLAIN, berichtgevers: ['0344'] });
    expect(item!.detail).toBe('levering met één voorziening · SRG naar de regeling (opbouw reconstructie)');
    const found = findingsOf(analyse(accept(cursor('<‹|›').text, item!)));
    expect(found.map(({ code }) => code)).toEqual(Array.from({ length: 9 }, () => 'SRG-T002'));
    for (const { message } of found) expect(message).toMatch(/heeft geen waarde/);
  });

  test('an empty delivery without snippets lacks but what nobody can know', () => {
    const after = complete('‹|›', 'SRG', { client: PLAIN, berichtgevers: ['0344'] });
    expect(findingsOf(analyse(after)).map(({ message }) => message)).toEqual([
      'NaamSoftwarepakket heeft geen waarde.',
      'VersienummerSoftwarepakket heeft geen waarde.',
      'Gemeentecode heeft geen waarde.',
    ]);
  });

  test('of each pack that is known', () => {
    const { items } = completions('<‹|›', { packs: [attributePack, ...packs] });
    expect(items.map(({ label }) => label)).toEqual(['Levering', 'Levering', 'SRG', 'SRG', '<!-- -->', '<?xml ?>']);
  });

  test('not where the document has a root', () => {
    expect(completions(`‹|›<SRG xmlns="${NAMESPACE}"/>`).items.map(({ label }) => label)).toEqual([
      '<!-- -->',
      '<?xml ?>',
    ]);
  });

  test('not in other XML', () => {
    expect(completions('<‹|›a/>', { isDelivery: false }).items).toEqual([]);
  });
});
