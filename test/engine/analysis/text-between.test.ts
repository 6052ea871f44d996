import { describe, expect, test } from 'vitest';
import { analyse, delivery, findingsOf, record } from '../../support/delivery.ts';

/** Not white space to XML, whatever JavaScript thinks of it. */
const INVISIBLE = ['\u00a0', '\ufeff', '\u2028', '\u3000', '\u0085'];
const [first, second] = [record({ nummer: 'A' }), record({ nummer: 'B', type: '40' })] as const;

describe.each(INVISIBLE)('%j is text that a delivery may not have', (character) => {
  test.each<[place: string, text: string]>([
    ['between two records', delivery(`${first}${character}${second}`)],
    ['in the white space between two records', delivery(`${first}\n ${character}\n${second}`)],
    ['before the first record', delivery(`${character}${first}`)],
    ['behind the last record', delivery(`${first}${character}`)],
    ['where there is no record', delivery(character)],
    ['in a record', delivery(first.replace('><', `>${character}<`))],
    ['in the header', delivery(first).replace('><', `>${character}<`)],
    ['in the root', delivery(first).replace('>\n<', `>\n${character}<`)],
    ['behind the container', delivery(first).replace(/\n(?=<\/\w+>\n$)/, `\n${character}`)],
    ['behind the root', `${delivery(first)}${character}`],
    ['before the root', `${character}${delivery(first)}`],
  ])('%s', (place, text) => {
    const findings = findingsOf(analyse(text)).filter(({ code }) => /^SRG-T00[12]$/.test(code));
    expect(findings).toHaveLength(1);
    if (place !== 'behind the container')
      expect(text.slice(findings[0]!.range.start, findings[0]!.range.end)).toBe(character);
  });
});

test.each(INVISIBLE)('records that differ by %j are not literally the same', (character) => {
  const fixesFor = (text: string) => {
    const analysis = analyse(text);
    const [finding] = [...analysis.findings()].filter(({ code }) => code === 'SRG-T004');
    return analysis.fixesOf(finding!).filter(({ title }) => title.key === 'fix.removeRecord');
  };
  const spaced = first.replace('><', '> <');
  expect(fixesFor(delivery([first, spaced])).map(({ safe }) => safe)).toEqual([true]);
  expect(fixesFor(delivery([first, first.replace('><', `>${character}<`)])).map(({ safe }) => safe)).not.toContain(
    true,
  );
});
