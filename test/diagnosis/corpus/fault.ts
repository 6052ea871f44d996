import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import type { Element } from './markup.ts';

/** A sound delivery. */
export interface Sound {
  readonly name: string;
  readonly pack: Pack;
  readonly text: string;
  readonly elements: readonly Element[];
  /** The elements that the format calls a record. */
  readonly record: string;
  readonly root: string;
}

/** What is put in the place of a stretch of the sound text. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What of {@link text} is at fault, as offsets in it: each of these ranges is the right one. */
  readonly tokens: readonly (readonly [start: number, end: number])[];
}

/** A fault as it was made: what was changed, and which other stretches of the sound text may be marked for it. */
export interface Fault {
  readonly kind: string;
  readonly changes: readonly Change[];
  /** Ranges of the sound text of which each is the right one to mark, as a name for what is missing in it. */
  readonly elsewhere?: readonly (readonly [start: number, end: number])[];
  /** So much is one place: a finding in it is about this fault. Of the sound text; without it, the changes. */
  readonly within?: readonly [start: number, end: number];
}

/** Makes a fault at an element, where it can be there. */
export type Maker = (element: Element, sound: Sound) => Omit<Fault, 'kind'> | undefined;

/** A change of which all that is put there is at fault. */
export function change(start: number, end: number, text: string, ...tokens: (readonly [number, number])[]): Change {
  return { start, end, text, tokens: tokens.length > 0 ? tokens : [[0, text.length]] };
}
