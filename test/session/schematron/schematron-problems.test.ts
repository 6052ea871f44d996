import { beforeEach, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { type FileProblems, SchematronFile } from '../../../server/src/engine/schematron/schematron-file.ts';
import { SchematronProblems } from '../../../server/src/session/schematron/schematron-problems.ts';
import { packs } from '../../support/delivery.ts';
import { sch } from '../../support/schematron.ts';

const SCH = 'file:///regels.sch';
const DELIVERY = 'file:///levering.srg.xml';
const OPTIONS = { language: 'nl', maskBsn: true };
const broken = (id: string) =>
  sch(`<pattern><rule context="srg:Statistiekmaand"><report id="${id}" test="true((">x</report></rule></pattern>`);

type Given = Parameters<SchematronProblems['analysed']>;
const document = (uri: string) => ({ uri }) as Given[0];
const [itself, delivery] = [document(SCH), document(DELIVERY)];
const analysisOf = (schematronProblems: readonly FileProblems[]) =>
  ({ choice: { kind: 'known' }, schematronProblems }) as unknown as Given[1];
const NO_DELIVERY = { choice: { kind: 'other' }, packs } as unknown as Given[1];

let file: SchematronFile;
let problems: SchematronProblems;
let close: (uri: string) => void;
/** How many problems each file has by what was sent, in turn. */
let sent: [uri: string, count: number][];

beforeEach(() => {
  file = new SchematronFile(SCH, broken('A'));
  sent = [];
  const open = new Map([itself, delivery].map((one) => [one.uri, one]));
  const connection = {
    sendDiagnostics: ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) =>
      sent.push([uri, diagnostics.length]),
  };
  const parts = {
    documents: {
      get: (uri: string) => open.get(uri),
      onDidClose: (then: (event: { document: Given[0] }) => void) => {
        close = (uri) => {
          then({ document: open.get(uri)! });
          open.delete(uri);
        };
      },
    },
    schematronTracker: { onDidApply: () => undefined },
    schematronFiles: { isCurrent: (one: SchematronFile) => one === file },
    configuration: { schematronOf: async () => [file], optionsFor: async () => OPTIONS },
  };
  problems = new SchematronProblems(connection as never, parts as never);
});

test('what deliveries show of an open file is told instead of what it shows by itself', async () => {
  await problems.analysed(itself, NO_DELIVERY);
  expect(sent).toEqual([[SCH, 1]]);
  await problems.analysed(delivery, analysisOf([{ file, problems: [] }]));
  expect(sent.splice(0)).toEqual([
    [SCH, 1],
    [SCH, 0],
  ]);
  close(DELIVERY);
  expect(sent).toEqual([[SCH, 1]]);
});

test('what a delivery shows of another file leaves what a file shows by itself', async () => {
  await problems.analysed(itself, NO_DELIVERY);
  const other = new SchematronFile('file:///andere.sch', broken('B'));
  await problems.analysed(delivery, analysisOf([{ file: other, problems: other.problemsAlone(packs) }]));
  expect(sent).toEqual([[SCH, 1]]);
});

test('what a delivery shows is told once, and no longer when the file has changed', async () => {
  const shown = analysisOf([{ file, problems: file.problemsAlone(packs) }]);
  await problems.analysed(delivery, shown);
  await problems.analysed(delivery, shown);
  expect(sent.splice(0)).toEqual([[SCH, 1]]);
  file = new SchematronFile(SCH, sch('<pattern/>'));
  await problems.analysed(delivery, shown);
  expect(sent).toEqual([[SCH, 0]]);
});

test('what a document showed that was closed meanwhile is not told', async () => {
  const analysed = problems.analysed(itself, NO_DELIVERY);
  close(SCH);
  await analysed;
  expect(sent).toEqual([]);
});

test('what deliveries show that are not open is told until they are forgotten', () => {
  const found = { schematronProblems: [{ file, problems: file.problemsAlone(packs) }] };
  const none = { schematronProblems: [] };
  type Closed = Parameters<SchematronProblems['analysedClosed']>;
  const analysedClosed = (uri: string, one: object) =>
    problems.analysedClosed(uri, one as Closed[1], OPTIONS as Closed[2]);
  analysedClosed('file:///a.srg.xml', found);
  analysedClosed('file:///b.srg.xml', found);
  analysedClosed('file:///b.srg.xml', none);
  expect(sent.splice(0)).toEqual([[SCH, 1]]);
  problems.forgetClosed(['file:///c.srg.xml']);
  expect(sent).toEqual([]);
  problems.forgetClosed(['file:///a.srg.xml', 'file:///b.srg.xml']);
  expect(sent).toEqual([[SCH, 0]]);
});

test('what a delivery shows that is not open is told instead of what an open file shows by itself', async () => {
  await problems.analysed(itself, NO_DELIVERY);
  expect(sent.splice(0)).toEqual([[SCH, 1]]);
  problems.analysedClosed('file:///dicht.srg.xml', analysisOf([{ file, problems: [] }]), OPTIONS as never);
  expect(sent.splice(0)).toEqual([[SCH, 0]]);
  problems.forgetClosed(['file:///dicht.srg.xml']);
  expect(sent).toEqual([[SCH, 1]]);
});

test('nothing is told any more when all settings are asked for anew', async () => {
  await problems.analysed(itself, NO_DELIVERY);
  problems.clear();
  expect(sent).toEqual([
    [SCH, 1],
    [SCH, 0],
  ]);
});
