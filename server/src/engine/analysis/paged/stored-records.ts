import { DistantOwner, DistantValue } from '../../delivery/distant.ts';
import { Fields, OWN, STRIDE, UNREAD, type Voorziening } from '../../delivery/record.ts';
import { fieldTypesOf } from '../../delivery/values/field-types.ts';
import type { Pack } from '../../packs/load-pack.ts';
import { RECORD_CONCEPTS, type RecordConcept } from '../../packs/pack.ts';
import { copyOf } from '../../text/copy-of.ts';
import { ByteWriter } from './byte-buffer.ts';
import { ByteStore } from './byte-store.ts';
import { Numbers } from './numbers.ts';

/** Reads what is not kept of a record. */
export interface RecordLoader {
  /** The segment that a record stands in. */
  ownerOf(index: number): object;
  /** Where that starts in the text. */
  startOf(index: number): number;
  /** A value of a record as it stands in the text. */
  valueOf(index: number, concept: RecordConcept): string | undefined;
}

/** So many values of a concept get numbers: all there are of codes. */
const MOST_NUMBERED = 16_384;
/** A longer value is not kept. */
const LONGEST = 32;

/**
 * In the place of a value: there is none; it is not kept; it follows; so many more than this digits follow, as a number.
 * Numbers from `FIRST` on stand for a value.
 */
const NO_VALUE = 0;
const DISTANT = 1;
const FOLLOWS = 2;
const DIGITS = 2;
const MOST_DIGITS = 9;
const FIRST = DIGITS + MOST_DIGITS + 1;

/**
 * The typed records of a delivery with their places, under the mask of their verdicts, in about 80 bytes each: V8 would
 * take a kilobyte.
 */
export class StoredRecords {
  private readonly types;
  private readonly store = new ByteStore();
  private readonly starts = new Numbers('places');
  private readonly numbered = RECORD_CONCEPTS.map(() => ({
    numbers: new Map<string, number>(),
    values: [] as string[],
  }));
  private readonly writer = new ByteWriter();

  constructor(
    pack: Pack,
    private readonly loader: RecordLoader,
  ) {
    this.types = fieldTypesOf(pack).record;
  }

  get length(): number {
    return this.starts.length;
  }

  push(record: Voorziening): void {
    const { writer } = this;
    const { places, base, values, refused, none } = record.parts!;
    writer.begin();
    writer.number(refused);
    writer.number(none);
    let offset = 0;
    let node = 0;
    const writeRange = (at: number) => {
      writer.difference(places[at]! - offset);
      writer.difference(places[at + 1]! - places[at]!);
      offset = places[at]!;
    };
    writeRange(base + 2);
    writeRange(base);
    for (let at = 0; at < values.length; at++) {
      const own = base + OWN + at * STRIDE;
      const isThere = places[own] !== -1;
      const code = isThere ? this.codeOf(values[at], at) : NO_VALUE;
      // That it is not there takes one byte for all.
      writer.number(isThere ? code + 1 : 0);
      if (!isThere) continue;
      writer.difference(places[own]! - node);
      node = places[own]!;
      writeRange(own + 1);
      if (code === FOLLOWS) writer.text(values[at] as string);
      else if (code > DIGITS && code < FIRST) writer.number(Number(values[at]));
    }
    this.starts.push(this.store.push(writer.written));
  }

  /** The record at a place among all: another object each time. */
  at(index: number): Voorziening {
    const reader = this.store.readFrom(this.starts.at(index));
    const refused = reader.number();
    const none = reader.number();
    const { size } = this.types.index;
    const { places, base } = Fields.room(this.types);
    const values = new Array<string | undefined | DistantValue>(size).fill(undefined);
    let offset = 0;
    let node = 0;
    const readRange = (at: number) => {
      offset += reader.difference();
      places[at] = offset;
      places[at + 1] = offset + reader.difference();
    };
    readRange(base + 2);
    readRange(base);
    for (let at = 0; at < size; at++) {
      const code = reader.number() - 1;
      if (code < 0) continue;
      const own = base + OWN + at * STRIDE;
      node += reader.difference();
      places[own] = node;
      readRange(own + 1);
      places[own + 3] = UNREAD;
      if (code >= FIRST) values[at] = this.numbered[at]!.values[code - FIRST];
      else if (code > DIGITS) values[at] = String(reader.number()).padStart(code - DIGITS, '0');
      else if (code === FOLLOWS) values[at] = reader.text();
      else if (code === DISTANT) {
        const concept = RECORD_CONCEPTS[at]!;
        values[at] = new DistantValue(() => this.loader.valueOf(index, concept));
      }
    }
    return Fields.from(this.types, new DistantOwner(this.loader, index), { places, base, values, refused, none });
  }

  private codeOf(value: string | DistantValue | undefined, at: number): number {
    if (value === undefined) return NO_VALUE;
    if (value instanceof DistantValue || value.length > LONGEST) return DISTANT;
    // To look for a code or a day takes longer than to write it.
    if (isDigits(value)) return DIGITS + value.length;
    const { numbers, values } = this.numbered[at]!;
    // Where nearly all are different, looking for them takes longer than all the rest.
    if (values.length >= MOST_NUMBERED) return FOLLOWS;
    const known = numbers.get(value);
    if (known !== undefined) return known;
    const own = copyOf(value);
    const number = FIRST + values.push(own) - 1;
    numbers.set(own, number);
    return number;
  }
}

function isDigits(value: string): boolean {
  if (value.length === 0 || value.length > MOST_DIGITS) return false;
  for (let i = 0; i < value.length; i++) {
    const c = value.charCodeAt(i);
    if (c < 0x30 || c > 0x39) return false;
  }
  return true;
}
