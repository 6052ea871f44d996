import { ParseOption, XmlDocument, type XmlParseError } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import { DocumentScanner } from '../../../../server/src/engine/syntax/document-scanner.ts';
import { type ConformanceCase, conformanceCases } from './suite.ts';

const CASES = conformanceCases();

/** What is said of a case that the suite, or libxml2, says otherwise of; and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'o-p04pass1': 'a colon in a name that is no qualified name: the suite says that namespaces do not count here',
  'o-p05pass1': 'the same',
  'rmt-016': 'a name that editions 1 to 4 of XML 1.0 refuse and the fifth allows',
  'rmt-019': 'the same',
  'rmt-011': 'a control character that XML 1.0 allows and 1.1 refuses: libxml2 goes by 1.0',
  'rmt-013': 'the same',
  'rmt-041': 'the same',
};

const isRefused = (text: string) => new DocumentScanner(text, undefined).scanHeader().errors.length > 0;
const isReported = ({ text, encodingProblem }: ConformanceCase) => encodingProblem || isRefused(text);
const differing = (cases: readonly ConformanceCase[], isRight: (one: ConformanceCase) => boolean) =>
  cases.filter((one) => !isRight(one)).map(({ id }) => id);

/** What looks like a DOCTYPE in these is none. */
const NOT_READ = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g;
const DOCTYPE = /<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>/;
const hasDoctype = ({ text }: ConformanceCase) => DOCTYPE.test(text.replace(NOT_READ, ''));
const withDoctype = CASES.filter(hasDoctype);
const plain = CASES.filter((one) => !hasDoctype(one));

/** What the suite says of the form; errors that a parser need not report are left to it. */
const SETS: readonly [name: string, isOf: (recommendation: string) => boolean][] = [
  ['XML 1.0', (recommendation) => recommendation.startsWith('XML1.0')],
  ['Namespaces 1.0', (recommendation) => recommendation.startsWith('NS1.0')],
  ['XML 1.1, and its namespaces', (recommendation) => recommendation.endsWith('1.1')],
];

describe.each(SETS)('%s', (name, isOf) => {
  const malformed = plain.filter(({ type, recommendation }) => type === 'not-wf' && isOf(recommendation));
  const wellFormed = plain.filter(
    ({ type, recommendation }) => (type === 'valid' || type === 'invalid') && isOf(recommendation),
  );

  test('each document that is not well-formed is reported', () => {
    const missed = differing(malformed, isReported);
    console.info(
      `${name}: ${malformed.length - missed.length} of ${malformed.length} that are not well-formed reported`,
    );
    expect(malformed.length).toBeGreaterThan(10);
    expect(missed.filter((id) => !(id in EXCEPTIONS))).toEqual([]);
  });

  test('and none that is', () => {
    const refused = differing(wellFormed, (one) => !isReported(one));
    console.info(
      `${name}: ${wellFormed.length - refused.length} of ${wellFormed.length} that are well-formed accepted`,
    );
    expect(wellFormed.length).toBeGreaterThan(0);
    expect(refused.filter((id) => !(id in EXCEPTIONS))).toEqual([]);
  });
});

test('a DOCTYPE is refused, whatever it says', () => {
  expect(withDoctype.length).toBeGreaterThan(2_000);
  expect(differing(withDoctype, isReported)).toEqual([]);
});

/** What libxml2 makes of a text; the form of an address counts for nothing. */
function isRefusedByLibxml2(text: string): boolean {
  try {
    const option = ParseOption.XML_PARSE_IGNORE_ENC;
    XmlDocument.fromBuffer(new TextEncoder().encode(`\ufeff${text}`), { option }).dispose();
    return false;
  } catch (error) {
    const { details } = error as XmlParseError;
    return details.some(({ level, message }) => level > 1 && !message.includes('is not a valid URI'));
  }
}

test('without its DOCTYPE, each is what libxml2 says that it is', () => {
  const stripped = withDoctype
    .map((one) => ({ ...one, text: one.text.replace(DOCTYPE, '') }))
    .filter(({ text }) => !/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/.test(text));
  expect(stripped.length).toBeGreaterThan(2_000);
  const different = differing(stripped, ({ text }) => isRefused(text) === isRefusedByLibxml2(text));
  expect(different.filter((id) => !(id in EXCEPTIONS))).toEqual([]);
});

test('each exception is one', () => {
  expect(Object.keys(EXCEPTIONS).filter((id) => !CASES.some((one) => one.id === id))).toEqual([]);
});
