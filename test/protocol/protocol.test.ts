// Over 400 lines: the conversation of one client with the server, in its order.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type CodeAction,
  type Diagnostic,
  type MarkupContent,
  type RegistrationParams,
  RegistrationRequest,
  type TextEdit,
} from 'vscode-languageserver-protocol';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { LspClient, PULL, PUSH } from '../support/clients/lsp-client.ts';
import { applyTextEdits } from '../support/text-edits.ts';

const URI = 'file:///levering.srg.xml';
const EXAMPLE = readFileSync('examples/met-fouten.srg.xml', 'utf8');
const CORRECT = readFileSync('examples/correct.srg.xml', 'utf8');
const CODES = [
  ...['SRG-I114', 'SRG-I102', 'SRG-I103', 'SRG-I110', 'SRG-I117', 'SRG-I115', 'SRG-I105', 'SRG-I116', 'SRG-I108'],
  ...['SRG-T002', 'SRG-I119', 'SRG-I109', 'SRG-I113', 'SRG-I107', 'SRG-I118', 'SRG-I106', 'SRG-T004', 'SRG-I101'],
];

let client: LspClient;
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
  expect(client.logged.join('\n')).not.toMatch(/\d{9}/);
});

/** The text after an action's edits. */
function after(text: string, action: CodeAction): string {
  const change = action.edit?.documentChanges?.[0];
  const edits = (change && 'edits' in change ? change.edits : action.edit?.changes?.[URI]) as TextEdit[];
  return applyTextEdits(text, edits);
}

/** Where a string stands, as line and column, `into` characters behind its start. */
function position(text: string, of: string, into = 0) {
  const at = text.indexOf(of);
  if (at < 0) throw new Error(`${of} is not in the text`);
  return new SourceText(text).positionAt(at + into);
}

test('a record pasted into another one is one finding, and its fix takes it out', async () => {
  client = await new LspClient().start(PULL);
  const [one] = /<Voorziening>[\s\S]*?<\/Voorziening>\s*/.exec(CORRECT)!;
  const pasted = CORRECT.replace('<TypeVoorziening>', `${one.replace(/VZ-[\d-]+/, 'VZ-9')}$&`);
  await client.open(URI, pasted);
  const [finding, ...others] = await client.diagnostics(URI);
  expect(others).toEqual([]);
  expect(finding!.code).toBe('SRG-T002');
  const [fix] = await client.codeActions(URI, finding!.range, ['quickfix']);
  await client.change(URI, 2, [{ text: after(pasted, fix!) }]);
  expect(await client.diagnostics(URI)).toEqual([]);
  // The end tag of the record around it is yet to be typed.
  await client.change(URI, 3, [{ text: pasted.replace('</Voorziening>', '').replace('</Voorziening>', '</Voorz') }]);
  expect((await client.diagnostics(URI)).map(({ code }) => code)).toContain('SRG-T001');
});

describe('capabilities', () => {
  test('for a client that pulls', async () => {
    client = await new LspClient().start(PULL);
    expect(client.initialized).toMatchInlineSnapshot(`
      {
        "capabilities": {
          "codeActionProvider": {
            "codeActionKinds": [
              "quickfix",
              "refactor.rewrite.requiredElements",
              "refactor.rewrite.sortChildren",
              "refactor.rewrite.duplicateRecord",
              "refactor.rewrite.newVoorziening",
              "refactor.extract.delivery",
              "refactor.rewrite.surround",
              "refactor.rewrite.wrapInComment",
              "refactor.rewrite.unwrapComment",
              "source.normaliseDates.srg",
              "source.fixAll.srg",
              "source.layout.srg",
            ],
          },
          "codeLensProvider": {
            "resolveProvider": true,
          },
          "completionProvider": {
            "completionItem": {
              "labelDetailsSupport": true,
            },
            "resolveProvider": true,
            "triggerCharacters": [
              "<",
              "/",
              "!",
              """,
              "'",
              " ",
              "&",
            ],
          },
          "definitionProvider": true,
          "diagnosticProvider": {
            "identifier": "srg",
            "interFileDependencies": true,
            "workspaceDiagnostics": false,
          },
          "documentFormattingProvider": true,
          "documentHighlightProvider": true,
          "documentLinkProvider": {},
          "documentOnTypeFormattingProvider": {
            "firstTriggerCharacter": ">",
            "moreTriggerCharacter": [
              "
      ",
              "/",
            ],
          },
          "documentRangeFormattingProvider": true,
          "documentSymbolProvider": true,
          "foldingRangeProvider": true,
          "hoverProvider": true,
          "inlayHintProvider": true,
          "linkedEditingRangeProvider": true,
          "referencesProvider": true,
          "renameProvider": true,
          "selectionRangeProvider": true,
          "semanticTokensProvider": {
            "full": {
              "delta": true,
            },
            "legend": {
              "tokenModifiers": [],
              "tokenTypes": [
                "enumMember",
                "date",
                "bsn",
                "placeholder",
                "comment",
              ],
            },
            "range": true,
          },
          "textDocumentSync": {
            "change": 2,
            "openClose": true,
          },
          "workspace": {
            "fileOperations": {
              "didDelete": {
                "filters": [
                  {
                    "pattern": {
                      "glob": "**",
                      "matches": "folder",
                    },
                  },
                ],
              },
              "didRename": {
                "filters": [
                  {
                    "pattern": {
                      "glob": "**",
                      "matches": "folder",
                    },
                  },
                ],
              },
            },
            "workspaceFolders": {
              "changeNotifications": true,
              "supported": true,
            },
          },
          "workspaceSymbolProvider": true,
        },
        "serverInfo": {
          "name": "srg-language-server",
          "version": "0.1.0",
        },
      }
    `);
  });

  test('what an editor takes from one extension alone is offered for deliveries, and of it the layout for stylesheets as well', async () => {
    const later = { dynamicRegistration: true };
    const tokens = { ...later, requests: {}, tokenTypes: [], tokenModifiers: [], formats: [] };
    const textDocument = { ...PULL.textDocument, formatting: later, onTypeFormatting: later, semanticTokens: tokens };
    client = new LspClient();
    const asked = new Promise<RegistrationParams>((resolve) => {
      client.connection.onRequest(RegistrationRequest.type, (parameters) => resolve(parameters));
    });
    await client.start({ ...PULL, textDocument });
    const { capabilities } = client.initialized;
    expect(capabilities.documentFormattingProvider).toBeUndefined();
    expect(capabilities.documentOnTypeFormattingProvider).toBeUndefined();
    expect(capabilities.semanticTokensProvider).toBeUndefined();
    expect(capabilities.documentRangeFormattingProvider).toBe(true);
    const { registrations } = await asked;
    expect(registrations.map(({ method }) => method)).toEqual([
      'textDocument/formatting',
      'textDocument/onTypeFormatting',
      'textDocument/semanticTokens',
    ]);
    const deliveries = [{ language: 'srg-xml' }, { language: 'xml' }];
    for (const { method, registerOptions } of registrations) {
      const more = method === 'textDocument/formatting' ? [{ language: 'xsl' }, { language: 'xslt' }] : [];
      expect(registerOptions.documentSelector).toEqual([...deliveries, ...more]);
    }
  });

  test('for a client that is pushed to', async () => {
    client = await new LspClient().start(PUSH);
    expect(client.initialized.capabilities.diagnosticProvider).toBeUndefined();
  });
});

describe('diagnostics', () => {
  test('pushed, with the version, and again after an edit', async () => {
    client = await new LspClient().start(PUSH);
    await client.open(URI, EXAMPLE);
    const { diagnostics } = await client.pushed(URI, 1, ({ length }) => length >= CODES.length);
    expect(diagnostics.map(({ code }) => code)).toEqual(CODES);
    const start = position(EXAMPLE, '>9363<', 1);
    await client.change(URI, 2, [
      { range: { start, end: { ...start, character: start.character + 4 } }, text: '0363' },
    ]);
    expect((await client.pushed(URI, 2)).diagnostics.map(({ code }) => code)).toEqual(CODES.slice(1));
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
    await client.connection.sendRequest('textDocument/hover', { textDocument: { uri: URI }, position: start });
    expect(client.published.at(-1)).toEqual({ uri: URI, diagnostics: [] });
  });

  test('pulled: full, then unchanged, then full after an edit', async () => {
    client = await new LspClient().start(PULL);
    await client.open(URI, EXAMPLE);
    const first = await client.pull(URI);
    expect(first.kind === 'full' && first.items.map(({ code }) => code)).toEqual(CODES);
    const second = await client.pull(URI, first.resultId);
    expect(second).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.change(URI, 2, [{ text: CORRECT }]);
    const third = await client.pull(URI, second.resultId);
    expect(third).toEqual({ kind: 'full', items: [], resultId: third.resultId });
    expect(third.resultId).not.toBe(first.resultId);
  });

  test('carry code, page, source, severity and the other place', async () => {
    client = await new LspClient().start(PULL);
    await client.open(URI, EXAMPLE);
    const found = (await client.diagnostics(URI)).find(({ code }) => code === 'SRG-I101')!;
    expect(found).toMatchObject({
      source: 'srg',
      severity: 2,
      message: expect.stringMatching(/^De einddatum \(10 maart 2025\) ligt vóór de begindatum \(24 maart 2025\)/),
      relatedInformation: [{ location: { uri: URI }, message: 'De begindatum' }],
    });
    expect(existsSync(fileURLToPath(found.codeDescription!.href))).toBe(true);
    const { range } = found.relatedInformation![0]!.location;
    const source = new SourceText(EXAMPLE);
    expect(source.slice(source.offsetAt(range.start), source.offsetAt(range.end))).toBe('20250324');
  });

  test('several edits in one notification, over CR LF lines', async () => {
    client = await new LspClient().start(PULL);
    const text = CORRECT.replace(/\n/g, '\r\n');
    await client.open(URI, text);
    expect(await client.diagnostics(URI)).toEqual([]);
    const code = position(text, '<Gemeentecode>', 14);
    const tag = position(text, '</BegindatumVoorziening>', 2);
    await client.change(URI, 2, [
      { range: { start: code, end: { ...code, character: code.character + 4 } }, text: '9999' },
      { range: { start: tag, end: { ...tag, character: tag.character + 5 } }, text: 'Eind' },
    ]);
    expect((await client.diagnostics(URI)).map((diagnostic) => diagnostic.code)).toEqual(['SRG-I114', 'SRG-T001']);
  });

  test.each([
    ['another XML language', 'xml', '<html xmlns="http://www.w3.org/1999/xhtml"><p></html>', []],
    ['an empty XML file', 'xml', '', []],
    ['an empty SRG file', 'srg-xml', '', ['SRG-T001']],
    ['something that is no XML', 'srg-xml', '\u0000<<<&&&]]>\ud800', ['SRG-T001']],
  ])('of %s', async (_name, languageId, text, codes) => {
    client = await new LspClient().start(PULL);
    await client.open(URI, text, languageId);
    expect([...new Set((await client.diagnostics(URI)).map(({ code }) => code))]).toEqual(codes);
  });
});

describe('settings', () => {
  test('asked for by document: language, rules, berichtgevers, the number of findings', async () => {
    client = new LspClient();
    client.settings = {
      language: 'en',
      rules: { 'SRG-I102': 'off', 'SRG-I103': 'error' },
      berichtgevers: ['9999'],
      maxProblems: 3,
    };
    await client.start(PULL);
    await client.open(URI, EXAMPLE);
    const found = await client.diagnostics(URI);
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([
      ['SRG-T003', 1],
      ['SRG-I103', 1],
      ['SRG-T002', 1],
      [undefined, 3],
    ]);
    expect(found[3]!.message).toBe('There are 15 more findings not shown here (3 shown; see srg.maxProblems).');
  });

  test('pushed by a client that is not asked', async () => {
    client = await new LspClient().start({ textDocument: { diagnostic: {} } });
    await client.open(URI, EXAMPLE);
    expect(await client.diagnostics(URI)).toHaveLength(CODES.length);
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { srg: { rules: { 'SRG-I114': 'off' } } },
    });
    expect(await client.diagnostics(URI)).toHaveLength(CODES.length - 1);
  });
});

describe('hover', () => {
  test.each<[name: string, of: string, into: number, shown: RegExp]>([
    [
      'a code',
      '<TypeVoorziening>10',
      17,
      /^\*\*10 · Loonkostensubsidie o\.g\.v\. de Participatiewet\*\*[\s\S]*Groep: Financiële compensatie[\s\S]*Herkomst: regeling of wet[\s\S]*Bron: /,
    ],
    [
      'an element',
      '<EinddatumVoorziening>',
      3,
      /^\*\*EinddatumVoorziening\*\*[\s\S]*reconstructie[\s\S]*Type: `[\s\S]*Komt voor: nul of één keer/,
    ],
    ['an end tag', '</EinddatumVoorziening>', 4, /^\*\*EinddatumVoorziening\*\*/],
    [
      'a BSN',
      '<Burgerservicenummer>9',
      21,
      /^Dit BSN voldoet aan de elfproef\.\n\nDeze persoon heeft 2 records in dit bestand\.$/,
    ],
    [
      'a date of a running record',
      '<BegindatumVoorziening>20230901',
      24,
      /^\*\*vrijdag 1 september 2023\*\*[\s\S]*Loopt sinds 1 september 2023, zonder einddatum\.[\s\S]*Loopt in verslagmaand maart 2025\./,
    ],
    [
      'the verslagmaand',
      '<Statistiekmaand>03',
      17,
      /^Verslagmaand maart 2025: 1 maart 2025 tot en met 31 maart 2025\.$/,
    ],
  ])('on %s', async (_name, of, into, shown) => {
    client = await new LspClient().start(PULL);
    await client.open(URI, CORRECT);
    const { line, character } = position(CORRECT, of, into);
    const hover = await client.hover(URI, line, character);
    const { value } = hover!.contents as MarkupContent;
    expect(value).toMatch(shown);
    expect(value).not.toMatch(/\d{9}/);
  });

  test('on white space there is nothing to say', async () => {
    client = await new LspClient().start(PULL);
    await client.open(URI, CORRECT);
    expect(await client.hover(URI, 6, 0)).toBeNull();
  });
});

describe('code actions', () => {
  const findingAt = async (code: string): Promise<Diagnostic> =>
    (await client.diagnostics(URI)).find((diagnostic) => diagnostic.code === code)!;

  test.each<[code: string, titles: string[]]>([
    ['SRG-I114', ['Vervang door 0363 (Amsterdam)']],
    ['SRG-I102', ['Zet arbeidsvermogen op 10 (Onder WML)']],
    ['SRG-I103', ['Zet de einddatum op 15 maart 2025']],
    ['SRG-I110', ['Verwijder Loonwaarde']],
    [
      'SRG-I105',
      ['Zet de einddatum van de eerdere voorziening (type 23) op 23 maart 2025', 'Ga naar het andere record'],
    ],
    ['SRG-I108', ['Neem 5 december 1994 over van het eerste record van deze persoon']],
    ['SRG-T002', ['Vervang door 20250301']],
    ['SRG-I109', []],
    ['SRG-I117', []],
    ['SRG-I115', []],
    ['SRG-I116', []],
    ['SRG-I119', ['Ga naar het andere record', 'Verwijder dit record, met het commentaar dat erbij staat']],
    ['SRG-I113', ['Vervang door 2 (Werkelijke beëindiging)']],
    ['SRG-I118', ['Voeg OmschrijvingTypeVoorziening toe, om zelf in te vullen']],
    ['SRG-I107', []],
    ['SRG-I106', ['Verwijder dit record, met het commentaar dat erbij staat']],
    ['SRG-T004', ['Verwijder dit record, met het commentaar dat erbij staat', 'Ga naar het andere record']],
    ['SRG-I101', ['Wissel start- en einddatum om', 'Verwijder de einddatum (loopt nog)']],
  ])('for %s, and the text after each', async (code, titles) => {
    client = await new LspClient().start(PULL, { commands: ['srg.goTo'] });
    await client.open(URI, EXAMPLE);
    const finding = await findingAt(code);
    const actions = await client.codeActions(URI, finding.range, ['quickfix']);
    // A content finding can be suppressed as well, last of all.
    const suppress = code.startsWith('SRG-I')
      ? ['record', 'bestand']
          .slice(code === 'SRG-I114' ? 1 : 0)
          .map((what) => `Onderdruk deze melding (${code}) voor dit ${what}`)
      : [];
    expect(actions.map(({ title }) => title)).toEqual([...titles, ...suppress]);
    let version = 1;
    for (const action of actions.filter(({ edit }) => edit)) {
      expect(action.diagnostics?.[0]).toMatchObject({ code, range: finding.range });
      await client.change(URI, ++version, [{ text: after(EXAMPLE, action) }]);
      const left = (await client.diagnostics(URI)).map((diagnostic) => diagnostic.code);
      // What the user is to fill in is still missing until then.
      const others = CODES.filter((other) => other !== code || action.title.endsWith('om zelf in te vullen'));
      const isSuppressing = suppress.includes(action.title);
      expect(left.filter((other) => other !== 'SRG-S001')).toEqual(others);
      // It asks for the reason.
      expect(left.length).toBe(others.length + (isSuppressing ? 1 : 0));
    }
  });

  test('a place to go to, for a client that can', async () => {
    client = await new LspClient().start(PULL, { commands: ['srg.goTo'] });
    await client.open(URI, EXAMPLE);
    const { range } = await findingAt('SRG-T004');
    const goTo = (await client.codeActions(URI, range)).find(({ command }) => command)!.command!;
    expect(goTo.command).toBe('srg.goTo');
    const [uri, place] = goTo.arguments as [string, Diagnostic['range']];
    const source = new SourceText(EXAMPLE);
    expect(uri).toBe(URI);
    expect(source.slice(source.offsetAt(place.start), source.offsetAt(place.end))).toBe('VZ-2025-01024');
  });

  test('none of those for a client that can not', async () => {
    client = await new LspClient().start(PULL);
    await client.open(URI, EXAMPLE);
    const { range } = await findingAt('SRG-T004');
    expect((await client.codeActions(URI, range, ['quickfix'])).map(({ title }) => title)).toEqual([
      'Verwijder dit record, met het commentaar dat erbij staat',
    ]);
  });

  test('everything that is safe at once', async () => {
    client = await new LspClient().start(PULL);
    await client.open(URI, EXAMPLE);
    const all = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const [action, ...others] = await client.codeActions(URI, all, ['source.fixAll']);
    expect(others).toEqual([]);
    expect(action).toMatchObject({ kind: 'source.fixAll.srg' });
    await client.change(URI, 2, [{ text: after(EXAMPLE, action!) }]);
    const left = (await client.diagnostics(URI)).map(({ code }) => code);
    expect(left).not.toContain('SRG-T002');
    expect(left).toContain('SRG-I101');
  });
});
