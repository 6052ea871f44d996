import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { LspClient, PULL } from '../../test/support/clients/lsp-client.ts';
import type { Deliveries } from '../deliveries.ts';
import type { DeliveryShape } from '../generate-delivery.ts';
import { median, p95 } from '../statistics.ts';
import type { Row } from '../table.ts';

export const URI = 'file:///levering.srg.xml';
const OTHER = 'file:///andere.srg.xml';
const FORMATTING = { tabSize: 2, insertSpaces: true };
/** Calls before the measuring starts: V8 has compiled by then what it will. */
export const WARM_UP = 60;

/** An editor that has a document open and everything known of it. */
export class Editor {
  private version = 1;
  readonly source: SourceText;

  private constructor(
    readonly client: LspClient,
    text: string,
  ) {
    this.source = new SourceText(text);
  }

  static async open(text: string, settings: Record<string, unknown> = {}): Promise<Editor> {
    const client = new LspClient();
    client.settings = settings;
    await client.start(PULL);
    const editor = new Editor(client, text);
    await client.open(URI, text);
    await client.pull(URI);
    return editor;
  }

  /** Types a character and asks for the diagnostics; in milliseconds from the keystroke to their being there. */
  async type(offset: number, character: string, replaced: number): Promise<number> {
    const range = { start: this.source.positionAt(offset), end: this.source.positionAt(offset + replaced) };
    this.source.replace(offset, offset + replaced, character);
    const started = performance.now();
    void this.client.change(URI, ++this.version, [{ range, text: character }]);
    await this.client.pull(URI);
    return performance.now() - started;
  }

  /** In milliseconds, how long the answer to a request takes. */
  async ask(request: (client: LspClient) => Promise<unknown>): Promise<number> {
    const started = performance.now();
    await request(this.client);
    return performance.now() - started;
  }
}

type Shape = Partial<DeliveryShape> & { records: number };

/** What an editor sees of the server, over the protocol: from the keystroke or question to the answer. */
export async function measureEditing(deliveries: Deliveries, calls: number, large: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  const at25 = await typing(deliveries, { records: 25_000 }, calls);
  rows.push({
    what: 'keystroke to diagnostics, in the middle of 25,000 records, p95',
    unit: 'ms',
    bar: 10,
    aim: 3,
    result: p95(at25),
    note: `median ${median(at25).toFixed(2)} ms of ${calls}, over the protocol`,
  });
  const oneLine = await typing(deliveries, { records: 25_000, oneLine: true }, calls);
  rows.push({
    what: 'the same on one line, p95',
    unit: 'ms',
    bar: 10,
    aim: 3,
    result: p95(oneLine),
    note: `median ${median(oneLine).toFixed(2)} ms`,
  });
  const faulty = await typing(deliveries, { records: 25_000, faulty: 1 }, calls);
  rows.push({
    what: 'the same, 100% faulty, p95',
    unit: 'ms',
    result: p95(faulty),
    note: `median ${median(faulty).toFixed(2)} ms, each answer has 500 diagnostics`,
  });
  if (large) {
    const [few, many] = [
      await typing(deliveries, { records: 1_000 }, calls),
      await typing(deliveries, { records: 100_000 }, calls),
    ];
    rows.push({
      what: 'the same in 100,000 records against 1,000, median',
      unit: 'x',
      bar: 3,
      aim: 1.5,
      result: median(many) / median(few),
      note: `${median(many).toFixed(2)} ms against ${median(few).toFixed(2)} ms`,
    });
  }
  rows.push(...(await answers(deliveries, calls)));
  rows.push(...(await wholeDocument(deliveries)));
  rows.push(await stall(deliveries));
  return rows;
}

/** What goes through all of a document: the server does it time-sliced, between which it answers others. */
async function wholeDocument(deliveries: Deliveries): Promise<Row[]> {
  const rows: Row[] = [];
  const rounds = 5;
  for (const oneLine of [false, true]) {
    const { client } = await Editor.open(deliveries.text({ records: 25_000, oneLine }), { codeLens: true });
    const measure = async (what: string, note: string, request: () => Promise<unknown>) => {
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const started = performance.now();
        await request();
        times.push(performance.now() - started);
      }
      rows.push({ what: `${what}, 25,000 records`, unit: 'ms', result: median(times), note });
    };
    if (oneLine) {
      await measure('formatting, from one line to lines', `median of ${rounds}, over the protocol`, () =>
        client.ask('formatting', URI, { options: FORMATTING }),
      );
    } else {
      await measure('formatting, laid out well already', `median of ${rounds}`, () =>
        client.ask('formatting', URI, { options: FORMATTING }),
      );
      await measure('all semantic tokens', `median of ${rounds}`, () => client.ask('semanticTokens/full', URI));
      await measure('outline', `median of ${rounds}`, () => client.ask('documentSymbol', URI));
      await measure('folding', `median of ${rounds}`, () => client.ask('foldingRange', URI));
      await measure('code lenses', `median of ${rounds}`, () => client.ask('codeLens', URI));
    }
    await client.stop();
  }
  return rows;
}

async function typing(deliveries: Deliveries, shape: Shape, calls: number): Promise<number[]> {
  const text = deliveries.text(shape);
  const editor = await Editor.open(text);
  const place = text.indexOf(`>VZ-${shape.records / 2}<`) + 4;
  const times: number[] = [];
  // A digit comes and goes, so that the text stays what it is.
  for (let i = 0; i < WARM_UP + calls; i++) {
    const time = i % 2 === 0 ? await editor.type(place, '9', 0) : await editor.type(place, '', 1);
    if (i >= WARM_UP) times.push(time);
  }
  await editor.client.stop();
  return times;
}

async function answers(deliveries: Deliveries, calls: number): Promise<Row[]> {
  const text = deliveries.text({ records: 25_000, faulty: 0.1 });
  const editor = await Editor.open(text);
  const { source } = editor;
  // All over the file, and worked out before anything is measured.
  const places = Array.from({ length: WARM_UP + calls }, (_, n) => {
    const record = text.indexOf(`>VZ-${(n * 7919) % 25_000}<`);
    const element = text.indexOf('<TypeVoorziening>', record);
    return {
      value: source.positionAt(element + 18),
      start: source.positionAt(element + 1),
      bsn: source.positionAt(text.lastIndexOf('<Burgerservicenummer>', record) + 22),
    };
  });
  const value = (n: number) => places[n]!.value;
  const start = (n: number) => places[n]!.start;
  const bsn = (n: number) => places[n]!.bsn;
  const number = (n: number) => `VZ-${(n * 7919) % 25_000}`;
  const requests: [string, (client: LspClient, n: number) => Promise<unknown>][] = [
    ['hover', (client, n) => client.hover(URI, value(n).line, value(n).character)],
    ['completion of a code', (client, n) => client.ask('completion', URI, { position: value(n) })],
    ['completion of an element', (client, n) => client.ask('completion', URI, { position: start(n) })],
    ['code actions', (client, n) => client.codeActions(URI, { start: value(n), end: value(n) })],
    [
      'inlay hints of sixty lines',
      (client, n) => {
        const { line } = value(n);
        const range = { start: { line, character: 0 }, end: { line: line + 60, character: 0 } };
        return client.ask('inlayHint', URI, { range });
      },
    ],
    ['highlight', (client, n) => client.ask('documentHighlight', URI, { position: value(n) })],
    ['selection ranges', (client, n) => client.ask('selectionRange', URI, { positions: [value(n)] })],
    ['definition', (client, n) => client.ask('definition', URI, { position: value(n) })],
    [
      'references of a person',
      (client, n) => client.ask('references', URI, { position: bsn(n), context: { includeDeclaration: true } }),
    ],
    ['linked editing', (client, n) => client.ask('linkedEditingRange', URI, { position: start(n) })],
    ['rename, prepared', (client, n) => client.ask('prepareRename', URI, { position: start(n) })],
    ['rename', (client, n) => client.ask('rename', URI, { position: start(n), newName: 'Type' })],
    [
      'closing of a tag',
      ({ connection }, n) => {
        const { line, character } = value(n);
        const position = { line, character: character - 1 };
        return connection.sendRequest('srg/autoInsert', { textDocument: { uri: URI }, position });
      },
    ],
    ['search for a record', ({ connection }, n) => connection.sendRequest('workspace/symbol', { query: number(n) })],
    ['document links', (client) => client.ask('documentLink', URI, {})],
    [
      'formatting of a record',
      (client, n) =>
        client.ask('rangeFormatting', URI, { range: { start: value(n), end: value(n) }, options: FORMATTING }),
    ],
    [
      'formatting on type',
      (client, n) => client.ask('onTypeFormatting', URI, { position: value(n), ch: '>', options: FORMATTING }),
    ],
    [
      'semantic tokens of a record',
      (client, n) => client.ask('semanticTokens/range', URI, { range: { start: value(n), end: value(n) } }),
    ],
  ];
  const rows: Row[] = [];
  for (const [what, request] of requests) {
    const times: number[] = [];
    for (let n = 0; n < WARM_UP + calls; n++) {
      const time = await editor.ask((client) => request(client, n));
      if (n >= WARM_UP) times.push(time);
    }
    rows.push({
      what: `${what} in 25,000 records, p95`,
      unit: 'ms',
      bar: 10,
      aim: 3,
      result: p95(times),
      note: `median ${median(times).toFixed(2)} ms of ${calls}, over the protocol`,
    });
  }
  await editor.client.stop();
  return rows;
}

/** How long a request about another document waits, at the most, while a large one is being opened. */
async function stall(deliveries: Deliveries): Promise<Row> {
  const waits: number[] = [];
  const rounds = 5;
  for (let round = 0; round < rounds; round++) {
    const client = await new LspClient().start(PULL);
    await client.open(OTHER, deliveries.text({ records: 10 }));
    await client.pull(OTHER);
    let opening = true;
    await client.open(URI, deliveries.text({ records: 25_000 }));
    const opened = client.pull(URI).then(() => {
      opening = false;
    });
    let longest = 0;
    while (opening) {
      const started = performance.now();
      await client.hover(OTHER, 0, 0);
      longest = Math.max(longest, performance.now() - started);
    }
    await opened;
    await client.stop();
    waits.push(longest);
  }
  return {
    what: 'longest wait of another request while 25,000 records open',
    unit: 'ms',
    bar: 100,
    aim: 50,
    result: median(waits),
    note: `median of ${rounds}; with receiving the text`,
  };
}
