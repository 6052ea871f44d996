import fc from 'fast-check';
import { expect, test } from 'vitest';
import { locateFindings } from '../../../server/src/engine/analysis/located-findings.ts';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import type { Fix } from '../../../server/src/engine/rules/rule.ts';
import { deliveries } from '../../features/random-deliveries.ts';
import { analyse } from '../../support/delivery.ts';
import { holds } from '../../support/property.ts';
import { apply } from './check-fixes.ts';

/** What somebody has typed between two tags, or in a value. */
const additions = fc.array(
  fc.tuple(
    fc.nat(),
    fc.constantFrom(
      '<!-- nagevraagd -->',
      '<?let op?>',
      '\u00a0',
      '\u2028',
      'los',
      '<br/>',
      '<![CDATA[1]]>',
      '&#160;',
      '&',
    ),
  ),
  { maxLength: 3 },
);

/** Puts each behind a tag, or behind the third character of a value. */
function withAdded(text: string, added: readonly (readonly [number, string])[]): string {
  return added.reduce((before, [at, what]) => {
    const places = [...before.matchAll(/>[^<]{0,3}/g)].map(({ index, 0: found }) => index + found.length);
    const place = places[at % places.length]!;
    return before.slice(0, place) + what + before.slice(place);
  }, text);
}

/** The comments and instructions of a text, in its order. */
const remarksIn = (text: string) => text.match(/<!--[\s\S]*?-->|<\?(?!xml )[\s\S]*?\?>/g) ?? [];
const namesIn = (text: string) => text.match(/<[\w:]+/g)?.length ?? 0;

/** Fixes that say in their title that they take something away. */
const TAKES = /^fix\.(remove|insert|rename|move|usePack|wrap|unwrap)/;

test('a fix keeps what it does not name, takes its finding away and leaves the text well-formed', () => {
  holds(
    fc.property(deliveries, additions, (given, added) => {
      const text = withAdded(given, added);
      const analysis = analyse(text);
      const before = locateFindings(analysis);
      const isWellFormed = before.every(({ finding }) => finding.code !== 'SRG-T001');
      for (const { finding } of before) {
        for (const fix of analysis.fixesOf(finding).filter(({ goTo, choose }) => !goTo && !choose)) {
          check(
            text,
            fix,
            finding.code,
            isWellFormed,
            apply(text, fix.edits, (owner) => analysis.startOf(owner)),
          );
        }
      }
    }),
    2_000,
  );
}, 600_000);

function check(text: string, fix: Fix, code: string, isWellFormed: boolean, after: string): void {
  const title = formatMessage(fix.title, { language: 'nl', maskBsn: false });
  const told = `${code}: ${title}\n${text}\n---\n${after}`;
  expect(after, told).not.toBe(text);
  const [old, now] = [remarksIn(text), remarksIn(after)];
  if (fix.title.key === 'fix.removeRecordAndComments') expect(now.length, told).toBeLessThan(old.length);
  else if (code !== 'SRG-T001' && !fix.title.key.includes('Suppress')) {
    expect([...now].sort(), told).toEqual(expect.arrayContaining([...old].sort()));
    expect(now.length, told).toBeGreaterThanOrEqual(old.length);
  }
  if (!TAKES.test(fix.title.key) && code !== 'SRG-T001') expect(namesIn(after), told).toBe(namesIn(text));
  const left = locateFindings(analyse(after)).map(({ finding }) => finding.code);
  if (isWellFormed) expect(left, told).not.toContain('SRG-T001');
}
