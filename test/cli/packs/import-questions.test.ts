import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askQuestions } from '../../../server/src/cli/files/ask-questions.ts';
import type { Program } from '../../../server/src/cli/program.ts';
import { wordsIn } from '../../../server/src/cli/usage/words.ts';
import { examplesIn } from '../../../server/src/engine/import/examples.ts';
import { importOf } from '../../support/import/import-of.ts';
import { xsd } from '../../support/packs/schema-pack.ts';

const el = (name: string, type = 'xs:string') => `<xs:element name="${name}" type="${type}"/>`;
const SCHEMA = xsd(`<xs:simpleType name="Vermogen"><xs:restriction base="xs:string">
  <xs:enumeration value="10"/><xs:enumeration value="11"/><xs:enumeration value="20"/></xs:restriction></xs:simpleType>
  <xs:element name="SRG"><xs:complexType><xs:sequence>
  <xs:element name="Voorziening" maxOccurs="unbounded"><xs:complexType><xs:sequence>
  ${el('Bsn') + el('Arbeidsvermogen', 'Vermogen') + el('TypeVoorziening', 'xs:int') + el('Startdatum', 'xs:date') + el('Ingangsdatum', 'xs:date')}
  </xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>`);

/** What is asked where somebody gives these lines, and the answers that it comes to. */
async function asked(lines: readonly string[], example = '') {
  const result = await importOf({ 'x.xsd': SCHEMA });
  if (result.kind !== 'imported') throw new Error(result.kind);
  const questions: string[] = [];
  const left = [...lines];
  const terminal = {
    ask: async (question: string) => {
      questions.push(question);
      return left.shift();
    },
    close: () => undefined,
  };
  const program = { say: wordsIn('nl'), language: 'nl' } as Program;
  const answers = await askQuestions(result.proposal, examplesIn([example]), terminal, program);
  return { questions, answers: answers.map(({ concept, path }) => `${concept}=${path}`) };
}

describe('what an import asks', () => {
  test('each question has its places with the reason and an example', async () => {
    const { questions, answers } = await asked(
      ['1', '2'],
      '<SRG><Voorziening><Bsn>950204869</Bsn><Startdatum>2025-02-01</Startdatum></Voorziening></SRG>',
    );
    expect(questions).toEqual([
      `Waar staat bsn? (1/2)
  1. /SRG/Voorziening/Bsn: de naam ‘Bsn’; bijvoorbeeld *****4869
Nummer, of nummers waar het op meer plaatsen staat (leeg: open laten, -: staat er niet in): `,
      `Waar staat begindatum? (2/2)
  1. /SRG/Voorziening/Startdatum (jjjj-mm-dd): de naam ‘Startdatum’, een waarde als jjjj-mm-dd; bijvoorbeeld 2025-02-01
  2. /SRG/Voorziening/Ingangsdatum (jjjj-mm-dd): de naam ‘Ingangsdatum’, een waarde als jjjj-mm-dd; bijvoorbeeld 2025-03-31
Nummer, of nummers waar het op meer plaatsen staat (leeg: open laten, -: staat er niet in): `,
    ]);
    expect(answers).toEqual(['bsn=/SRG/Voorziening/Bsn', 'begindatum=/SRG/Voorziening/Ingangsdatum']);
  });

  test.each<[name: string, lines: string[], answers: string[], questions: number]>([
    ['nothing leaves it open', ['', ''], [], 2],
    ['a dash means that it is not there', ['-', ''], ['bsn=-'], 2],
    ['what is no number of a place is asked again', ['4', 'ja', '1', ''], ['bsn=/SRG/Voorziening/Bsn'], 4],
    [
      'several places',
      ['', '1, 2'],
      ['begindatum=/SRG/Voorziening/Startdatum', 'begindatum=/SRG/Voorziening/Ingangsdatum'],
      2,
    ],
    ['nobody answers any more', ['1'], ['bsn=/SRG/Voorziening/Bsn'], 2],
  ])('%s', async (_name, lines, answers, questions) => {
    const result = await asked(lines);
    expect(result.answers).toEqual(answers);
    expect(result.questions).toHaveLength(questions);
  });
});

const hasScript = spawnSync('script', ['--version']).status === 0;

describe.skipIf(!hasScript)('on a terminal', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'srg-terminal-'));
    writeFileSync(join(folder, 'x.xsd'), SCHEMA);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function onTerminal(input: string): { output: string; status: number } {
    const command = `${process.execPath} dist/srg.mjs import ${join(folder, 'x.xsd')}`;
    try {
      return {
        output: execFileSync('script', ['-qec', command, '/dev/null'], { input, encoding: 'utf8', timeout: 20_000 }),
        status: 0,
      };
    } catch (error) {
      const { stdout, status } = error as { stdout: string; status: number };
      return { output: stdout, status };
    }
  }

  test('the answers settle what is open', () => {
    const { output, status } = onTerminal('1\n1\n');
    expect(output).toContain('Waar staat begindatum? (2/2)');
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'x/pack.json'), 'utf8'))).toMatchObject({
      concepts: { bsn: { path: '/SRG/Voorziening/Bsn' }, begindatum: { path: '/SRG/Voorziening/Startdatum' } },
    });
  });
});
