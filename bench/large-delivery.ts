import { closeSync, openSync, writeSync } from 'node:fs';
import { fictitiousBsn, generateDelivery } from './generate-delivery.ts';

/** So many records are made at a time. */
const PART = 25_000;
/** A part has fewer persons than these. */
const PERSONS = 22_000;

/** Writes a delivery that is longer than a text may be, with other persons in each part. @param mistakes in each record */
export function writeLargeDelivery(path: string, records: number, seed: number, mistakes = 0): void {
  const file = openSync(path, 'w');
  try {
    for (let part = 0; part * PART < records; part++) {
      const count = Math.min(PART, records - part * PART);
      const faulty = mistakes > 0 ? 1 : 0;
      const text = generateDelivery({ records: count, seed: seed + part, oneLine: false, faulty, mistakes });
      const from = text.lastIndexOf('\n', text.indexOf('<Voorziening>')) + 1;
      const to = text.lastIndexOf('</Voorziening>') + '</Voorziening>'.length;
      if (part === 0) writeSync(file, text.slice(0, from));
      const body = text
        .slice(from, to)
        .replace(/<RegistratienummerVoorziening>VZ-/g, `<RegistratienummerVoorziening>V${part}-`)
        // Eleven numbers were left for each person.
        .replace(/<Burgerservicenummer>9(\d{7})\d/g, (_, digits: string) => {
          return `<Burgerservicenummer>${fictitiousBsn(Math.floor(Number(digits) / 11) + part * PERSONS)}`;
        });
      writeSync(file, `${body}\n`);
      if (part * PART + count === records) writeSync(file, text.slice(to));
    }
  } finally {
    closeSync(file);
  }
}
