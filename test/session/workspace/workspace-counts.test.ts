import { beforeEach, expect, test } from 'vitest';
import type { CheckedFile } from '../../../server/src/session/workspace/closed-delivery.ts';
import { WorkspaceResults } from '../../../server/src/session/workspace/workspace-results.ts';

const [A, B] = ['file:///a.xml', 'file:///b.xml'];

let results: WorkspaceResults;
/** What the client was sent: the findings of a file, or how many there are in all. */
let sent: ([uri: string, findings: number] | number)[];

beforeEach(() => {
  sent = [];
  results = new WorkspaceResults({
    sendDiagnostics: ({ uri, diagnostics }: { uri: string; diagnostics: unknown[] }) =>
      sent.push([uri, diagnostics.length]),
    sendNotification: (_type: unknown, { findings }: { findings: number }) => sent.push(findings),
  } as never);
});

const file = (uri: string, findings: number, outcome = 'afkeur') =>
  ({ uri, stamp: '1', outcome, diagnostics: Array.from({ length: findings }, () => ({})) }) as unknown as CheckedFile;
const told = () => sent.splice(0);

test('findings are told as files are taken, and their number when it is another one', () => {
  for (const one of [file(A, 2), file(B, 0), file(B, 3)]) results.take(one);
  results.tellCount();
  results.tellCount();
  expect(told()).toEqual([[A, 2], [B, 3], 5]);
  expect(results.countWithout(A)).toBe(3);
  expect(results.countWithout('file:///c.xml')).toBe(5);
  results.take(file(A, 0));
  results.take(file(A, 0));
  results.tellCount();
  expect(told()).toEqual([[A, 0], 3]);
});

test('those of a file that others take the place of go, where the client has not written over them', () => {
  for (const one of [file(A, 2), file(B, 3)]) results.take(one);
  told();
  results.replaced(A, () => false);
  results.replaced(B, (uri) => uri === B);
  results.replaced(B, () => false);
  results.replaced('file:///c.xml', () => false);
  expect(told()).toEqual([[A, 0], 3, 0]);
  // It is to be checked again when its time comes.
  expect(results.of(A)).toMatchObject({ stamp: '', diagnostics: [] });
});

test('those of files that are no more go', () => {
  for (const one of [file(A, 2), file(B, 3), file('file:///c.xml', 0)]) results.take(one);
  told();
  expect(results.keepOnly(new Set([A])).map(({ uri }) => uri)).toEqual([B, 'file:///c.xml']);
  results.tellCount();
  expect(told()).toEqual([[B, 0], 2]);
  expect(results.of(B)).toBeUndefined();
});

test('what is no delivery is not among all', () => {
  for (const one of [file(A, 2), file(B, 0, 'other')]) results.take(one);
  expect(results.all().map(({ uri }) => uri)).toEqual([A]);
});
