import type { Reporter } from './report.ts';

/** A file, and the fingerprints of what is found in it. */
export type Accepted = readonly [path: string, prints: readonly string[]];

/** Takes what is found in files, to be accepted. */
export function baselineReporter(add: (accepted: Accepted) => void): Reporter<Accepted> {
  return {
    *pieces({ path, findings }) {
      yield [path, Array.from(findings.fingerprinted(), ({ fingerprint }) => fingerprint)];
    },
    add,
    end() {},
  };
}
