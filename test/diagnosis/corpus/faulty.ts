import { BLOCK_KINDS } from './block-kinds.ts';
import { DOCUMENT_KINDS } from './document-kinds.ts';
import type { Change, Fault, Maker, Sound } from './fault.ts';
import type { Element } from './markup.ts';
import { SOUNDS } from './sounds.ts';
import { STRUCTURE_KINDS } from './structure-kinds.ts';
import { TAG_KINDS } from './tag-kinds.ts';
import { VALUE_KINDS } from './value-kinds.ts';

type Range = readonly [start: number, end: number];

/** A fault in a faulty text. */
export interface PlacedFault {
  readonly kind: string;
  /** Each of these is exactly what is at fault. */
  readonly tokens: readonly Range[];
  /** A finding that touches one of these is about it. */
  readonly within: readonly Range[];
}

export interface FaultyDelivery {
  readonly name: string;
  readonly sound: Sound;
  readonly text: string;
  readonly faults: readonly PlacedFault[];
}

export const KINDS: Readonly<Record<string, Maker>> = {
  ...TAG_KINDS,
  ...VALUE_KINDS,
  ...STRUCTURE_KINDS,
  ...DOCUMENT_KINDS,
  ...BLOCK_KINDS,
};

/** The same numbers from the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Every kind of fault in each sound delivery, in other places each time, and then several at once. */
export function corpus(): FaultyDelivery[] {
  const random = randomFrom(20_260_701);
  const all: FaultyDelivery[] = [];
  const soundsOf = (turn: number) => SOUNDS.filter((_, index) => index === 0 || index >= 4 || index === 1 + (turn % 3));
  for (const [turn, [kind, maker]] of Object.entries(KINDS).entries()) {
    for (const sound of soundsOf(turn)) {
      const places = shuffled(random, sound.elements).flatMap((element) => at(kind, maker, element, sound) ?? []);
      for (const fault of places.slice(0, sound.name === 'regeling' ? 3 : 1)) all.push(deliver(sound, [fault]));
    }
  }
  const kinds = Object.entries(KINDS).filter(([kind]) => kind !== 'cut off');
  for (let n = 0; n < 120; n++) {
    const sound = SOUNDS[n % 4 === 3 ? 1 + (n % 5) : 0]!;
    const wanted = 3 + (n % 3);
    const faults: Fault[] = [];
    for (let attempts = 0; faults.length < wanted && attempts < 200; attempts++) {
      const [kind, maker] = kinds[Math.floor(random() * kinds.length)]!;
      const element = sound.elements[Math.floor(random() * sound.elements.length)]!;
      const fault = at(kind, maker, element, sound);
      if (fault && faults.every((other) => isApart(fault, other))) faults.push(fault);
    }
    all.push(deliver(sound, faults));
  }
  return all;
}

function at(kind: string, maker: Maker, element: Element, sound: Sound): Fault | undefined {
  const made = maker(element, sound);
  return made && { kind, ...made };
}

function shuffled<T>(random: () => number, items: readonly T[]): T[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

function rangesOf({ changes, within, elsewhere = [] }: Fault): Range[] {
  return [...changes.map(({ start, end }) => [start, end] as const), ...(within ? [within] : []), ...elsewhere];
}

/** They share nothing, so that it is clear which finding is about which. */
function isApart(one: Fault, other: Fault): boolean {
  return rangesOf(one).every(([start, end]) => rangesOf(other).every(([from, to]) => end < from || to < start));
}

function deliver(sound: Sound, faults: readonly Fault[]): FaultyDelivery {
  const changes = faults.flatMap((fault) => fault.changes).sort((a, b) => a.start - b.start || a.end - b.end);
  let text = '';
  let done = 0;
  const places = new Map<Change, number>();
  for (const change of changes) {
    text += sound.text.slice(done, change.start);
    places.set(change, text.length);
    text += change.text;
    done = change.end;
  }
  text += sound.text.slice(done);
  /** Where an offset of the sound text is now; what was changed counts to its end. */
  const moved = (offset: number, isEnd: boolean) => {
    let delta = 0;
    for (const change of changes) {
      if (isEnd && change.start >= offset) break;
      if (change.end > offset || (!isEnd && change.end === offset && change.start === offset)) {
        if (change.start < offset) return places.get(change)! + Math.min(offset - change.start, change.text.length);
        break;
      }
      delta += change.text.length - (change.end - change.start);
    }
    return offset + delta;
  };
  const placed = faults.map(({ kind, changes: own, elsewhere = [], within }): PlacedFault => {
    const rangeIn = ([start, end]: Range) => [moved(start, false), moved(end, true)] as const;
    return {
      kind,
      tokens: [
        ...own.flatMap((change) =>
          change.tokens.map(([start, end]) => [places.get(change)! + start, places.get(change)! + end] as const),
        ),
        ...elsewhere.map(rangeIn),
      ],
      within: [
        ...own.map((change) => [places.get(change)!, places.get(change)! + change.text.length] as const),
        ...elsewhere.map(rangeIn),
        ...(within ? [rangeIn(within)] : []),
      ],
    };
  });
  return { name: `${sound.name}: ${faults.map(({ kind }) => kind).join(' + ')}`, sound, text, faults: placed };
}
