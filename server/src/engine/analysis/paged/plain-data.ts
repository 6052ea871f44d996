import { copyOf } from '../../text/copy-of.ts';
import type { ByteReader, ByteWriter } from './byte-buffer.ts';

/** What the lower three bits of a number say that the others stand for. */
enum Tag {
  Constant,
  Number,
  NegativeNumber,
  KnownText,
  Text,
  Array,
  Object,
  Reference,
}
const BITS = 3;
/** Numbers beyond this are not written. */
const LARGEST = 2 ** (31 - BITS) - 1;

const CONSTANTS: readonly unknown[] = [undefined, null, false, true];
/** Texts and objects that are not written out get a number, up to so many. */
const MOST_NUMBERED = 16_384;

/** The fields of objects that have the same ones, in the same order. */
interface Shape {
  readonly fields: readonly string[];
  /** Of each, whether its value is written as a reference. */
  readonly isReference: readonly boolean[];
}

/**
 * Writes plain data in few bytes and makes it again: objects, arrays, texts, whole numbers. What comes often (texts, the
 * fields that objects have) is kept once.
 */
export class PlainData {
  private readonly texts = new Numbered<string>();
  private readonly shapes = new Numbered<string>();
  private readonly fieldsOf: Shape[] = [];
  private readonly references = new Numbered<object>();

  /** @param referenced the fields whose objects are not written, but come back as the same objects */
  constructor(private readonly referenced: ReadonlySet<string>) {}

  /** @returns false where something in it is of another kind; what was written then is of no use */
  write(value: unknown, writer: ByteWriter): boolean {
    switch (typeof value) {
      case 'string':
        return this.writeText(value, writer);
      case 'number':
        if (!Number.isInteger(value) || Math.abs(value) > LARGEST || Object.is(value, -0)) return false;
        return writeTagged(writer, value < 0 ? Tag.NegativeNumber : Tag.Number, Math.abs(value));
      case 'object':
        if (Array.isArray(value)) {
          writeTagged(writer, Tag.Array, value.length);
          return value.every((one) => this.write(one, writer));
        }
        if (value !== null) return this.writeObject(value as Record<string, unknown>, writer);
    }
    const constant = CONSTANTS.indexOf(value);
    return constant >= 0 && writeTagged(writer, Tag.Constant, constant);
  }

  read(reader: ByteReader): unknown {
    const number = reader.number();
    const payload = number >>> BITS;
    switch ((number & ((1 << BITS) - 1)) as Tag) {
      case Tag.Constant:
        return CONSTANTS[payload];
      case Tag.Number:
        return payload;
      case Tag.NegativeNumber:
        return -payload;
      case Tag.KnownText:
        return this.texts.at(payload);
      case Tag.Text:
        return reader.text();
      case Tag.Array: {
        const array: unknown[] = [];
        for (let left = payload; left > 0; left--) array.push(this.read(reader));
        return array;
      }
      case Tag.Object: {
        const object: Record<string, unknown> = {};
        for (const field of this.fieldsOf[payload]!.fields) object[field] = this.read(reader);
        return object;
      }
      case Tag.Reference:
        return this.references.at(payload);
    }
  }

  private writeText(text: string, writer: ByteWriter): boolean {
    const number = this.texts.numberOf(text, () => copyOf(text));
    if (number !== undefined) return writeTagged(writer, Tag.KnownText, number);
    writeTagged(writer, Tag.Text, 0);
    writer.text(text);
    return true;
  }

  private writeObject(object: Record<string, unknown>, writer: ByteWriter): boolean {
    if (Object.getPrototypeOf(object) !== Object.prototype) return false;
    const fields = Object.keys(object);
    const key = fields.join('\n');
    const number = this.shapes.numberOf(key, () => key);
    if (number === undefined) return false;
    this.fieldsOf[number] ??= { fields, isReference: fields.map((field) => this.referenced.has(field)) };
    const { isReference } = this.fieldsOf[number];
    writeTagged(writer, Tag.Object, number);
    return fields.every((field, at) => {
      const value = object[field];
      return isReference[at] && typeof value === 'object' && value !== null
        ? this.writeReference(value, writer)
        : this.write(value, writer);
    });
  }

  private writeReference(object: object, writer: ByteWriter): boolean {
    const number = this.references.numberOf(object, () => object);
    return number !== undefined && writeTagged(writer, Tag.Reference, number);
  }
}

/** Numbers for things, in the order in which they first come. */
class Numbered<T> {
  private readonly numbers = new Map<T, number>();
  private readonly things: T[] = [];

  /** @param own gives what is kept of it @returns undefined where there are too many */
  numberOf(thing: T, own: () => T): number | undefined {
    const known = this.numbers.get(thing);
    if (known !== undefined || this.things.length === MOST_NUMBERED) return known;
    const kept = own();
    const number = this.things.push(kept) - 1;
    this.numbers.set(kept, number);
    return number;
  }

  at(number: number): T {
    return this.things[number]!;
  }
}

function writeTagged(writer: ByteWriter, tag: Tag, payload: number): true {
  writer.number((payload << BITS) | tag);
  return true;
}
