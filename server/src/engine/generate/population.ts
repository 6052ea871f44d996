import { type Day, dayOf, firstDayOf, lastDayOfPeriod, type Month, monthOf } from '../delivery/day.ts';
import { randomFrom } from './random.ts';
import type { GeneratedPerson, GeneratedRecord } from './record.ts';
import type { TypeFacts, Values } from './types.ts';

/** Draws by a seed. */
export class Draw {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = randomFrom(seed);
  }

  /** A whole number from `least` up to `most`. */
  from(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  one<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  weighted(types: readonly TypeFacts[]): TypeFacts {
    let at = this.next() * types.reduce((sum, { share }) => sum + share, 0);
    for (const type of types) {
      at -= type.share;
      if (at < 0) return type;
    }
    return types[0]!;
  }
}

/** Of eleven numbers of eight digits in a row so many have a last digit that makes them pass the 11-proof, or more. */
const PASSING = 9;
/** So many people have a BSN of nobody. */
export const MOST_PERSONS = 909_090 * PASSING;

/** The n-th of the numbers that start with 9 and pass the 11-proof, those of a seed in an order of their own. */
export function bsnOf(n: number, seed: number): string {
  const place = (n * 7919 + (Math.abs(seed) % MOST_PERSONS)) % MOST_PERSONS;
  let left = place % PASSING;
  for (let first = 90_000_000 + Math.floor(place / PASSING) * 11; ; first++) {
    const last = lastDigitOf(first);
    if (last < 10 && left-- === 0) return `${first}${last}`;
  }
}

/** The digit that makes a number of eight digits pass the 11-proof; 10 where none does. */
function lastDigitOf(first: number): number {
  let sum = 0;
  for (let weight = 2, rest = first; weight <= 9; weight++, rest = Math.floor(rest / 10)) sum += weight * (rest % 10);
  return sum % 11;
}

const DESCRIPTIONS = ['maatwerk', 'traject op maat', 'ondersteuning bij het traject', 'groepsbijeenkomst'];
/** A person has at most so many voorzieningen at a time. */
const MOST_AT_ONCE = 3;

/**
 * People with voorzieningen, and what of these a delivery has, month after month. Each place in a delivery is taken in
 * each month: where a voorziening ends, another one begins in the month after, so that consecutive months fit together.
 */
export class Population {
  constructor(
    readonly values: Values,
    private readonly seed: number,
    private readonly first: Month,
  ) {}

  /** The records of a person in a month, at most so many; the person's number says who that is. */
  recordsOf(person: number, month: Month, most: number): GeneratedRecord[] {
    const draw = this.drawFor(person, 0);
    const places = draw.chance(0.3) ? draw.from(2, MOST_AT_ONCE) : 1;
    const types = this.typesFor(draw, places);
    const who = this.person(person, types, draw);
    return types.slice(0, most).map((type, place) => this.recordIn(person, place, type, who, month));
  }

  /** Somebody with a number of their own, whom nothing is wrong with. */
  person(n: number, types: readonly TypeFacts[], draw = this.drawFor(n, 99)): GeneratedPerson {
    const { values } = this;
    const year = Math.floor(this.first / 12);
    const isOnderWml = types.some(({ impliesOnderWml }) => impliesOnderWml);
    const onderWml = values.pack.manifest.meanings.onderWml;
    // Old enough for a participatieplaats, and for a job of the schemes that ended in 2003; far from a pension.
    const birthYear = types.some(({ wiwId }) => wiwId) ? draw.from(year - 60, 1983) : draw.from(year - 60, year - 34);
    return {
      bsn: bsnOf(n, this.seed),
      geboortedatum: dayOf(birthYear, draw.from(1, 12), draw.from(1, 28)),
      geslacht: values.geslacht.length > 0 ? draw.one(values.geslacht) : undefined,
      arbeidsvermogen:
        isOnderWml && onderWml !== undefined
          ? onderWml
          : values.arbeidsvermogen.length > 0
            ? draw.one(values.arbeidsvermogen)
            : undefined,
    };
  }

  /** A record that is right, of somebody; it runs on, where its type may. */
  record(
    who: GeneratedPerson,
    type: TypeFacts,
    registratienummer: string,
    begindatum: Day,
    draw: Draw,
    einddatum?: Day,
  ): GeneratedRecord {
    const { values } = this;
    const isLimited = type.lksForfaitair || type.proefplaatsing;
    return {
      ...who,
      doelInzet: values.doelInzet.length > 0 ? draw.one(values.doelInzet) : undefined,
      registratienummer,
      typeVoorziening: type.code,
      omschrijving: type.overig ? draw.one(DESCRIPTIONS) : undefined,
      begindatum,
      einddatum: einddatum ?? (isLimited ? lastDayOfPeriod(begindatum, 6) : undefined),
      loonwaarde: type.lksLoonwaarde ? draw.from(30, 80) : undefined,
    };
  }

  drawFor(person: number, what: number): Draw {
    return new Draw(
      Math.imul(this.seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(person + 1, 0xc2b2ae35) ^ (what * 7_368_787),
    );
  }

  /** Types that go together, each once. */
  private typesFor(draw: Draw, places: number): TypeFacts[] {
    const { types, conflicts } = this.values;
    const chosen = [draw.weighted(types)];
    while (chosen.length < places) {
      const next = draw.weighted(types);
      const fits = chosen.every(({ code }) => code !== next.code && !conflicts.get(code)?.has(next.code));
      if (!fits) break;
      chosen.push(next);
    }
    return chosen;
  }

  /** What stands in a place of a person in a month: the voorziening that runs then, or that ends. */
  private recordIn(
    person: number,
    place: number,
    type: TypeFacts,
    who: GeneratedPerson,
    month: Month,
  ): GeneratedRecord {
    const draw = this.drawFor(person, place + 1);
    let begin = type.wiwId
      ? dayOf(draw.from(1999, 2003), draw.from(1, 12), draw.from(1, 28))
      : firstDayOf(this.first - draw.from(0, type.lksForfaitair || type.proefplaatsing ? 3 : 30)) + draw.from(0, 27);
    for (let n = 0; ; n++) {
      const end = this.endOf(begin, type, draw);
      const number = numberOf(person, place, n);
      const record = this.record(who, type, number, begin, draw, end);
      if (end === undefined || end >= firstDayOf(month)) return record;
      // A gap of more than a day: two periods in a row would count as one.
      begin = firstDayOf(monthOf(end) + 1) + draw.from(2, 20);
    }
  }

  private endOf(begin: Day, type: TypeFacts, draw: Draw): Day | undefined {
    if (type.wiwId) return undefined;
    const isLimited = type.lksForfaitair || type.proefplaatsing;
    // None ends before the first month, whose delivery is the first that there is.
    const least = Math.max(begin, firstDayOf(this.first)) + draw.from(0, 40);
    if (isLimited) return Math.min(Math.max(least, begin + 90), lastDayOfPeriod(begin, 6));
    // A participatieplaats lasts four years at most.
    return draw.chance(0.5) && !type.participatieplaats ? undefined : least + draw.from(0, 300);
  }
}

/** `VZ-000123-1`: the number of the person, of the place, and of what stood there before. */
export function numberOf(person: number, place: number, n: number): string {
  const number = `${person.toString(36)}${'abcd'[place] ?? 'z'}${n.toString(36)}`.toUpperCase();
  return `VZ-${number.padStart(8, '0')}`;
}
