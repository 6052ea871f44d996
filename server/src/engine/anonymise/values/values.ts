import type { Day } from '../../delivery/day.ts';
import { monthInAnyNotation } from '../../delivery/values/any-notation.ts';
import { passesElfproef } from '../../delivery/values/bsn.ts';
import { cleanValue } from '../../delivery/values/field-types.ts';
import { codesOf, type Pack } from '../../packs/load-pack.ts';
import { type Concept, VALUE_TYPES } from '../../packs/pack.ts';
import type { TypeModel } from '../../schema/model.ts';
import type { Persons } from '../persons.ts';
import type { AlphabetOf } from './alphabets.ts';
import { type FictitiousBsns, holdsBsn } from './bsns.ts';
import { impossibleLike, isNoBirthday, mayBeBirth, readDay } from './days.ts';
import type { Keyed } from './keyed.ts';
import { breakTheSame } from './same-facets.ts';
import type { Fits, Substitution } from './substitution.ts';

/** Where a value stands: what it is, and what the schema says of it. */
export interface Place {
  readonly concept: Concept | undefined;
  readonly type: TypeModel | undefined;
}

/** Whose it is: by that the dates of birth of a person move together. */
export interface Who {
  readonly key: string;
  readonly birth: Day | undefined;
}

/** A value: what stands between the white space around it. */
export interface WrittenValue {
  readonly core: string;
  /** The white space. */
  readonly before: string;
  readonly behind: string;
}

const SHORT_CODE = /^[0-9]{1,2}$/;
const CODE_OF_FOUR = /^[0-9]{1,4}$/;
const VERSION = /^[vV]?[0-9]{1,4}(?:\.[0-9]{1,4}){0,4}[a-z]?$/;
const PERCENTS = /^[0-9]{1,3}(?:[.,][0-9]{1,2})?%?$/;
/** Not of the calendar, or with a year of two digits, and a date all the same. */
const LIKE_DATE =
  /^(?:(?:199|20[0-9])[0-9]-?[0-9]{2}-?[0-9]{2}|[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ](?:[0-9]{2}|[0-9]{4}))$/;
const LIKE_MONTH = /^(?:--)?(?:[0-9]{1,4}|[0-9]{4}-?[0-9]{2}|[0-9]{1,2}-[0-9]{4})$/;
/** What types of XML Schema have that say nothing of anybody. */
const TIMES = ['time', 'duration', 'gYear', 'gMonth', 'gDay', 'gMonthDay', 'gYearMonth', 'boolean'];

/** What comes in the place of a value, by what it is. Values that say nothing of anybody stay. */
export class NeutralValues {
  constructor(
    private readonly pack: Pack,
    private readonly keyed: Keyed,
    private readonly substitution: Substitution,
    private readonly bsns: FictitiousBsns,
    private readonly persons: Persons,
    private readonly alphabetOf: AlphabetOf,
  ) {}

  of(value: WrittenValue, place: Place, who: Who | undefined): string {
    const { core } = value;
    const { concept } = place;
    if (concept !== undefined && this.pack.manifest.concepts[concept]?.none?.includes(core)) return core;
    switch (concept) {
      case 'bsn':
        return this.bsns.of(core);
      case 'geboortedatum':
        return this.birth(value, place, who ?? { key: `? ${core}`, birth: undefined });
      case 'begindatum':
      case 'einddatum':
        return this.date(value, place, who);
      default:
        return this.stays(core, place) ? core : this.text(value, place);
    }
  }

  /** Any text, in which nothing is to be recognised. */
  text(value: WrittenValue, { concept, type }: Place, isAllowed: Fits = () => true): string {
    const { core } = value;
    if (passesElfproef(core)) return this.bsns.of(core);
    const day = concept === undefined ? readDay(core) : undefined;
    if (day && isNoBirthday(core, day.day)) return core;
    if (day && /[0-9]{4}/.test(core)) return day.write(day.day + this.shift(core));
    const same = this.fits(value, type);
    const isCode = concept !== undefined && VALUE_TYPES[concept] === 'code';
    const fits: Fits = (candidate) =>
      candidate !== core &&
      !holdsBsn(candidate) &&
      same(candidate) &&
      !(isCode && this.isListed(concept, candidate)) &&
      isAllowed(candidate);
    return this.substitution.of(core, `${concept} ${type?.namespace} ${type?.name}`, this.alphabetOf, fits);
  }

  private birth(value: WrittenValue, place: Place, { key }: Who): string {
    const { core } = value;
    const read = readDay(core);
    if (isNoBirthday(core, read?.day)) return core;
    const same = this.fits(value, place.type);
    if (!read) {
      const number = (n: number, limit: number) => this.keyed.number(`date ${n} ${core}`, limit);
      const other = impossibleLike(core, number);
      if (other !== undefined && other !== core && !readDay(other) && same(other)) return other;
      return this.text(value, place, (candidate) => !readDay(candidate));
    }
    let first: string | undefined;
    for (const shift of this.persons.shiftsOf(key)) {
      const moved = read.write(read.day + shift);
      if (same(moved)) return moved;
      first ??= moved;
    }
    return first!;
  }

  /** A begin or end date stays: rules go by it. Where it may be a date of birth it moves with that. */
  private date(value: WrittenValue, place: Place, who: Who | undefined): string {
    const { core } = value;
    const read = readDay(core);
    if (read && mayBeBirth(read.day, who?.birth) && !isNoBirthday(core, read.day))
      return this.birth(value, place, who ?? { key: `? ${core}`, birth: undefined });
    return read || LIKE_DATE.test(core) || /^[09]+$/.test(core) ? core : this.text(value, place);
  }

  private stays(core: string, { concept, type }: Place): boolean {
    const isEnumerated = type?.enumerations.some((one) => one.value === core) === true;
    if (isEnumerated || core === '') return true;
    if (concept === undefined) return TIMES.includes(type?.base ?? '') && core.replace(/[^0-9]/g, '').length < 9;
    switch (VALUE_TYPES[concept]) {
      case 'code':
        if (concept === 'gemeentecode' || concept === 'berichtgevercode') return CODE_OF_FOUR.test(core);
        return SHORT_CODE.test(core) || this.isListed(concept, core);
      case 'year':
      case 'month':
      case 'monthNumber':
        return LIKE_MONTH.test(core) || (/[a-z]/i.test(core) && monthInAnyNotation(core) !== undefined);
      case 'decimal':
        return PERCENTS.test(core);
      default:
        return concept === 'softwareversie' && VERSION.test(core);
    }
  }

  private isListed(concept: Concept, value: string): boolean {
    const list = codesOf(this.pack, concept);
    const clean = cleanValue(this.pack, concept, value);
    const isOne = ({ code }: { readonly code: string }) => code === value || code === clean;
    return list?.codes.some(isOne) === true || list?.former?.some(isOne) === true;
  }

  private fits({ core, before, behind }: WrittenValue, type: TypeModel | undefined): Fits {
    const same = breakTheSame(type);
    const old = before + core + behind;
    return (candidate) => same(old, before + candidate + behind);
  }

  private shift(core: string): number {
    const shift = this.keyed.number(`day ${core}`, 360) - 180;
    return shift < 0 ? shift : shift + 1;
  }
}
