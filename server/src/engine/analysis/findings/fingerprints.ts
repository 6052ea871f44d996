import type { Voorziening } from '../../delivery/record.ts';
import type { Pack } from '../../packs/load-pack.ts';
import { likeBsn } from '../../privacy/mask.ts';
import { kindOf } from '../../rules/finding-kind.ts';
import type { CheckedText } from '../checked-text.ts';
import { eachFinding, type LocatedFinding } from '../located-findings.ts';
import { NumberSet } from '../paged/numbers.ts';
import { ValueCounts, ValueIndex } from '../paged/value-index.ts';

/**
 * By what each finding is known in another run, wherever it stands by then: its kind and the registratienummer of its
 * record. They are no hashes: the nine digits of a BSN are found from a hash in seconds. A number that may tell a BSN
 * or a date of birth is left out; findings of one kind are then told apart by their order.
 */
export function* eachFingerprint(
  checked: CheckedText,
  pack: Pack | undefined,
): Generator<{ readonly located: LocatedFinding; readonly fingerprint: string }> {
  const seen = new Occurrences();
  for (const located of eachFinding(checked)) {
    const { finding } = located;
    const { id } = kindOf(finding, pack);
    const subject = finding.record && subjectOf(finding.record);
    const known = subject === undefined ? id : `${id}@${subject}`;
    const count = seen.add(id, subject ?? '');
    yield { located, fingerprint: count === 1 ? known : `${known}#${count}` };
  }
}

/** How often each kind has come with a subject: mostly once, of which no more is kept than a bit. */
class Occurrences {
  private readonly subjects = new ValueIndex();
  /** By kind, the numbers of the subjects that it has come with. */
  private readonly once = new Map<string, NumberSet>();
  private readonly again = new ValueCounts();

  /** @returns how often it has come, this time included */
  add(kind: string, subject: string): number {
    const number = this.subjects.numberFor(subject);
    const once = this.once.get(kind) ?? new NumberSet();
    if (once.has(number)) return 1 + this.again.add(`${kind} ${number}`);
    this.once.set(kind, once);
    once.add(number);
    return 1;
  }
}

/** What names a record and nobody; undefined where there is nothing like it. */
function subjectOf(record: Voorziening): string | undefined {
  const number = record.under([]).value('registratienummer');
  return number !== undefined && isImpersonal(number, record) ? number : undefined;
}

function isImpersonal(number: string, record: Voorziening): boolean {
  if (!/^[A-Za-z0-9._-]{1,40}$/.test(number) || likeBsn(number).length > 0) return false;
  const digits = number.replace(/\D/g, '');
  // Eight in a row are a date, or a BSN without its zero.
  if (/[0-9]{8}/.test(number)) return false;
  const written = record.under([]);
  const personal = [written.value('bsn'), ...datesIn(written.value('geboortedatum') ?? '')];
  return !personal.some((value) => value !== undefined && holds(digits, value.replace(/\D/g, '')));
}

function holds(digits: string, personal: string): boolean {
  return personal.length >= 4 && digits.includes(personal);
}

/** The ways in which people write a date, of one that may itself be written in any of these. */
function datesIn(written: string): string[] {
  const digits = written.replace(/\D/g, '');
  return [digits, ...readingsOf(digits).flatMap(writingsOf)];
}

/** Year, month and day. */
type DateParts = readonly [year: string, month: string, day: string];

/** What digits may stand for: the year comes first, or last, and may lack its century. */
function readingsOf(digits: string): DateParts[] {
  const [a, b, c] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
  if (digits.length === 8) {
    return [
      [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)],
      [c, b, a],
    ];
  }
  if (digits.length !== 6) return [];
  return ['19', '20'].flatMap((century): DateParts[] => [
    [century + a, b, c],
    [century + c, b, a],
  ]);
}

function writingsOf([year, month, day]: DateParts): string[] {
  const orders = [year, year.slice(2)].flatMap((y) => [y + month + day, day + month + y, month + day + y]);
  return [...orders, day + month, month + day];
}
