import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locateSuppressed } from '../../../server/src/engine/analysis/located-findings.ts';
import { applyEdits } from '../../../server/src/engine/text/text-range.ts';
import { inDocument } from '../../../server/src/features/actions/refactorings/refactoring.ts';
import { analyse, BSN, delivery, packs, record } from '../../support/delivery.ts';
import { packOf, xsd } from '../../support/packs/schema-pack.ts';
import { personDelivery, personPack } from '../../support/person-pack.ts';
import { holds } from '../../support/property.ts';

/** Removing the record that stands there twice: what is left, and whether the title names comments. */
function removed(text: string, given = packs) {
  const analysis = analyse(text, { packs: given });
  const finding = [...analysis.findings()].find(({ code }) => code === 'SRG-T004');
  const fix = finding && analysis.fixesOf(finding).find(({ title }) => title.key.startsWith('fix.removeRecord'));
  if (!fix) return undefined;
  const namesComments = fix.title.key === 'fix.removeRecordAndComments';
  expect(fix.safe === true).toBe(!namesComments);
  return { text: applyEdits(text, inDocument(analysis, fix.edits)), namesComments };
}

const A = record({ nummer: 'A' });
const reversed = (nummer: string, bsn: string) => record({ nummer, bsn, start: '20250310', end: '20250301' });
const [Y, Z] = [reversed('Y', BSN[1]), reversed('Z', BSN[2])];
const SUPPRESSION = '<!-- srg-disable I101: zo afgesproken -->';

describe('a comment that belongs to a record goes with it, and the title says so', () => {
  test.each<[name: string, around: string, after?: string, namesComments?: boolean]>([
    ['none', `${A}\n${A}\n${Z}`, `${A}\n${Z}`, false],
    ['before it', `${A}\n<!-- dubbel -->\n${A}\n${Z}`, `${A}\n${Z}`, true],
    ['several before it on its line', `${Z}\n${A} <!-- dubbel --><!-- echt -->${A}\n${Y}`, `${Z}\n${A}\n${Y}`, true],
    ['behind it on its line', `${A}\n${A} <!-- dubbel -->\n${Z}`, `${A}\n${Z}`, true],
    ['several behind it', `${A}\n${A}<!-- dubbel --> <!-- echt -->\n${Z}`, `${A}\n${Z}`, true],
    ['behind the last record', `${Z}\n${A}\n${A} <!-- dubbel -->`, `${Z}\n${A}`, true],
    ['behind the one before', `${A} <!-- de eerste -->\n${A}\n${Z}`, `${A} <!-- de eerste -->\n${Z}`, false],
    ['before the next one', `${A}\n${A}\n<!-- over Z -->\n${Z}`, `${A}\n<!-- over Z -->\n${Z}`, false],
    ['before the next one on its line', `${A}\n${A} <!-- over Z -->${Z}`, `${A} <!-- over Z -->${Z}`, false],
    ['that suppresses, behind the one before', `${A} ${SUPPRESSION}\n${A}\n${Z}`, `${A}\n${Z}`, true],
    ['that suppresses in the next one', `${A}\n${A} ${SUPPRESSION}\n${Z}`, `${A} ${SUPPRESSION}\n${Z}`, false],
    ['that suppresses before an instruction', `${A}\n${SUPPRESSION}<?p q?>\n${A}\n${Z}`],
  ])('%s', (_name, records, after, namesComments) => {
    expect(removed(delivery(records))).toEqual(after && { text: delivery(after), namesComments });
  });

  test('under a person as well', () => {
    const v = '<V nr="1" soort="A"><Van>2025-03-01</Van></V>';
    const person = (inside: string) => personDelivery([`<Persoon bsn="${BSN[0]}" vermogen="1">${inside}</Persoon>`]);
    const pack = Object.assign(Object.create(personPack), {
      manifest: { ...personPack.manifest, unique: [['registratienummer']] },
    });
    expect(removed(person(`\n${v}\n${v} <!-- dubbel -->\n<!-- einde -->`), [pack])).toEqual({
      text: person(`\n${v}\n<!-- einde -->`),
      namesComments: true,
    });
  });
});

test('a record of which the schema wants as many as there are stays', async () => {
  const attributes = ['nr', 'bsn'].map((name) => `<xs:attribute name="${name}" type="xs:string"/>`).join('');
  const many = (name: string, least: number, content: string) =>
    `<xs:element name="${name}" minOccurs="${least}" maxOccurs="unbounded"><xs:complexType>${content}</xs:complexType></xs:element>`;
  const persons = (least: number) => many('P', 0, `<xs:sequence>${many('V', least, attributes)}</xs:sequence>`);
  const after = async (least: number, count: number) => {
    const root = `<xs:element name="L"><xs:complexType><xs:sequence>${persons(least)}</xs:sequence></xs:complexType></xs:element>`;
    const concepts = { bsn: '@bsn', registratienummer: '@nr' };
    const pack = await packOf({ 'proef.xsd': xsd(root) }, { record: 'L/P/V', unit: 'L/P', concepts });
    const unique = Object.assign(Object.create(pack), {
      manifest: { ...pack.manifest, unique: [['registratienummer']] },
    });
    const text = `<L><P>${`<V nr="1" bsn="${BSN[0]}"/>`.repeat(count)}</P></L>`;
    return removed(text, [unique])?.text;
  };
  const left = (count: number) => `<L><P>${`<V nr="1" bsn="${BSN[0]}"/>`.repeat(count)}</P></L>`;
  expect(await after(0, 2)).toBe(left(1));
  expect(await after(1, 2)).toBe(left(1));
  expect(await after(2, 2)).toBeUndefined();
  expect(await after(2, 3)).toBe(left(2));
});

test('whatever stands between records, removing one leaves what is suppressed in others, and names the comments it takes', () => {
  const between = fc
    .array(fc.constantFrom('\n', '\n', ' ', '<!-- x -->', SUPPRESSION, '<?p q?>'), { maxLength: 5 })
    .map((pieces) => pieces.join(''));
  const suppressedIn = (text: string) => {
    const analysis = analyse(text);
    return locateSuppressed(analysis).map(({ finding }) => finding.record?.value('registratienummer'));
  };
  const commentsIn = (text: string) => text.match(/<!--.*?-->/g)?.length ?? 0;
  holds(
    fc.property(fc.array(between, { minLength: 5, maxLength: 5 }), fc.nat(3), ([a, b, c, d, e], order) => {
      const others = order % 2 ? [Y, Z] : [Z, Y];
      const records = order < 2 ? [A, A, ...others] : [others[0], A, A, others[1]];
      const text = delivery([a, records[0], b, records[1], c, records[2], d, records[3], e].join(''));
      const fixed = removed(text);
      if (!fixed) return;
      expect(suppressedIn(fixed.text), text).toEqual(suppressedIn(text));
      expect(commentsIn(fixed.text) < commentsIn(text), text).toBe(fixed.namesComments);
    }),
    4_000,
  );
});
