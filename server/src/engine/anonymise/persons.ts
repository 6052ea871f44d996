import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import type { Voorziening } from '../delivery/record.ts';
import { formatDay } from '../delivery/values/notation.ts';
import { dayNotationOf } from '../delivery/values/value-notation.ts';
import type { RecordConcept } from '../packs/pack.ts';
import { RULES } from '../rules/registry.ts';
import type { Rule } from '../rules/rule.ts';
import { trimXml } from '../text/xml-whitespace.ts';
import { mayBeBirth } from './values/days.ts';
import type { Keyed } from './values/keyed.ts';

/** A date of birth moves by so many days at most. */
const FARTHEST = 180;

/** How far a date of birth may move either way. */
interface Room {
  least: number;
  most: number;
}

const DATES = ['begindatum', 'einddatum'] as const;

/** The rules on one record at a time, and of these the ones that look at a date of birth. */
const OF_RECORD = RULES.filter(({ checkRecord }) => checkRecord);
const BY_BIRTH = OF_RECORD.filter(({ needs, uses = [] }) => [...needs, ...uses].includes('geboortedatum'));

/**
 * By how many days the dates of birth of each person move: as far as no rule sees a difference in any of that person's
 * records, in all deliveries of a run.
 */
export class Persons {
  private readonly rooms = new Map<string, Room>();

  constructor(private readonly keyed: Keyed) {}

  /** Takes in a record of a delivery. */
  learn(record: Voorziening, analysis: DeliveryAnalysis): void {
    const key = personOf(record);
    const birth = record.day('geboortedatum');
    const room = this.rooms.get(key) ?? { least: -FARTHEST, most: FARTHEST };
    this.rooms.set(key, room);
    if (birth === undefined) return;
    const rules = DATES.some((concept) => moves(record, concept)) ? OF_RECORD : BY_BIRTH;
    const before = saidOf(record, rules, analysis);
    const isSame = (moved: number) => saidOf(movedBy(record, moved, analysis), rules, analysis) === before;
    room.least = -farthest(-room.least, (moved) => isSame(-moved));
    room.most = farthest(room.most, isSame);
  }

  /** The days that a person's dates of birth could move by, the one that is meant first. */
  *shiftsOf(key: string): Generator<number> {
    const { least, most } = this.rooms.get(key) ?? { least: -FARTHEST, most: FARTHEST };
    const count = most - least;
    const first = count > 0 ? this.keyed.number(`birth ${key}`, count) : 0;
    for (let n = 0; n < count; n++) {
      const shift = least + ((first + n) % count);
      // Not moving at all is none of them.
      yield shift < 0 ? shift : shift + 1;
    }
    // There is no way to keep to all borders: what is found will differ, and that is told.
    if (count === 0) yield -1;
  }
}

/** What rules say of a record by itself. */
function saidOf(record: Voorziening, rules: readonly Rule[], analysis: DeliveryAnalysis): string {
  let said = '';
  for (const rule of rules) {
    rule.checkRecord!(record, analysis, ({ message }) => {
      said += ` ${rule.code} ${message.key}`;
    });
  }
  return said;
}

/** Who a record is about, as it is written. */
export function personOf(record: Voorziening): string {
  const written = record.under([]);
  const bsn = trimXml(written.value('bsn'));
  return bsn === undefined || bsn === '' ? `? ${written.value('geboortedatum')}` : bsn;
}

/** A record whose date of birth is another one; other dates that may be one in the wrong place move with it. */
function movedBy(record: Voorziening, days: number, { pack }: DeliveryAnalysis): Voorziening {
  const changes = new Map<RecordConcept, string>();
  for (const concept of ['geboortedatum', ...DATES] as const) {
    const day = record.day(concept);
    if (day !== undefined && (concept === 'geboortedatum' || moves(record, concept)))
      changes.set(concept, formatDay(day + days, dayNotationOf(pack, concept)));
  }
  return record.with(changes);
}

function moves(record: Voorziening, concept: (typeof DATES)[number]): boolean {
  const day = record.day(concept);
  return day !== undefined && mayBeBirth(day, record.day('geboortedatum'));
}

/** The largest number up to a limit that holds, where what holds for one holds for all before it. */
function farthest(limit: number, holds: (number: number) => boolean): number {
  if (limit === 0 || holds(limit)) return limit;
  let [low, high] = [0, limit];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return low;
}
