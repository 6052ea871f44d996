import { readFileSync } from 'node:fs';
import type { Position } from 'vscode-languageserver-protocol';
import { median, p95 } from '../statistics.ts';
import type { Row } from '../table.ts';
import { Editor, URI, WARM_UP } from './editing.ts';

const LINES = 2_000;

/** What an editor sees of the server in an XSLT stylesheet that writes SRG: all of it is read again after each edit. */
export async function measureStylesheet(calls: number): Promise<Row[]> {
  const text = stylesheet();
  const editor = await Editor.open(text);
  const { client, source } = editor;
  const codes = Array.from(
    text.matchAll(/<xsl:when test="@soort = '\w+'">(?=\d\d<)/g),
    ({ index, 0: tag }) => index + tag.length,
  );
  const elements = Array.from(text.matchAll(/<srg:BegindatumVoorziening>/g), ({ index }) => index);
  const positions = (offsets: readonly number[]) => offsets.map((offset) => source.positionAt(offset));
  const measures: [what: string, places: readonly Position[], ask: (position: Position) => Promise<unknown>][] = [
    ['completion of a code', positions(codes), (position) => client.ask('completion', URI, { position })],
    ['completion of an element', positions(elements), (position) => client.ask('completion', URI, { position })],
    ['hover', positions(codes), ({ line, character }) => client.hover(URI, line, character)],
  ];
  const rows: Row[] = [];
  const add = (what: string, times: readonly number[]) =>
    rows.push({
      what: `${what} in a stylesheet of 2,000 lines, p95`,
      unit: 'ms',
      bar: 10,
      result: p95(times),
      note: `median ${median(times).toFixed(2)} ms of ${calls}, over the protocol`,
    });
  for (const [what, places, ask] of measures) {
    const times: number[] = [];
    for (let n = 0; n < WARM_UP + calls; n++) {
      const position = places[(n * 7) % places.length]!;
      const time = await editor.ask(() => ask(position));
      if (n >= WARM_UP) times.push(time);
    }
    add(what, times);
  }
  const times: number[] = [];
  const middle = codes[codes.length >> 1]!;
  for (let n = 0; n < WARM_UP + calls; n++) {
    const time = n % 2 === 0 ? await editor.type(middle, '9', 0) : await editor.type(middle, '', 1);
    if (n >= WARM_UP) times.push(time);
  }
  add('keystroke to diagnostics', times);
  await client.stop();
  return rows;
}

/** The example, with its templates over and over. */
function stylesheet(): string {
  const example = readFileSync(new URL('../../examples/export.xslt', import.meta.url), 'utf8');
  const end = example.lastIndexOf('</xsl:stylesheet>');
  const templates = example.slice(example.indexOf('<xsl:template match="voorziening"'), end);
  const times = Math.ceil((LINES - example.split('\n').length) / (templates.split('\n').length - 1));
  return example.slice(0, end) + templates.repeat(times) + example.slice(end);
}
