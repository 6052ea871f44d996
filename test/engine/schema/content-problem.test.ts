import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accepts, diagnose, mayFollow, missingAtEnd } from '../../../server/src/engine/schema/content-problem.ts';
import { compileInput } from '../../../server/src/engine/schema/files/compile-input.ts';
import { singleFile } from '../../../server/src/engine/schema/files/schema-files.ts';
import { readSchema } from '../../../server/src/engine/schema/model/read-schema.ts';
import type { TypeModel } from '../../../server/src/engine/schema/model.ts';
import { InvalidSchema, SchemaValidator } from '../../../server/src/engine/schema/validator.ts';
import { xsd } from '../../support/packs/schema-pack.ts';
import { holds } from '../../support/property.ts';

/**
 * Content models in short: `a b? (c|d)* [e f?]` is a sequence of a, at most one b, any number of c and d, and an
 * `xs:all` of e and f; `{2,3}` says how often, `.` is a wildcard for other namespaces.
 */
function contentOf(short: string): string {
  const text = short.replace(/ +/g, ' ');
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(text.slice(at));
    if (found?.index !== 0) return undefined;
    at += found[0].length;
    return found[0];
  };
  const occurrence = (): string => {
    const sign = take(/\?|\*|\+|\{\d+,\d*\}/);
    if (sign === undefined) return '';
    const [, least = '0', most = ''] = /^\{(\d+),(\d*)\}$/.exec(sign) ?? [];
    const min = sign === '+' ? '1' : sign.startsWith('{') ? least : '0';
    const max = sign === '?' ? '1' : most === '' ? 'unbounded' : most;
    return ` minOccurs="${min}" maxOccurs="${max}"`;
  };
  const group = (close: RegExp): string => {
    const parts: string[] = [];
    let isChoice = false;
    while (take(close) === undefined && at < text.length) {
      if (take(/ +/) !== undefined) continue;
      if (take(/\|/) !== undefined) isChoice = true;
      else parts.push(part());
    }
    const name = isChoice ? 'choice' : 'sequence';
    return `<xs:${name}${occurrence()}>${parts.join('')}</xs:${name}>`;
  };
  const part = (): string => {
    if (take(/\(/) !== undefined) return group(/^\)/);
    if (take(/\./) !== undefined) return `<xs:any namespace="##other" processContents="lax"${occurrence()}/>`;
    return `<xs:element name="${take(/^\w+/)}"${occurrence()}/>`;
  };
  if (!text.startsWith('[')) return group(/^$/);
  const elements = text.slice(1, -1).split(' ');
  return `<xs:all>${elements.map((name) => `<xs:element name="${name.replace('?', '')}"${name.endsWith('?') ? ' minOccurs="0"' : ''}/>`).join('')}</xs:all>`;
}

function schemaOf(short: string) {
  return singleFile(xsd(`<xs:element name="r"><xs:complexType>${contentOf(short)}</xs:complexType></xs:element>`));
}

function typeOf(short: string): TypeModel {
  return readSchema(schemaOf(short)).element(['r'])!.type;
}

const words = (names: string) => names.split(' ').filter((name) => name !== '');

describe('an element that may not stand where it stands', () => {
  test.each<[string, string, object]>([
    ['a b c', 'a | c', { kind: 'missing', names: ['b'] }],
    ['a b? c', 'a b | b c', { kind: 'surplus' }],
    ['a b c?', 'a | c', { kind: 'missing', names: ['b'] }],
    ['a (b|c) d', 'a | d', { kind: 'missing', names: ['b', 'c'] }],
    ['a (b|c) d', 'a b | c d', { kind: 'unexpected', isNeeded: false }],
    ['a b c d', '| c d', { kind: 'missing', names: ['a'] }],
    ['a b c', '| b a c', { kind: 'misplaced', index: 1 }],
    ['a b c', 'a | c b', { kind: 'misplaced', index: 2 }],
    ['a b c d', '| b c a d', { kind: 'laterMisplaced', index: 1 }],
    // Either of them would put it right.
    ['a (b c)*', 'a b c b | b c', { kind: 'unexpected', isNeeded: false }],
    ['a (b c)*', 'a b | b c', { kind: 'unexpected', isNeeded: false }],
    ['[a b c?]', 'a | a b', { kind: 'surplus' }],
    ['a{0,2} b', 'a a | a b', { kind: 'surplus' }],
    ['a b', 'a b | x', { kind: 'unexpected', isNeeded: false }],
    ['a .? b', 'a | b', { kind: 'unexpected', isNeeded: false }],
    // What is needed is not to be taken out.
    ['a b+', '| b b a x', { kind: 'laterMisplaced', index: 1 }],
    ['a b c', '| c', { kind: 'missing', names: ['a'] }],
    ['a b c d e f g h i', '| i', { kind: 'unexpected', isNeeded: true }],
  ])('in %s: %s', (content, marked, problem) => {
    const [before = '', rest = ''] = marked.split('|');
    const [name = '', ...after] = words(rest);
    expect(diagnose(typeOf(content), words(before), name, after)).toEqual(problem);
  });
});

test.each<[string, string, string[]]>([
  ['a b c', 'a', ['b']],
  ['a b? c', 'a', ['c']],
  ['a b? (c|d)', 'a', ['c', 'd']],
  ['a (b c)*', 'a b', ['c']],
  ['[a b c?]', 'c b', ['a']],
  ['(a|(b c))', '', ['a']],
  ['a{2,3}', 'a', ['a']],
  ['(a|b) c', '', ['a', 'b']],
  ['a b', 'a b', []],
  ['a b', 'x', []],
])('behind %s: %s is missing %s', (content, names, missing) => {
  expect(missingAtEnd(typeOf(content), words(names))).toEqual(missing);
});

test.each<[string, string, string[] | undefined]>([
  ['a (b|c) d', 'a', ['b', 'c']],
  ['a (b|c) d', 'a b', ['d']],
  ['a (b c)*', 'a b', ['c']],
  ['a (b c)* d?', 'a', ['b', 'd']],
  ['[a b c?]', 'b', ['a', 'c']],
  ['a b', 'b', undefined],
])('in %s, behind %s may come %s', (content, before, next) => {
  expect(mayFollow(typeOf(content), words(before))).toEqual(next);
});

test('of names in two namespaces and of very long contents little is told, and at once', () => {
  const many = Array.from({ length: 400 }, (_, i) => `e${i}?`).join(' ');
  const type = typeOf(many);
  const names = type.children.map(({ name }) => name);
  expect(diagnose(type, names.slice(0, 300), 'e5', names.slice(301))).toEqual({ kind: 'surplus' });
  expect(accepts(type, names)).toBe(true);
});

const leaf = fc
  .tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('', '', '?', '*', '+', '{2,3}', '{0,2}'))
  .map(([name, often]) => name + often);
const simple = leaf.filter((name) => !name.includes('{'));
/** Of a group that may be empty libxml2 doesn't count the turns right, so that those here are taken any number of times. */
const group = (part: fc.Arbitrary<string>) =>
  fc
    .tuple(
      fc.array(part, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(' ', '|'),
      fc.constantFrom('', '?', '*', '+'),
    )
    .map(([parts, join, often]) => `(${parts.join(join)})${often}`);
/** Counted turns, which nothing else repeats: where one ends could be told in several ways. */
const counted = fc
  .tuple(fc.constantFrom('a', 'b c', 'a|b', 'c d', 'a (b|c)'), fc.constantFrom('{1,2}', '{2,3}', '{2,}'))
  .map(([parts, often]) => `(${parts})${often}`);
const content = fc
  .array(fc.oneof({ weight: 4, arbitrary: leaf }, group(fc.oneof(simple, group(simple))), counted), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(' '));
const all = fc
  .subarray(['a', 'b', 'c', 'd'], { minLength: 1 })
  .chain((names) => fc.tuple(...names.map((name) => fc.constantFrom(name, `${name}?`))))
  .map((names) => `[${names.join(' ')}]`);

test('what the model accepts is what libxml2 does, and one thing put right gets it further', () => {
  const row = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 });
  let compiled = 0;
  holds(
    fc.property(
      fc.oneof({ weight: 5, arbitrary: content }, { weight: 1, arbitrary: all }),
      fc.array(row, { minLength: 1, maxLength: 6 }),
      (short, rows) => {
        const validator = compile(short);
        if (!validator) return;
        compiled++;
        const type = typeOf(short);
        for (const names of rows) {
          const error = firstError(validator, names);
          expect([short, names, accepts(type, names)]).toEqual([short, names, error === undefined]);
          if (error === undefined) continue;
          const [before, [name = '', ...after]] = [names.slice(0, error), names.slice(error)];
          const isFurther = (other: readonly string[], at: number) => {
            const next = firstError(validator, other);
            return next === undefined || next > at;
          };
          const missing = error === names.length ? missingAtEnd(type, names) : [];
          for (const one of missing)
            expect([short, names, isFurther([...names, one], error)]).toEqual([short, names, true]);
          if (error === names.length) continue;
          const problem = diagnose(type, before, name, after);
          if (problem.kind === 'missing') {
            for (const one of problem.names) {
              const mended = [...before, one, name, ...after];
              expect([short, names, one, isFurther(mended, error)]).toEqual([short, names, one, true]);
            }
          }
          const isRight = (...others: readonly string[]) => {
            const known = others.filter((one) => type.children.some((child) => child.name === one));
            expect([short, names, firstError(validator, known)]).toEqual([short, names, undefined]);
          };
          if (problem.kind === 'misplaced') {
            const others = [...before, ...after];
            isRight(...others.slice(0, problem.index), name, ...others.slice(problem.index));
          }
          if (problem.kind === 'outOfTurn') {
            const others = [...before, ...after];
            const mended = [...others.slice(0, problem.index), name, ...others.slice(problem.index)];
            expect([short, names, isFurther(mended, error - 1)]).toEqual([short, names, true]);
          }
          if (problem.kind === 'laterMisplaced') {
            const others = after.filter((_, index) => index !== problem.index);
            isRight(...before, after[problem.index]!, name, ...others);
          }
        }
        validator.dispose();
      },
    ),
    4_000,
  );
  expect(compiled).toBeGreaterThan(5);
});

/** undefined where two places of the content model may take the same element. */
function compile(short: string): SchemaValidator | undefined {
  try {
    return SchemaValidator.compile(compileInput(schemaOf(short)));
  } catch (error) {
    if (error instanceof InvalidSchema) return undefined;
    throw error;
  }
}

/** The index of the first element that may not stand where it stands; the length where more must come. */
function firstError(validator: SchemaValidator, names: readonly string[]): number | undefined {
  const result = validator.validate([`<r>${names.map((name) => `<${name}/>`).join('')}</r>`]);
  if (result.kind !== 'validated') throw new Error(result.kind);
  const [error] = result.errors;
  if (!error) return undefined;
  const step = error.path[1];
  if (!step) return names.length;
  let count = 0;
  return names.findIndex((name) => name === step.name && ++count === step.index);
}
