import { expect, test, vi } from 'vitest';
import { generateDelivery } from '../../../bench/generate-delivery.ts';
import { identityOfDelivery } from '../../../server/src/engine/delivery/delivery-identity.ts';
import {
  combinePrevious,
  PreviousReader,
  type RunningRecord,
  readPrevious,
} from '../../../server/src/engine/delivery/previous-delivery.ts';
import { parseMonth } from '../../../server/src/engine/delivery/values/notation.ts';
import { DocumentScanner } from '../../../server/src/engine/syntax/document-scanner.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { BSN, delivery, packs, record } from '../../support/delivery.ts';
import { packOf, xsd } from '../../support/packs/schema-pack.ts';

const read = (text: string) => readPrevious('file:///x.xml', text, packs);

test('a head is read from the beginning of a file', () => {
  const text = delivery([record()], { berichtgever: ' 0363 ' });
  const head = { berichtgevercode: '0363', verslagmaand: parseMonth('2025-03', 'jjjj-mm') };
  expect(identityOfDelivery(text, packs)).toMatchObject(head);
  expect(identityOfDelivery(text.slice(0, text.indexOf('<Burger')), packs)).toMatchObject(head);
  expect(identityOfDelivery('<html/>', packs)).toBeUndefined();
  expect(identityOfDelivery('', packs)).toBeUndefined();
});

test('of several deliveries those of the month count, and the first where none is of it', () => {
  const [february, march] = ['2025-02', '2025-03'].map((month) => parseMonth(month, 'jjjj-mm'));
  const of = (month: string, number: string) =>
    readPrevious(
      `file:///${month}-${number}.xml`,
      delivery([record({ nummer: number })], { verslagmaand: month }),
      packs,
    )!;
  const [old, one, two] = [of('2025-02', 'A'), of('2025-03', 'B'), of('2025-03', 'C')];
  expect(combinePrevious([], march)).toBeUndefined();
  expect(combinePrevious([one], march)).toBe(one);
  expect(combinePrevious([old], march)).toBe(old);
  expect(combinePrevious([one, two], february)).toBe(one);
  const files = (...deliveries: Parameters<typeof combinePrevious>[0]) => {
    const combined = combinePrevious(deliveries, march)!;
    expect(combined.running.map(({ index }) => index)).toEqual([...combined.running.keys()]);
    expect(combined.verslagmaand).toBe(march);
    return combined.files.map(({ uri }) => uri);
  };
  expect(files(old, one)).toEqual(['file:///2025-03-B.xml']);
  expect(files(one, old, two)).toEqual(['file:///2025-03-B.xml', 'file:///2025-03-C.xml']);
});

/** A pack whose header stands behind the records. */
async function packWithHeadBehind() {
  const inOrder = (content: string) => `<xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType>`;
  const texts = ['Code', 'Maand'].map((name) => `<xs:element name="${name}" type="xs:string"/>`).join('');
  const records = inOrder('<xs:element name="R" minOccurs="0" maxOccurs="unbounded"/>');
  const schema = inOrder(
    `<xs:element name="Rs">${records}</xs:element><xs:element name="Kop">${inOrder(texts)}</xs:element>`,
  );
  const concepts = { berichtgevercode: 'L/Kop/Code', verslagmaand: 'L/Kop/Maand' };
  return packOf({ 'proef.xsd': xsd(`<xs:element name="L">${schema}</xs:element>`) }, { concepts });
}

test('a head behind the records is read, too', async () => {
  const pack = await packWithHeadBehind();
  const text = '<L><Rs><R/></Rs><Kop><Code>0363</Code><Maand>2025-03</Maand></Kop></L>';
  const head = { berichtgevercode: '0363', verslagmaand: parseMonth('2025-03', 'jjjj-mm') };
  expect(identityOfDelivery(text, [pack])).toMatchObject(head);
});

test('and of a text that is read in pages, however far behind it stands', async () => {
  const pack = await packWithHeadBehind();
  const text = `<L><Rs>${'<R/>'.repeat(20_000)}</Rs><Kop><Code>0363</Code><Maand>2025-03</Maand></Kop></L>`;
  const { files } = new PreviousReader('file:///x.xml', new SourceText(text), [pack]).result()!;
  expect(files).toMatchObject([{ berichtgevercode: '0363', verslagmaand: parseMonth('2025-03', 'jjjj-mm') }]);
});

test('nothing behind a head that has all is gone through for it, and what it lacks may stand there', () => {
  const nextRecord = vi.spyOn(DocumentScanner.prototype, 'nextRecord');
  const headOf = (text: string) => {
    nextRecord.mockClear();
    const { gemeentecode, berichtgevercode, softwarepakket, verslagmaand } = identityOfDelivery(text, packs)!;
    const values = [gemeentecode, berichtgevercode, softwarepakket, verslagmaand];
    return { values, records: nextRecord.mock.calls.length };
  };
  const text = delivery([record(), record()]);
  const whole = headOf(text);
  expect(whole.records).toBe(0);
  const lacking = text.replace(/<Gemeentecode>.*?<\/Gemeentecode>/, '');
  const parted = lacking.replace('</SRG>', '<Levering><Gemeentecode>0363</Gemeentecode></Levering></SRG>');
  expect(headOf(lacking).values).toEqual([undefined, ...whole.values.slice(1)]);
  expect(headOf(parted).values).toEqual(whole.values);
  expect(headOf(parted).records).toBeGreaterThan(0);
  const [header] = /<Levering>.*<\/Levering>/s.exec(text)!;
  const behind = text.replace(header, '').replace('</SRG>', () => `${header}</SRG>`);
  expect(headOf(behind).values).toEqual(whole.values);
  nextRecord.mockRestore();
});

test('of a text that is read in pages, the head is looked for at its beginning', () => {
  const text = generateDelivery({ records: 1_000, seed: 1, oneLine: false, faulty: 0 });
  const source = new SourceText(text);
  const slice = vi.spyOn(source, 'slice');
  new PreviousReader('file:///x.xml', source, packs);
  const fromTheStart = slice.mock.calls.flatMap(([start, end]) => (start === 0 ? [end] : []));
  expect(Math.max(...fromTheStart)).toBeLessThan(text.length / 4);
});

test('where the root stands is told by line, column and length', () => {
  const text = `<!-- x -->\n  ${delivery([record()])}`.replace(/<\?xml.*?\?>\s*/, '');
  const { line, character, length } = identityOfDelivery(text, packs)!.root;
  expect(text.split('\n')[line]!.slice(character, character + length)).toBe('SRG');
});

test('where records stand is told by offset, line and column, on CR LF lines as well', () => {
  for (const text of [
    delivery([record(), record({ bsn: BSN[1] })]),
    delivery([record().replaceAll('><', '>\n<')]).replace(/\n/g, '\r\n'),
  ]) {
    const source = new SourceText(text);
    const { running, files } = read(text)!;
    const { textOf } = files[0]!;
    expect(running.length).toBeGreaterThan(0);
    for (const { from, to, line, character, nameLength, endLine, endCharacter } of running) {
      const start = source.offsetAt({ line, character });
      expect(start).toBe(from + 1);
      expect(text.slice(start, start + nameLength)).toBe('Voorziening');
      expect(textOf(from, to)).toMatch(/^<Voorziening>.*<\/Voorziening>$/s);
      expect(source.offsetAt({ line: endLine, character: endCharacter })).toBe(to);
    }
  }
});

test('reading a little at a time gives the same as in one go', () => {
  const text = generateDelivery({ records: 700, seed: 7, oneLine: false, faulty: 0.3 });
  const reader = new PreviousReader('file:///x.xml', text, packs);
  let steps = 0;
  while (!reader.run(() => true)) steps++;
  expect(steps).toBeGreaterThan(700);
  const values = (running: readonly RunningRecord[]) => running.map(({ file, ...others }) => [file.uri, others]);
  expect(values(reader.result()!.running)).toEqual(values(read(text)!.running));
});

test.each(['', 'x'.repeat(70_000), 'x'.repeat(600_000)].map((comment) => [comment.length, comment] as const))(
  'a head that is looked for in a part of the text is found behind %i characters',
  (_length, comment) => {
    const text = delivery([record()]).replace('<Levering>', `<!--${comment}--><Levering>`);
    const reader = new PreviousReader('file:///x.xml', new SourceText(text), packs);
    reader.run();
    const { running, ...head } = reader.result()!;
    expect([head.verslagmaand, running.length]).toEqual([read(text)!.verslagmaand, 1]);
  },
);

test('records that are no sound XML, and what is no delivery, give nothing', () => {
  expect(read(delivery([record().replace('</Geslacht>', ''), record()]))!.running).toHaveLength(1);
  expect(read(delivery([record()], { verslagmaand: 'maart' }))).toBeUndefined();
  expect(read('<html/>')).toBeUndefined();
  expect(read(delivery().replace(/<Voorzieningen>\s*<\/Voorzieningen>/, '<Voorzieningen/>'))!.running).toEqual([]);
});

test.each([
  ['no BSN', record().replace(/<Burgerservicenummer>.*?<\/Burgerservicenummer>/, '')],
  ['a BSN of eight digits', record({ bsn: BSN[0].slice(1) })],
  ['a BSN of ten digits', record({ bsn: `${BSN[0]}0` })],
  ['a BSN that is none', record({ bsn: 'onbekend' })],
  ['no type', record().replace(/<TypeVoorziening>.*?<\/TypeVoorziening>/, '')],
  ['a type that is in no list', record({ type: '99' })],
  ['no start date', record().replace(/<Begin.*?<\/BegindatumVoorziening>/, '')],
  ['a start date that is none', record({ start: '20250230' })],
])('a record with %s is not followed', (_what, text) => {
  const { running } = read(delivery([record({ nummer: 'A' }), text, record({ nummer: 'B' })]))!;
  expect(running.map(({ number, index }) => [number, index])).toEqual([
    ['A', 0],
    ['B', 1],
  ]);
});

test('a running record has the dates that it was given, and no others', () => {
  const states = (text: string) => {
    const [running] = read(delivery([text]))!.running;
    return (['begindatum', 'einddatum', 'bsn', 'loonwaarde'] as const).map((concept) => running!.state(concept));
  };
  expect(states(record())).toEqual(['valid', 'absent', 'valid', 'absent']);
  expect(states(record({ end: '20990101' }))).toEqual(['valid', 'valid', 'valid', 'absent']);
});

test('a number that many have tells nothing', () => {
  const many = Array.from({ length: 21 }, () => record({ nummer: 'X' }));
  const { bsnsByNumber } = read(delivery([...many, record({ nummer: 'Y' })]))!;
  expect([bsnsByNumber.get('X'), bsnsByNumber.get('Y')]).toEqual([[], [BSN[0]]]);
});
