import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { generateDelivery } from '../../bench/generate-delivery.ts';
import { checkFiles } from '../../server/src/cli/checking/check-files.ts';
import type { Input } from '../../server/src/cli/files/input.ts';
import type { FileReport } from '../../server/src/cli/reporters/report.ts';
import { delivery, record } from '../support/delivery.ts';
import { NOTHING_SET } from '../support/packs/file-settings.ts';

const FILES = 24;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('a large file is judged though the program of the thread for those is missing', async () => {
  const right = generateDelivery({ records: 5_500, seed: 3, oneLine: false, faulty: 0 });
  const text = right.replace(/<BegindatumVoorziening>[^<]*</, '<BegindatumVoorziening>20250230<');
  expect(text.length).toBeGreaterThan(2_000_000);
  const codes: string[] = [];
  const input: Input = {
    path: 'groot.srg.xml',
    named: true,
    foundBy: ['groot.srg.xml'],
    uri: 'file:///groot.srg.xml',
    read: async () => Buffer.from(text),
  };
  const status = await checkFiles([input], {
    settingsOf: async () => NOTHING_SET,
    failOn: 'error',
    validationWorker: pathToFileURL('nergens/validation-worker.mjs'),
    ignoresUnknown: false,
    complain() {},
    failed() {},
    foundOut() {},
    reporter: {
      *pieces({ findings }) {
        yield;
        for (const { finding } of findings) codes.push(finding.code);
      },
      add() {},
      end() {},
    },
  });
  expect({ status, codes }).toEqual({ status: 1, codes: ['SRG-T002'] });
});

test('however many files there are, those that were told of are let go', async () => {
  const input = (n: number): Input => ({
    path: `map/${n}.srg.xml`,
    named: false,
    foundBy: ['map'],
    uri: `file:///map/${n}.srg.xml`,
    async read() {
      // What is looked at is held until a turn of the loop is over.
      await setImmediate();
      return Buffer.from(delivery([record({ nummer: `N-${n}`, start: '20250230' })]));
    },
  });
  const seen: WeakRef<FileReport['analysis']>[] = [];
  let most = 0;
  const status = await checkFiles(
    Array.from({ length: FILES }, (_, n) => input(n)),
    {
      settingsOf: async () => NOTHING_SET,
      failOn: 'error',
      validationWorker: undefined,
      ignoresUnknown: false,
      complain() {},
      failed() {},
      foundOut() {},
      reporter: {
        *pieces({ analysis, findings }) {
          if (seen.length % 8 === 7) {
            collectGarbage();
            most = Math.max(most, seen.filter((one) => one.deref()).length);
          }
          seen.push(new WeakRef(analysis));
          yield [...findings].length;
        },
        add: (count) => expect(count).toBe(1),
        end() {},
      },
    },
  );
  expect({ status, seen: seen.length }).toEqual({ status: 1, seen: FILES });
  // One may still be on the stack.
  expect(most).toBeLessThanOrEqual(2);
});
