import { posix, win32 } from 'node:path';
import { describe, expect, test } from 'vitest';
import { baseOfPattern, globOf, pathInRepository, shownPath } from '../../server/src/cli/files/paths.ts';

/** Windows, with a working directory, which `resolve` and `relative` else ask of the machine. */
const windowsIn = (cwd: string) => ({
  ...win32,
  resolve: (...paths: string[]) => win32.resolve(cwd, ...paths),
  relative: (from: string, to: string) => win32.relative(win32.resolve(cwd, from), win32.resolve(cwd, to)),
});
const WINDOWS = windowsIn('C:\\werk');
const UNIX = {
  ...posix,
  relative: (from: string, to: string) => posix.relative(posix.resolve('/werk', from), posix.resolve('/werk', to)),
};

describe('as it is shown', () => {
  test.each([
    ['leveringen\\maart.xml', 'leveringen/maart.xml'],
    ['.\\maart.xml', 'maart.xml'],
    ['.\\.\\diep\\maart.xml', 'diep/maart.xml'],
    ['..\\maart.xml', '../maart.xml'],
    ['C:\\werk\\maart.xml', 'C:/werk/maart.xml'],
    ['C:maart.xml', 'C:maart.xml'],
    ['\\\\server\\share\\maart.xml', '//server/share/maart.xml'],
    ['.', '.'],
    ['-', '-'],
  ])('%s on Windows', (path, shown) => expect(shownPath(path, WINDOWS)).toBe(shown));

  test.each([
    ['./maart.xml', 'maart.xml'],
    ['.//maart.xml', 'maart.xml'],
    ['./', './'],
    ['.', '.'],
    ['.verborgen.xml', '.verborgen.xml'],
    ['../maart.xml', '../maart.xml'],
    ['/werk/maart.xml', '/werk/maart.xml'],
    ['een\\naam.xml', 'een\\naam.xml'],
  ])('%s elsewhere', (path, shown) => expect(shownPath(path, UNIX)).toBe(shown));
});

describe('in a repository', () => {
  test.each([
    ['C:\\werk\\leveringen\\maart.xml', 'leveringen/maart.xml'],
    ['c:\\WERK\\maart.xml', 'maart.xml'],
    ['C:/werk/maart.xml', 'maart.xml'],
    ['C:\\elders\\maart.xml', 'C:\\elders\\maart.xml'],
    ['D:\\werk\\maart.xml', 'D:\\werk\\maart.xml'],
    ['\\\\server\\share\\maart.xml', '\\\\server\\share\\maart.xml'],
    ['leveringen/maart.xml', 'leveringen/maart.xml'],
    ['C:\\werk\\..maart.xml', '..maart.xml'],
  ])('%s on Windows', (path, known) => expect(pathInRepository(path, WINDOWS)).toBe(known));

  test('on a share that is worked in', () => {
    const share = windowsIn('\\\\server\\share\\werk');
    expect(pathInRepository('\\\\server\\share\\werk\\diep\\maart.xml', share)).toBe('diep/maart.xml');
    expect(pathInRepository('\\\\server\\ander\\werk\\maart.xml', share)).toBe('\\\\server\\ander\\werk\\maart.xml');
  });

  test.each([
    ['/werk/leveringen/maart.xml', 'leveringen/maart.xml'],
    ['/werk', '/werk'],
    ['/werken/maart.xml', '/werken/maart.xml'],
    ['../maart.xml', '../maart.xml'],
    ['-', '-'],
  ])('%s elsewhere', (path, known) => expect(pathInRepository(path, UNIX)).toBe(known));
});

describe('a pattern', () => {
  test.each([
    ['leveringen\\**\\*.xml', 'leveringen/**/*.xml', 'leveringen'],
    ["'leveringen\\*.xml'", 'leveringen/*.xml', 'leveringen'],
    ['*.xml', '*.xml', '.'],
    ['C:\\werk\\2025-??\\*.xml', 'C:/werk/2025-??/*.xml', 'C:/werk'],
    ['C:\\*.xml', 'C:/*.xml', 'C:/'],
    ['\\*.xml', '/*.xml', '/'],
    ['\\\\server\\share\\*.xml', '//server/share/*.xml', '//server/share'],
    ['{jan,feb}\\*.xml', '{jan,feb}/*.xml', '.'],
  ])('%s on Windows', (pattern, glob, base) => {
    expect(globOf(pattern, WINDOWS)).toBe(glob);
    expect(baseOfPattern(pattern, WINDOWS)).toBe(base);
  });

  test.each([
    ['leveringen/**/*.xml', 'leveringen/**/*.xml', 'leveringen'],
    ['/*.xml', '/*.xml', '/'],
    ['*.xml', '*.xml', '.'],
    // A backslash makes a sign an ordinary one.
    ['map/\\[1\\].xml', 'map/\\[1\\].xml', 'map'],
  ])('%s elsewhere', (pattern, glob, base) => {
    expect(globOf(pattern, UNIX)).toBe(glob);
    expect(baseOfPattern(pattern, UNIX)).toBe(base);
  });

  test('what is none is watched itself', () => {
    expect(baseOfPattern('C:\\werk\\maart.xml', WINDOWS)).toBe('C:\\werk\\maart.xml');
    expect(baseOfPattern('leveringen', UNIX)).toBe('leveringen');
  });
});
