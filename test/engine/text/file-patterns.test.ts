import { describe, expect, test } from 'vitest';
import { DEFAULT_TEMPLATES } from '../../../server/src/engine/templates/template-settings.ts';
import { isExcluded, matchesAny } from '../../../server/src/engine/text/file-patterns.ts';

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
    ['[a].xml', 'a.xml', false],
  ])('%s, %s: %s', (pattern, path, expected) => {
    expect(matchesAny([pattern], path)).toBe(expected);
  });

  test('many stars take no longer than few', () => {
    expect(matchesAny([`${'*a'.repeat(200)}b`], 'a'.repeat(2_000))).toBe(false);
    expect(matchesAny([`${'**/a/'.repeat(200)}b`], 'a/'.repeat(2_000))).toBe(false);
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
    expect(isExcluded([pattern], path)).toBe(expected);
  });

  test('many braces take no longer than few', () => {
    expect(isExcluded(['{a,b}'.repeat(60)], 'a'.repeat(60))).toBe(false);
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
  expect(matchesAny(DEFAULT_TEMPLATES.files, `file:///exports/${name}`)).toBe(expected);
});
