import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { DEFAULT_TEMPLATES } from '../../../server/src/engine/templates/template-settings.ts';
import { filesExcluded, filesNamed, LONGEST_PATTERN } from '../../../server/src/engine/text/file-patterns.ts';
import { holds } from '../../support/property.ts';

describe('patterns', () => {
  test.each([
    ['*.tmpl', 'a.tmpl', true],
    ['*.tmpl', 'file:///x/y/a.tmpl', true],
    ['*.tmpl', 'a.tmpl.xml', false],
    ['*.tmpl', 'x.tmpl/a.xml', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a.c', 'abc', false],
    ['*', 'abc', true],
    ['a*b*c', 'a--b--b--c', true],
    ['a*b*c', 'a--b--b--d', false],
    ['templates/*.xml', '/x/templates/a.xml', true],
    ['templates/*.xml', '/x/templates/y/a.xml', false],
    ['/templates/*.xml', 'templates/a.xml', true],
    ['templates/**/*.xml', '/x/templates/a.xml', true],
    ['templates/**/*.xml', '/x/templates/y/z/a.xml', true],
    ['templates/**', '/templates/y/a.xml', true],
    ['./a.xml', 'a.xml', true],
    ['', 'a.xml', false],
    ['/', 'a.xml', false],
    ['[a].xml', 'a.xml', true],
    ['[a].xml', '[a].xml', false],
    ['202[4-6]-*.xml', '2025-01.xml', true],
    ['202[4-6]-*.xml', '2023-01.xml', false],
    ['[!a]*.xml', 'b1.xml', true],
    ['[!a]*.xml', 'a1.xml', false],
    ['[^a].xml', 'b.xml', true],
    ['x[*]', 'x*', true],
    ['x[*]', 'xy', false],
    ['[a', '[a', true],
    ['[z-a]', 'm', false],
    ['*.{srg,tmpl}', 'a.tmpl', true],
    ['*', '.a.xml', true],
    ['!a', '!a', true],
    ['!a', 'b', false],
    ['+(a|b)', '+(a|b)', true],
    ['+(a|b)', 'a', false],
    ['(a)+', 'a', false],
    ['"a"', '"a"', true],
    ['a**b', 'axxb', true],
    ['a**b', 'ax/xb', false],
    ['templates\\*.xml', 'templates/a.xml', true],
    ['a*', 'a\nb', true],
  ])('%s, %s: %s', (pattern, path, expected) => {
    expect(filesNamed([pattern])(path)).toBe(expected);
  });

  test('what stands in a step is read as picomatch reads it', () => {
    const parts = fc.constantFrom('a', 'b', '*', '**', '?', '[ab]', '[!a]', '[^b]', 'a*b');
    const pattern = fc.array(parts, { minLength: 1, maxLength: 7 }).map((chosen) => chosen.join(''));
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 8 });
    holds(
      fc.property(pattern, name, (wanted, given) => {
        expect(filesNamed([wanted])(given)).toBe(picomatch.isMatch(given, wanted, { dot: true, posix: true }));
      }),
      10_000,
    );
  });

  test('a pattern that is too long means no file', () => {
    const name = 'a'.repeat(LONGEST_PATTERN);
    expect(filesNamed([name])(name)).toBe(true);
    expect(filesNamed([`${name}a`])(`${name}a`)).toBe(false);
  });

  // Each of these takes a plain regular expression longer than anyone waits.
  test.each([
    ['*a'.repeat(30), 'a'.repeat(5_000), 'b'],
    ['*[a-b]'.repeat(30), 'ab'.repeat(2_500), 'c'],
    ['*?'.repeat(30), 'a'.repeat(5_000), 'b'],
    ['**/a/'.repeat(30), 'a/'.repeat(2_500), 'b'],
    ['**/*a*a/'.repeat(30), 'aa/'.repeat(2_500), 'b'],
    ['*a*a*a*a/'.repeat(30), `${'a'.repeat(200)}/`.repeat(30), 'b'],
    ['{*a,a*}'.repeat(8), 'a'.repeat(5_000), 'b'],
    ['[[]x]'.repeat(100), '[x]'.repeat(100), 'b'],
    ['+(a|aa)'.repeat(30), 'a'.repeat(5_000), 'b'],
    ['(a+)+'.repeat(30), 'a'.repeat(5_000), 'b'],
  ])('what explodes elsewhere is looked at once: %s', (pattern, path, end) => {
    expect(filesNamed([`${pattern}${end}`])(path)).toBe(false);
    expect(filesExcluded([`${pattern}${end}`])(path)).toBe(false);
  });

  test('many stars take no longer than few', () => {
    expect(filesNamed([`${'*a'.repeat(200)}b`])('a'.repeat(2_000))).toBe(false);
    expect(filesNamed([`${'**/a/'.repeat(200)}b`])('a/'.repeat(2_000))).toBe(false);
  });
});

describe('files that are excluded', () => {
  test.each([
    ['**/.git', '.git/a.xml', true],
    ['**/.git', 'x/.git/y/a.xml', true],
    ['**/.git', 'x/a.git.xml', false],
    ['archief', 'archief/2024/a.xml', true],
    ['archief', 'x/archief/a.xml', false],
    ['archief/**', 'archief/2024/a.xml', true],
    ['*.xml', 'a.xml', true],
    ['*.xml', 'x/a.xml', false],
    ['**/*.oud.xml', 'x/a.oud.xml', true],
    ['**/*.oud.xml', 'a.oud.xml', true],
    ['{archief,oud}/**', 'oud/a.xml', true],
    ['{archief,oud}/{1,2}', 'archief/2/a.xml', true],
    ['{archief,oud}/{1,2}', 'archief/3/a.xml', false],
    ['{archief,{oud,ouder}}/**', 'ouder/a.xml', true],
    ['{archief,{oud,ouder}}/**', 'archief/a.xml', true],
    ['a{b', 'a{b', true],
    ['', 'a.xml', false],
  ])('%s, %s: %s', (pattern, path, expected) => {
    expect(filesExcluded([pattern])(path)).toBe(expected);
  });

  test('many braces take no longer than few', () => {
    expect(filesExcluded(['{a,b}'.repeat(60)])('a'.repeat(60))).toBe(false);
  });
});

test.each([
  ['export.srg.tmpl', true],
  ['export.srg.xml.j2', true],
  ['export.srg.xml.erb', true],
  ['export.template.srg.xml', true],
  ['levering.srg.xml', false],
  ['template.xml', false],
])('by default %s is a template: %s', (name, expected) => {
  expect(filesNamed(DEFAULT_TEMPLATES.files)(`file:///exports/${name}`)).toBe(expected);
});
