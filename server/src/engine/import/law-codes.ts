import type { Code, CodeList } from '../packs/pack.ts';
import type { EnumerationValue, TypeModel } from '../schema/model.ts';
import { withoutDiacritics } from './names/words.ts';

/** How the values of a type compare with the codes of the law. */
export type LawMatch =
  /** The law's codes, all of them or some, and no others. */
  | 'codes'
  /** Mostly the law's codes. */
  | 'most'
  /** Other codes that say in their documentation what the law's say. */
  | 'labels'
  /** Other codes. */
  | 'other'
  /** Any value may stand there that the law's codes are of. */
  | 'any'
  /** The law's codes can't stand there. */
  | 'none';

/** Codes of digits are the same whatever zeros they start with. */
export function bareCode(code: string): string {
  return /^[0-9]+$/.test(code) ? code.replace(/^0+(?=.)/, '') : code.toLowerCase();
}

/** All values of a type, those of its members too. */
export function valuesOf(type: TypeModel): readonly EnumerationValue[] {
  if (type.enumerations.length > 0) return type.enumerations;
  // Of a union of lists all of them, and of one of codes and nothing at all the codes.
  const byValue = new Map(type.members.flatMap(valuesOf).map((one) => [one.value, one]));
  return [...byValue.values()].some(({ value }) => value !== '') ? [...byValue.values()] : [];
}

/** The law's code of each value whose documentation says the same; fewer where some say nothing known. */
export function codesByLabel(values: readonly EnumerationValue[], list: CodeList): Map<string, Code> {
  const found = new Map<string, Code>();
  for (const { value, documentation } of values) {
    const text = plain(documentation);
    if (text === '') continue;
    const code =
      list.codes.find(({ label, short }) => plain(label) === text || plain(short) === text) ??
      onlyOne(list.codes.filter(({ label }) => plain(label).length > 6 && text.startsWith(plain(label))));
    if (code) found.set(value, code);
  }
  return found;
}

/** So many of the law's codes have to be there before they tell what a place is, whatever its name. */
const ENOUGH = 6;

export interface Comparison {
  readonly match: LawMatch;
  /** The codes alone tell what they are of. */
  readonly isTelling: boolean;
}

export function compareWithLaw(type: TypeModel, list: CodeList, takesLawCodes: boolean): Comparison {
  const values = valuesOf(type).filter(({ value }) => value !== '');
  if (values.length === 0) return { match: takesLawCodes ? 'any' : 'none', isTelling: false };
  const law = new Set(list.codes.map(({ code }) => bareCode(code)));
  const shared = values.filter(({ value }) => law.has(bareCode(value)));
  // 10, 20, 30 … are codes of many lists.
  const odd = shared.filter(({ value }) => !/^[0-9]0$|^[0-9]$/.test(bareCode(value)));
  const isTelling = shared.length >= Math.min(ENOUGH, law.size) && odd.length >= 3;
  if (shared.length === values.length) return { match: 'codes', isTelling };
  if (shared.length >= ENOUGH && shared.length >= values.length * 0.8) return { match: 'most', isTelling };
  const labels = codesByLabel(values, list);
  if (labels.size >= 2 && labels.size >= values.length * 0.6)
    return { match: 'labels', isTelling: labels.size >= ENOUGH };
  return { match: 'other', isTelling: false };
}

function plain(text: string): string {
  return withoutDiacritics(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/^ | $/g, '');
}

function onlyOne<T>(all: readonly T[]): T | undefined {
  return all.length === 1 ? all[0] : undefined;
}
