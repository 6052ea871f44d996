import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import { uriKey } from '../../../server/src/engine/text/uri.ts';
import type { CheckedFile } from '../../../server/src/session/workspace/closed-delivery.ts';
import { WorkspaceResults } from '../../../server/src/session/workspace/workspace-results.ts';
import { holds } from '../../support/property.ts';

const uris = ['a', 'b', 'c', 'd'].map((name) => `file:///map/${name}.srg.xml`);
const keyOf = (uri: string) => uriKey(uri);

/** What a client has been told. */
function client() {
  const problems = new Map<string, number>();
  let findings: number | undefined;
  let tellings = 0;
  const connection = {
    sendDiagnostics: ({ uri, diagnostics }: { uri: string; diagnostics: unknown[] }) =>
      problems.set(uri, diagnostics.length),
    sendNotification: (_method: string, parameters: { findings: number }) => {
      findings = parameters.findings;
      tellings++;
    },
  } as unknown as Connection;
  return { connection, problems, told: () => ({ findings: findings ?? 0, tellings }) };
}

const checked = (uri: string, outcome: string, findings: number) =>
  ({ uri, outcome, stamp: 'x', diagnostics: Array.from({ length: findings }, () => ({})) }) as unknown as CheckedFile;

const uri = fc.constantFrom(...uris);
const step = fc.oneof(
  fc.record({
    kind: fc.constant('take' as const),
    uri,
    outcome: fc.constantFrom('afkeur', 'goedgekeurd', 'other'),
    findings: fc.nat(3),
  }),
  fc.record({ kind: fc.constant('replaced' as const), uri, isOverwritten: fc.boolean() }),
  fc.record({ kind: fc.constant('keepOnly' as const), kept: fc.subarray(uris) }),
  fc.record({ kind: fc.constant('tellCount' as const) }),
);

test('a client has the findings of each file as they stand, and is told how many only where that is another number', () => {
  const property = fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
    const { connection, problems, told } = client();
    const results = new WorkspaceResults(connection);
    /** How many findings stand of each file that was checked, and what became of it. */
    const known = new Map<string, { findings: number; outcome: string }>();
    /** Of the files whose findings somebody else has sent over these. */
    const overwritten = new Set<string>();
    const count = () => [...known.values()].reduce((sum, { findings }) => sum + findings, 0);
    for (const one of steps) {
      const before = told();
      if (one.kind === 'take') {
        known.set(one.uri, { findings: one.findings, outcome: one.outcome });
        results.take(checked(one.uri, one.outcome, one.findings));
        if (problems.has(one.uri)) overwritten.delete(one.uri);
      } else if (one.kind === 'keepOnly') {
        const gone = [...known.keys()].filter((each) => !one.kept.includes(each));
        expect(results.keepOnly(new Set(one.kept.map(keyOf))).map((file) => file.uri)).toEqual(gone);
        for (const each of gone) known.delete(each);
      } else if (one.kind === 'replaced') {
        const stood = known.get(one.uri);
        const had = stood !== undefined && stood.findings > 0;
        if (had) known.set(one.uri, { ...stood, findings: 0 });
        if (had && one.isOverwritten) overwritten.add(one.uri);
        results.replaced(keyOf(one.uri), () => one.isOverwritten);
        expect(told().tellings).toBe(had && count() !== before.findings ? before.tellings + 1 : before.tellings);
        if (had) expect(results.of(keyOf(one.uri))).toMatchObject({ stamp: '', diagnostics: [] });
      } else {
        results.tellCount();
        expect(told().tellings).toBe(count() === before.findings ? before.tellings : before.tellings + 1);
        expect(told().findings).toBe(count());
      }
      for (const each of uris) {
        const { findings = 0 } = known.get(each) ?? {};
        expect(results.countWithout(keyOf(each))).toBe(count() - findings);
        expect(results.of(keyOf(each))?.diagnostics.length).toBe(known.get(each)?.findings);
        if (!overwritten.has(each)) expect(problems.get(each) ?? 0).toBe(findings);
      }
      const deliveries = [...known].filter(([, { outcome }]) => outcome !== 'other').map(([each]) => each);
      expect(
        results
          .all()
          .map((file) => file.uri)
          .sort(),
      ).toEqual(deliveries.sort());
    }
  });
  holds(property, 1_000);
});

test('files in which nothing is found, now and before, are not told of', () => {
  const { connection, problems } = client();
  const results = new WorkspaceResults(connection);
  results.take(checked(uris[0]!, 'goedgekeurd', 0));
  results.take(checked(uris[0]!, 'goedgekeurd', 0));
  results.replaced(keyOf(uris[0]!), () => false);
  results.keepOnly(new Set());
  expect([...problems]).toEqual([]);
});
