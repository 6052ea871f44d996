import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../server/src/engine/text/time-sliced.ts';
import { decodeXml } from '../../../server/src/engine/workspace/decode-xml.ts';
import { type CodeActionOptions, codeActionsAt } from '../../../server/src/features/actions/code-actions.ts';
import { formatNow } from '../../../server/src/features/formatting/formatting.ts';
import { formatOnType } from '../../../server/src/features/formatting/on-type-formatting.ts';
import { statusOf } from '../../../server/src/features/status.ts';
import { ACTION_OPTIONS } from '../../support/clients/code-action-options.ts';
import { analyse, delivery, findingsOf, record } from '../../support/delivery.ts';

const OPTIONS: CodeActionOptions = { ...ACTION_OPTIONS, resolvesEdits: false, canReopen: true };

/** With something that has a fix, and something that a refactoring would change. */
const text = (declared: string | undefined, value: string) =>
  (declared === undefined ? '' : `<?xml version="1.0" encoding="${declared}"?>\n`) +
  delivery(record({ nummer: value, start: '20250301', end: '2025-03-10' }));

function opened(declared: string | undefined, value: string, encoding: string | undefined) {
  const analysis = analyse(text(declared, value));
  analysis.setOpenedWith(encoding);
  analysis.run();
  return analysis;
}

describe('what the editor reads otherwise than it is declared', () => {
  test.each<[declared: string | undefined, value: string, encoding: string | undefined, isMisread: boolean]>([
    ['windows-1252', 'A\ufffd', 'utf8', true],
    ['windows-1252', 'A\ufffd', undefined, true],
    ['windows-1252', 'é', 'utf8', true],
    ['windows-1252', 'é', 'windows1252', false],
    ['WINDOWS-1252', 'é', 'windows1252', false],
    ['windows-1252', 'é', 'iso88591', false],
    ['ISO-8859-1', '€', 'windows1252', true],
    ['ISO-8859-1', 'é', 'utf8bom', true],
    ['ISO-8859-15', '€', 'windows1252', true],
    // The bytes of ASCII are the same in nearly all.
    ['windows-1252', 'A', 'utf8', false],
    ['UTF-8', 'é', 'utf8', false],
    ['utf-8', 'é', 'utf8bom', false],
    ['UTF-8', 'é', 'windows1252', true],
    [undefined, 'é', 'windows1252', true],
    [undefined, 'é', 'utf8', false],
    ['UTF-16', 'é', 'utf16le', false],
    ['UTF-16', 'A', 'utf8', true],
    ['windows-1252', 'é', undefined, false],
  ])('%s, with %s, opened as %s', (declared, value, encoding, isMisread) => {
    const analysis = opened(declared, value, encoding);
    const found = findingsOf(analysis).filter(({ code }) => code === 'SRG-T006');
    expect(found.map(({ range }) => range.start)).toEqual(isMisread ? [0] : []);
    expect(analysis.misread !== undefined).toBe(isMisread);
    // T002 has the file rejected already.
    expect(findingsOf(analysis).map(({ code }) => code)).toContain('SRG-T002');
  });
});

test('the only fix is to open it in what it declares, and nothing lays it out', () => {
  const analysis = opened('windows-1252', 'é', 'utf8');
  const whole = { start: 0, end: analysis.source.length };
  const actions = atOnce(codeActionsAt(analysis, whole, OPTIONS));
  expect(actions.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
    ['Heropen met de gedeclareerde codering (windows-1252)', true],
  ]);
  expect(actions[0]!.command).toMatchObject({
    command: 'srg.reopenInEncoding',
    arguments: [OPTIONS.uri, 'windows-1252'],
  });
  expect(atOnce(codeActionsAt(analysis, whole, { ...OPTIONS, only: ['source'] }))).toEqual([]);
  expect(atOnce(codeActionsAt(analysis, whole, { ...OPTIONS, canReopen: false }))).toEqual([]);
  expect(formatNow(analysis, { kind: 'lines', indent: '  ' })).toEqual([]);
  const start = analysis.source.toString().indexOf('<Levering>');
  expect(formatOnType(analysis, start, '\n', '  ')).toEqual([]);
});

test('the status tells it, and what to open it in', () => {
  const options = { maxProblems: 10, halted: false, knowsPrevious: false };
  expect(statusOf(opened('windows-1252', 'A\ufffd', 'utf8'), options)).toMatchObject({
    misread: { declared: 'windows-1252', reopenIn: 'windows-1252' },
  });
  // Nothing is won by opening it in the same again.
  expect(statusOf(opened('UTF-8', 'A\ufffd', 'utf8'), options)?.misread).toEqual({ declared: 'UTF-8', isLost: true });
  expect(statusOf(opened('UTF-8', 'A', 'utf8'), options)?.misread).toBeUndefined();
});

test('it is over when the document is opened in what it declares, or when its declaration is another', () => {
  const analysis = opened('windows-1252', 'é', 'utf8');
  analysis.setOpenedWith('windows1252');
  analysis.run();
  expect(analysis.misread).toBeUndefined();
  expect(atOnce(codeActionsAt(analysis, { start: 0, end: analysis.source.length }, OPTIONS)).length).toBeGreaterThan(1);

  const other = opened('windows-1252', 'é', 'utf8');
  const at = other.source.toString().indexOf('windows-1252');
  other.source.replace(at, at + 12, 'UTF-8');
  expect(other.edited({ start: at, end: at + 12, length: 5 })).toBe(true);
  other.run();
  expect(other.misread).toBeUndefined();
});

test('as soon as a letter is typed that is other bytes in what is declared', () => {
  const analysis = opened('windows-1252', 'A', 'utf8');
  expect(analysis.misread).toBeUndefined();
  const at = analysis.source.toString().indexOf('>A<') + 1;
  analysis.source.replace(at, at + 1, 'ë');
  analysis.edited({ start: at, end: at + 1, length: 1 });
  analysis.run();
  expect(analysis.misread).toEqual({ kind: 'openedAs', declared: 'windows-1252', opened: 'utf8' });
});

describe('an encoding that nothing can be read in is told of an open document as of a file', () => {
  const unknown = (analysis: ReturnType<typeof analyse>) =>
    findingsOf(analysis).filter(({ code, message }) => code === 'SRG-T001' && message.includes('niet ondersteund'));

  test.each<[declared: string, isTold: boolean]>([
    ['niets', true],
    ['EBCDIC-CP-NL', true],
    ['cp850', true],
    ['UTF-7', true],
    ['utf-8', false],
    ['ISO-8859-15', false],
    ['windows-1252', false],
    ['latin1', false],
  ])('%s', (declared, isTold) => {
    const written = text(declared, 'A');
    expect(decodeXml(Buffer.from(written)).problem !== undefined).toBe(isTold);
    for (const encoding of [undefined, 'utf8']) {
      expect(unknown(opened(declared, 'A', encoding)).map(({ range }) => range.start)).toEqual(isTold ? [0] : []);
    }
    const declaration = written.slice(0, written.indexOf('<SRG'));
    for (const other of [`${declaration}<SRG xmlns="urn:x"/>`, declaration])
      expect(unknown(analyse(other))).toHaveLength(isTold ? 1 : 0);
  });

  test('until it is another, and nothing is opened in it', () => {
    const analysis = opened('niets', 'é', 'utf8');
    expect(atOnce(codeActionsAt(analysis, { start: 0, end: analysis.source.length }, OPTIONS))).toEqual([]);
    const at = analysis.source.toString().indexOf('niets');
    analysis.source.replace(at, at + 5, 'UTF-8');
    analysis.edited({ start: at, end: at + 5, length: 5 });
    analysis.run();
    expect(unknown(analysis)).toEqual([]);
  });
});
