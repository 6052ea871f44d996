import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OpenTexts } from '../../../server/src/session/documents/open-texts.ts';
import { SchematronFiles } from '../../../server/src/session/schematron/schematron-files.ts';
import { sch } from '../../support/schematron.ts';

const URI = 'file:///regels.sch';
const TEXT = sch('<pattern/>');

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a file that does not come is waited for no longer than a few seconds, and taken when it comes', async () => {
  let come = (_text: string) => {};
  let reads = 0;
  const onDisk = {
    resolve: () => URI,
    read: () => {
      reads++;
      return new Promise<string>((resolve) => (come = resolve));
    },
  };
  const files = new SchematronFiles(onDisk, new OpenTexts());
  const late: string[] = [];
  files.onDidComeLate((uri) => late.push(uri));
  const unreadable: string[] = [];
  const asked = files.of(['regels.sch'], undefined, (path) => unreadable.push(path));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await asked).toEqual([]);
  expect(await files.of(['regels.sch'], undefined, (path) => unreadable.push(path))).toEqual([]);
  expect(unreadable).toEqual(['regels.sch']);
  expect(reads).toBe(1);
  expect(late).toEqual([]);
  come(TEXT);
  await vi.advanceTimersByTimeAsync(0);
  expect(late).toEqual([URI]);
  files.changed(URI);
  const again = files.of(['regels.sch'], undefined, (path) => unreadable.push(path));
  come(TEXT);
  expect(await again).toMatchObject([{ uri: URI, text: TEXT }]);
  expect(unreadable).toHaveLength(1);
});
