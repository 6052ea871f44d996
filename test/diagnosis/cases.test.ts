import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../server/src/engine/analysis/delivery-analysis.ts';
import { locateFindings } from '../../server/src/engine/analysis/located-findings.ts';
import { formatMessage } from '../../server/src/engine/messages/message.ts';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { applyEdits, shift } from '../../server/src/engine/text/text-range.ts';
import { packs } from '../support/delivery.ts';
import { CASES } from './cases.ts';

const read = (file: string) => readFileSync(new URL(`cases/${file}.srg.xml`, import.meta.url), 'utf8');

function analyse(text: string): DeliveryAnalysis {
  const settings = { packs, rules: {}, berichtgevers: [], isMeantAsDelivery: true };
  const analysis = new DeliveryAnalysis(new SourceText(text), settings);
  analysis.run();
  return analysis;
}

function findingsIn(text: string) {
  const analysis = analyse(text);
  return locateFindings(analysis).map(({ finding, range }) => ({
    line: text.slice(0, range.start).split('\n').length,
    token: text.slice(range.start, range.end),
    message: `${finding.code} ${formatMessage(finding.message, { language: 'nl', maskBsn: false })}`,
    fixes: analysis
      .fixesOf(finding)
      .filter(({ goTo, choose }) => !goTo && !choose)
      .map((fix) => ({
        title: formatMessage(fix.title, { language: 'nl', maskBsn: false }),
        isPreferred: fix.preferred === true,
        after: applyEdits(
          text,
          fix.edits.map((edit) => ({ ...shift(edit, analysis.startOf(edit.owner)), newText: edit.newText })),
        ),
      })),
  }));
}

describe('each fault is found, at its place', () => {
  test.each(CASES)('$file', ({ file, marks, count: [least, most] }) => {
    const found = findingsIn(read(file));
    const told = found.map(({ line, token, message }) => `${line} ${token}: ${message}`).join('\n');
    for (const [line, token] of marks) {
      const isThere = found.some((one) => one.line === line && one.token === token);
      expect(isThere, `${line} ${token}\n${told}`).toBe(true);
    }
    expect(found.length, told).toBeGreaterThanOrEqual(least);
    expect(found.length, told).toBeLessThanOrEqual(most);
  });
});

/** Where the fault is the one that was put into a sound delivery, the fix that brings it back, without a guess. */
const MENDED = [
  'end-tag-with-backslash',
  'end-tag-with-slash-at-the-end',
  'end-tag-with-two-slashes',
  'start-tag-self-closed-before-value',
  'leaf-start-tag-twice',
  'container-start-tag-twice',
  'space-between-slash-and-gt',
  'comment-closed-with-one-hyphen',
  'container-start-tag-missing',
  'end-and-start-tag-between-records-lost',
  'header-after-records',
  'header-end-tag-missing',
  'no-break-spaces-as-indentation',
  'quotes-inside-attribute-value',
  'record-start-tag-missing',
  'record-tags-missing',
  'record-under-a-foreign-prefix',
  'xml-declaration-standalone-in-dutch',
  'ampersand-entity-in-capitals',
  'ampersand-entity-without-semicolon',
  'person-closed-too-late',
  'value-without-tags',
  'xml-declaration-without-question-mark',
  'xml-declaration-in-capitals',
  'xml-declaration-encoding-before-version',
  'second-xml-declaration',
  'comment-opened-with-one-hyphen',
  'zero-width-space-in-name',
  'bom-in-value',
  'no-break-space-before-attribute',
  'xmlns-quotes-of-two-kinds',
  'xmlns-equals-sign-missing',
  'attribute-quote-missing-in-record',
  'attribute-glued-to-name',
  'xml-lang-on-value',
  'empty-namespace-on-header',
  'root-closed-after-header',
  'statistiekcode-missing',
  'markup-in-value',
];

describe('the preferred fix leaves nothing to find', () => {
  test.each(MENDED)('%s', (file) => {
    const preferred = findingsIn(read(file)).flatMap(({ fixes }) => fixes.filter((fix) => fix.isPreferred));
    expect(preferred.map(({ title }) => title)).toHaveLength(1);
    expect(findingsIn(preferred[0]!.after).map(({ message }) => message)).toEqual([]);
  });
});

const SOUND = readFileSync(new URL('sound.srg.xml', import.meta.url), 'utf8');
const found = (text: string) => findingsIn(text).map(({ line, token }) => `${line} ${token}`);

describe('faults of a sound delivery that hang together', () => {
  test('two boundaries between records lost: each is told, and none else', () => {
    const text = SOUND.replaceAll('\n    </Voorziening>\n    <Voorziening>', '');
    expect(found(text)).toEqual(['26 Persoon', '41 Persoon']);
  });

  test('a value of the header behind the records: one finding, and the move', () => {
    const line = /\n +<Gemeentecode>\d+<\/Gemeentecode>/.exec(SOUND)![0];
    const text = SOUND.replace(line, '').replace('\n</SRG>', `${line}\n</SRG>`);
    const [finding, ...others] = findingsIn(text);
    expect([finding!.token, others]).toEqual(['Gemeentecode', []]);
    expect(finding!.fixes.map(({ isPreferred, after }) => [isPreferred, after])).toEqual([[true, SOUND]]);
  });

  test.each<[what: string, tag: string]>([
    ['the header', '  </Levering>\n'],
    ['the container', '  </Voorzieningen>\n'],
    ['a person', '      </Persoon>\n'],
    ['the root', '\n</SRG>'],
  ])('the end tag of %s gets its line back', (_what, tag) => {
    const [finding, ...others] = findingsIn(SOUND.replace(tag, ''));
    expect(others).toEqual([]);
    expect(finding!.fixes.map(({ isPreferred, after }) => [isPreferred, after])).toEqual([[true, SOUND]]);
  });
});
