import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-protocol';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { delivery, record } from '../support/delivery.ts';

const EXAMPLE = readFileSync('examples/export-sjabloon.srg.tmpl', 'utf8');
const TEMPLATE = 'file:///exports/export.srg.tmpl';
const DELIVERY = 'file:///exports/levering.srg.xml';

let client: LspClient;
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
});

async function codesOf(uri: string): Promise<unknown[]> {
  return (await client.diagnostics(uri)).map(({ code }) => code);
}

test('a template by its name: what is to be filled in is no mistake, what is wrong beside it is', async () => {
  client = await new LspClient().start(PULL);
  const text = delivery([record({ start: '2025-{{ maand }}-01' }), '{% if a < b %}', record({ start: '1-3-2025' })]);
  await client.open(TEMPLATE, text);
  const [finding, ...others] = await client.diagnostics(TEMPLATE);
  expect(others).toEqual([]);
  expect(finding!.code).toBe('SRG-T002');
  const source = new SourceText(text);
  const start = text.indexOf('1-3-2025');
  expect(finding!.range).toEqual({ start: source.positionAt(start), end: source.positionAt(start + 8) });

  await client.open(DELIVERY, text);
  // By its name a delivery, it has no placeholder that stands for a whole value.
  expect(await codesOf(DELIVERY)).toEqual(['SRG-T002', 'SRG-T001', 'SRG-T002']);
});

test('a placeholder typed into a delivery makes a template of it, and the last one deleted a delivery again', async () => {
  client = await new LspClient().start(PULL);
  const text = delivery(record({ start: '1-3-2025' }));
  await client.open(DELIVERY, text);
  expect(await codesOf(DELIVERY)).toEqual(['SRG-T002']);
  const at = new SourceText(text).positionAt(text.indexOf('1-3-2025'));
  const end = (length: number) => ({ ...at, character: at.character + length });
  await client.change(DELIVERY, 2, [{ range: { start: at, end: end(8) }, text: '{{start}}' }]);
  expect(await codesOf(DELIVERY)).toEqual([]);
  await client.change(DELIVERY, 3, [{ range: { start: at, end: end(2) }, text: '' }]);
  expect(await codesOf(DELIVERY)).toEqual(['SRG-T002']);
});

test('the settings name the files and the placeholders', async () => {
  client = new LspClient();
  client.settings = { templates: { files: ['exports/**'], placeholders: ['%%…%%', '<…>', 7] } };
  await client.start(PULL);
  await client.open(DELIVERY, delivery(['%%begin%%', record({ start: '%%start%%' }), '%%einde%%']));
  expect(await codesOf(DELIVERY)).toEqual([]);
});

test('a tag with placeholders in it, while it is typed', async () => {
  client = await new LspClient().start(PULL);
  const tag = '<Voorziening {{x}}="1" {% if a %}xml:lang="nl"{% else %}xml:lang="en"{% endif %}>';
  const open = (rest: string) => delivery([record().replace('<Voorziening>', rest), record({ type: '40' })]);
  await client.open(TEMPLATE, open(tag));
  const whole = await client.diagnostics(TEMPLATE);
  // Of what the schema doesn't know it speaks once.
  expect(whole.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'SRG-T002 Voorziening heeft geen attribuut xml:lang.',
  ]);
  let version = 1;
  for (const [half, codes] of [
    ['<Voorziening {{x}}="1', ['SRG-T001']],
    ['<Voorziening {{x}}=', ['SRG-T001']],
    ['<Voorziening {{x}}', ['SRG-T001']],
    ['<Voorziening {{x}}="1">', []],
  ] as const) {
    await client.change(TEMPLATE, ++version, [{ text: open(half) }]);
    expect([...new Set(await codesOf(TEMPLATE))], half).toEqual(codes);
  }
});

test('a placeholder says what it is', async () => {
  client = await new LspClient().start(PULL);
  await client.open(TEMPLATE, EXAMPLE);
  expect(await codesOf(TEMPLATE)).toEqual([]);
  const at = new SourceText(EXAMPLE).positionAt(EXAMPLE.indexOf('{{ v.bsn }}') + 4);
  const hover = await client.hover(TEMPLATE, at.line, at.character);
  expect((hover!.contents as MarkupContent).value).toContain('Invulplek');
  expect(hover!.range!.end.character - hover!.range!.start.character).toBe('{{ v.bsn }}'.length);
});
