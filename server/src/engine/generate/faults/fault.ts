import type { Month } from '../../delivery/day.ts';
import type { Draw, Population } from '../population.ts';
import type { GeneratedRecord } from '../record.ts';
import type { Values } from '../types.ts';

/** What a fault is made of. */
export interface FaultContext {
  readonly population: Population;
  readonly values: Values;
  readonly month: Month;
  readonly draw: Draw;
  /** Somebody who has nothing else in the delivery. */
  nextPerson(): number;
}

/** Records that one rule has one thing to say of, and no other rule has any. */
export interface Fault {
  readonly records: readonly GeneratedRecord[];
  /** The record that the finding is about. */
  readonly about: number;
  /** The finding names no record: where the text is broken, nobody can tell. */
  readonly isOfNoRecord?: true;
}

/** Makes a fault; undefined where the format has no place for it. */
export type MakeFault = (context: FaultContext) => Fault | undefined;
