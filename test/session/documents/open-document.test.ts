import { setTimeout as after } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import type { AnalysisSettings } from '../../../server/src/engine/analysis/analysis-settings.ts';
import type { PreviousDelivery } from '../../../server/src/engine/delivery/previous-delivery.ts';
import { OpenDocument } from '../../../server/src/session/documents/open-document.ts';
import { BSN, delivery, packs, previousOf, record } from '../../support/delivery.ts';
import { packOf, xsd } from '../../support/packs/schema-pack.ts';

const SETTINGS: AnalysisSettings = { packs, rules: {}, berichtgevers: [] };
/** SRG-I101 and nothing else. */
const SWAPPED = delivery([record({ start: '20250320', end: '20250310' })]);

const open = (text: string, settings: () => Promise<AnalysisSettings> = async () => SETTINGS) =>
  new OpenDocument('file:///levering.srg.xml', 'srg-xml', 1, text, settings);

/** A promise, and what fulfils it. */
function deferred<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((fulfil) => (resolve = fulfil));
  return { promise, resolve };
}

describe('a change', () => {
  const START = { line: 0, character: 0 };
  test.each<[what: string, change: object, text: string]>([
    ['of a range', { range: { start: START, end: { line: 0, character: 1 } }, text: 'x' }, 'xbc'],
    ['of the whole text', { text: 'x' }, 'x'],
    ['of the whole text, with a range of null', { range: null, text: 'x' }, 'x'],
    ['of the whole text, with a range that is undefined', { range: undefined, text: 'x' }, 'x'],
  ])('%s', (_what, change, text) => {
    const document = open('abc');
    expect(document.isEdited).toBe(false);
    document.update([change as TextDocumentContentChangeEvent], 2);
    expect(document.text()).toBe(text);
    expect(document.version).toBe(2);
    expect(document.isEdited).toBe(true);
  });
});

describe('what goes wrong', () => {
  test('is told to all who ask, and not tried again before something else is known', async () => {
    let count = 0;
    const document = open(SWAPPED, async () => {
      if (++count < 3) throw new RangeError(`${count}`);
      return SETTINGS;
    });
    await expect(document.analysed()).rejects.toThrow('1');
    await expect(document.firstLook()).rejects.toThrow('1');
    document.update([{ text: SWAPPED }], 2);
    await expect(document.analysed()).rejects.toThrow('2');
    document.forget();
    expect((await document.analysed()).tally.warning).toBe(1);
    expect(count).toBe(3);
  });

  test('for one who asks for a place that is none, keeps no other waiting', async () => {
    const document = open(SWAPPED);
    const none = document.analysedAt((source) => [source.offsetAt(undefined as never)]);
    const other = document.analysedAt(() => [0]);
    await expect(none).rejects.toThrow(TypeError);
    expect((await other).choice.kind).toBe('known');
  });

  test('in the analysis of an edit leaves the text as it is: the next edit is judged', async () => {
    const document = open(SWAPPED);
    const analysis = await document.analysed();
    analysis.edited = () => {
      throw new RangeError();
    };
    const start = { line: 0, character: 0 };
    document.update([{ range: { start, end: start }, text: ' ' }], 2);
    await expect(document.analysed()).rejects.toThrow(RangeError);
    document.update([{ range: { start, end: { line: 0, character: 1 } }, text: '' }], 3);
    expect((await document.analysed()).tally.warning).toBe(1);
  });

  test('in taking in a change leaves a text that nobody may judge, until the client sends all of it', async () => {
    const document = open(SWAPPED);
    await document.analysed();
    document.update([{ range: {}, text: 'x' } as TextDocumentContentChangeEvent], 2);
    await expect(document.analysed()).rejects.toThrow(TypeError);
    const start = { line: 0, character: 0 };
    document.update([{ range: { start, end: start }, text: ' ' }], 3);
    await expect(document.analysed()).rejects.toThrow(TypeError);
    document.update([{ text: SWAPPED }], 4);
    expect((await document.analysed()).tally.warning).toBe(1);
  });
});

describe('other settings while the analysis begins', () => {
  test('those that come last count', async () => {
    const asked = [deferred<AnalysisSettings>(), deferred<AnalysisSettings>()];
    let count = 0;
    const document = open(SWAPPED, () => asked[count++]!.promise);
    const analysed = document.analysed();
    document.forget();
    asked[0]!.resolve({ ...SETTINGS, rules: { 'SRG-I101': 'off' } });
    asked[1]!.resolve(SETTINGS);
    expect((await analysed).tally.warning).toBe(1);
    expect(count).toBe(2);
  });

  test('and an analysis is made once for those who wait', async () => {
    let count = 0;
    const document = open(SWAPPED, async () => {
      count++;
      return SETTINGS;
    });
    const [first, second] = await Promise.all([document.analysed(), document.analysed()]);
    expect(first).toBe(second);
    expect(count).toBe(1);
  });
});

test('custom rules are taken once: what is the same is nothing new', async () => {
  const document = open(SWAPPED);
  expect(document.takeSchematron([])).toBe(true);
  await document.analysed();
  const before = document.state;
  expect(document.takeSchematron([])).toBe(false);
  expect(document.state).toBe(before);
});

test('an encoding is taken once', async () => {
  const document = open(SWAPPED);
  await document.analysed();
  const states = [document.state];
  expect(document.setEncoding('utf8')).toBe(true);
  states.push(document.state);
  expect(document.setEncoding('utf8')).toBe(false);
  expect(states[1]).not.toBe(states[0]);
  expect(document.state).toBe(states[1]);
});

test.each([0.25, 0.5, 0.75])(
  'what is asked about comes before what stands before it: at %d of the text',
  async (part) => {
    const text = delivery(Array.from({ length: 2_000 }, (_, n) => record({ nummer: `A${n}` })));
    // Time passes as it is asked for: on each machine as much is done in a slice.
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => ++now);
    try {
      const document = open(text);
      const { progress } = await document.analysedAt(() => [Math.floor(part * text.length)]);
      expect(progress).toBeLessThan(part / 2);
      document.halt();
    } finally {
      clock.mockRestore();
    }
  },
);

describe('work that is called off', () => {
  /** Enough records for more than one slice. */
  const LARGE = delivery(Array.from({ length: 20_000 }, (_, n) => record({ bsn: BSN[n % 3]!, nummer: `A${n}` })));

  test('ends: those who wait have what is known, and nothing more is done', async () => {
    const document = open(LARGE);
    let slices = 0;
    document.onProgress(() => {
      slices++;
      document.halt();
    });
    const analysis = await document.analysed();
    expect(analysis.done).toBe(false);
    const { progress } = analysis;
    for (let n = 0; n < 20; n++) await after(1);
    expect(slices).toBe(1);
    await Promise.all([document.analysed(), document.analysedAt(() => [LARGE.length - 1]), document.firstLook()]);
    expect(analysis.progress).toBe(progress);
  });

  test('ends between two slices, too', async () => {
    const document = open(LARGE);
    const told: number[] = [];
    document.onProgress((progress) => {
      if (told.push(progress) === 1) queueMicrotask(() => document.halt());
    });
    await document.analysed();
    expect(told).toEqual([told[0], told[0]]);
  });

  test('is taken up by the next edit', async () => {
    const document = open(LARGE);
    const stop = document.onProgress(() => {
      document.halt();
      stop();
    });
    await document.analysed();
    document.update([{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '' }], 2);
    expect((await document.analysed()).done).toBe(true);
  });
});

test('what only the whole document tells is known soon after an edit', async () => {
  const inOrder = (content: string) => `<xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType>`;
  const record =
    '<xs:element name="R" maxOccurs="unbounded"><xs:complexType><xs:attribute name="nr" type="xs:string"/></xs:complexType></xs:element>';
  const unique = '<xs:unique name="nummers"><xs:selector xpath="Rs/R"/><xs:field xpath="@nr"/></xs:unique>';
  const root = `<xs:element name="L">${inOrder(`<xs:element name="Rs">${inOrder(record)}</xs:element>`)}${unique}</xs:element>`;
  const pack = await packOf({ 'proef.xsd': xsd(root) });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    await vi.advanceTimersByTimeAsync(60_000);
    const text = (second: number) => `<L><Rs><R nr="1"/><R nr="${second}"/></Rs></L>`;
    const document = open(text(2), async () => ({ ...SETTINGS, packs: [pack] }));
    const keys = async () => {
      const analysed = document.analysed();
      let isKnown = false;
      analysed.then(() => (isKnown = true));
      await vi.advanceTimersByTimeAsync(1_000);
      expect(isKnown).toBe(true);
      return [...(await analysed).findings()].map(({ message }) => message.key);
    };
    expect(await keys()).toEqual([]);
    document.update([{ text: text(1) }], 2);
    expect(await keys()).toEqual(['SRG-T002.duplicateKey']);
    const start = { line: 0, character: text(1).indexOf('1"/></Rs>') };
    document.update([{ range: { start, end: { line: 0, character: start.character + 1 } }, text: '3' }], 3);
    expect(await keys()).toEqual([]);
    // One who takes what is known leaves the rest to be done, in its time and not over and over until then.
    let slices = 0;
    document.onProgress(() => slices++);
    document.update([{ range: { start, end: { line: 0, character: start.character + 1 } }, text: '1' }], 4);
    await document.firstLook();
    expect(document.isComplete).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(document.isComplete).toBe(true);
    expect(slices).toBeLessThan(10);
  } finally {
    vi.useRealTimers();
  }
});

describe('a delivery of the month before that does not come', () => {
  const APRIL = delivery([], { verslagmaand: '2025-04' });
  const MARCH = previousOf(delivery([record({ nummer: 'A' })]));

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const looking = () => {
    const lookup = deferred<PreviousDelivery | undefined>();
    const find = () => lookup.promise;
    const document = new OpenDocument('file:///april.srg.xml', 'srg-xml', 1, APRIL, async () => SETTINGS, find);
    let late = 0;
    document.onDidFindLate(() => late++);
    return { document, lookup, late: () => late };
  };

  test('is waited for no longer than a few seconds, and taken when it comes', async () => {
    const { document, lookup, late } = looking();
    const analysed = document.analysed();
    await vi.advanceTimersByTimeAsync(10_000);
    const analysis = await analysed;
    expect(analysis.tally.warning).toBe(0);
    expect(late()).toBe(0);
    const before = document.state;
    lookup.resolve(MARCH);
    await vi.advanceTimersByTimeAsync(0);
    expect(late()).toBe(1);
    expect(document.state).not.toBe(before);
    expect((await document.analysed()).tally.warning).toBe(1);
  });

  test.each([
    ['a small document', APRIL],
    ['a large one', APRIL.replace('<Levering>', `<!--${'x'.repeat(600_000)}-->$&`)],
  ])('keeps nobody waiting who asks for places of %s', async (_what, text) => {
    const never = () => new Promise<undefined>(() => {});
    const document = new OpenDocument('file:///april.srg.xml', 'srg-xml', 1, text, async () => SETTINGS, never);
    let answers = 0;
    for (const ask of [document.analysedAtSoon(() => [0]), document.analysedAt(() => [0]), document.firstLook()])
      ask.then(() => answers++);
    const all = document.analysed();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([answers, document.awaitsPrevious, document.isComplete]).toEqual([3, true, false]);
    expect(document.previous).toBe('pending');
    // What is known is told at once, whatever the work waits for.
    const known = document.analysedAt(() => [0]).then(() => answers++);
    await vi.advanceTimersByTimeAsync(0);
    expect(answers).toBe(4);
    await known;
    await vi.advanceTimersByTimeAsync(10_000);
    await all;
    expect(document.previous).toBeUndefined();
  });

  test('is looked for again where it may be another one, once there is something to say of the document', async () => {
    let previous: PreviousDelivery | undefined;
    const find = async () => previous;
    const document = new OpenDocument('file:///april.srg.xml', 'srg-xml', 1, APRIL, async () => SETTINGS, find);
    expect(await document.lookAgain()).toBe(false);
    const ask = async <T>(answer: Promise<T>): Promise<T> => {
      await vi.advanceTimersByTimeAsync(1_000);
      return answer;
    };
    await ask(document.analysed());
    expect(await ask(document.lookAgain())).toBe(false);
    previous = MARCH;
    expect(await ask(document.lookAgain())).toBe(true);
    expect(await ask(document.lookAgain())).toBe(false);
    expect((await document.analysed()).tally.warning).toBe(1);
  });

  test('is of no use any more where the document has been made anew meanwhile', async () => {
    const { document, lookup, late } = looking();
    const analysed = document.analysed();
    await vi.advanceTimersByTimeAsync(10_000);
    await analysed;
    document.forget();
    lookup.resolve(MARCH);
    await vi.advanceTimersByTimeAsync(0);
    expect(late()).toBe(0);
  });
});
