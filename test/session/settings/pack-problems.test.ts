import { expect, test } from 'vitest';
import type { Connection, PublishDiagnosticsParams } from 'vscode-languageserver';
import { loadPack, type PackError } from '../../../server/src/engine/packs/load-pack.ts';
import type { PackProblem } from '../../../server/src/engine/packs/pack-problem.ts';
import { PackProblems } from '../../../server/src/session/settings/pack-problems.ts';
import { manifestFor, xsd } from '../../support/packs/schema-pack.ts';

const NL = { language: 'nl', maskBsn: true } as const;

/** What is wrong with the schema alone. */
async function problemsOf(schema: string): Promise<readonly PackProblem[]> {
  const files: Record<string, string> = { 'pack.json': manifestFor('x.xsd'), 'x.xsd': schema };
  const loading = loadPack('p', async (name) => files[name]!, { uriOf: (name) => `file:///p/${name}` });
  const problems = await loading.then(
    ({ warnings }) => warnings,
    (error: PackError) => error.problems,
  );
  return problems.filter(({ file }) => file === 'x.xsd');
}

function published() {
  const sent: string[] = [];
  const connection = {
    sendDiagnostics({ uri, diagnostics }: PublishDiagnosticsParams) {
      const told = diagnostics.map(({ range, severity, message }) => `${severity} ${range.start.line}: ${message}`);
      sent.push(`${uri} ${told.join(' | ')}`);
    },
  };
  return { sent, problems: new PackProblems(connection as unknown as Connection) };
}

test('what is wrong with a schema stands in its file, until it is right', async () => {
  const { sent, problems } = published();
  const wrong = await problemsOf(xsd('<xs:element name="a" type="T"/>'));
  problems.set('p', wrong, NL);
  problems.set('p', wrong, NL);
  problems.set('p', await problemsOf(xsd('<xs:import namespace="urn:b"/>')), NL);
  problems.set('p', await problemsOf(xsd('')), NL);
  expect(sent).toEqual([
    expect.stringMatching(/^file:\/\/\/p\/x\.xsd 1 1: Het type T bestaat niet/),
    expect.stringMatching(/^file:\/\/\/p\/x\.xsd 2 1: Van de naamruimte urn:b/),
    'file:///p/x.xsd ',
  ]);
});

test('packs that share a file are told of together, and nothing of them when settings change', async () => {
  const { sent, problems } = published();
  const one = await problemsOf(xsd('<xs:element name="a" type="T"/>'));
  problems.set('p', one, NL);
  problems.set('q', one, NL);
  problems.clear();
  expect(sent.map((line) => line.split(' | ').length)).toEqual([1, 2, 1]);
  expect(sent.at(-1)).toBe('file:///p/x.xsd ');
});
