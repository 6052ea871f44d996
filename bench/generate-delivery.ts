import { randomFrom } from '../server/src/engine/generate/random.ts';

export interface DeliveryShape {
  readonly records: number;
  readonly seed: number;
  /** No line breaks and no white space between elements. */
  readonly oneLine: boolean;
  /** From 0 to 1: how many of the records have a mistake in them. */
  readonly faulty: number;
  /** How many mistakes each of these has; one without. */
  readonly mistakes?: number;
  /** The prefix of all elements; none without. */
  readonly prefix?: string;
}

interface Person {
  readonly bsn: string;
  readonly geboortedatum: string;
  readonly geslacht: string;
  /** Where this person's types begin among all. */
  readonly firstType: number;
  /** How many records this person has. */
  records: number;
}

interface Voorziening {
  bsn: string;
  geboortedatum: string;
  geslacht: string;
  arbeidsvermogen: string;
  nummer: string;
  type: string;
  start: string;
  end: string | undefined;
  lks: string | undefined;
}

const NAMESPACE = 'urn:srg-xml:regeling:2026';
/** Types that may stand beside one another for one person. */
const TYPES = ['12', '30', '31', '40', '42', '43', '50'];

/** Mistakes, each of which gives at least one finding; the text stays well-formed. */
const MISTAKES: readonly ((record: Voorziening, n: number) => void)[] = [
  (record) => {
    record.start = '1-3-2025';
  },
  (record) => {
    record.type = '77';
  },
  (record) => {
    record.start = '20250320';
    record.end = '20250310';
  },
  (record) => {
    record.type = '10';
    record.arbeidsvermogen = '30';
    record.lks = '<Loonwaarde>050</Loonwaarde>';
  },
  (record) => {
    record.type = '11';
    record.arbeidsvermogen = '10';
    record.start = '20240301';
    record.end = undefined;
    record.lks = undefined;
  },
  (record) => {
    record.start = '20250411';
    record.end = undefined;
  },
  (record) => {
    record.bsn = record.bsn.slice(0, 8) + ((Number(record.bsn[8]) + 1) % 10);
  },
  (record, n) => {
    record.nummer = `VZ-${Math.max(0, n - 1)}`;
  },
  (record) => {
    record.geslacht = '';
  },
  (record) => {
    record.end = '';
  },
];

/** So far apart in the list, mistakes in one record mostly leave each other as they are. */
const APART = 3;

/**
 * A delivery of invented persons with BSNs that are not handed out: one to four records a person, some of them far
 * apart. The same shape gives the same text.
 */
export function generateDelivery({ records, seed, oneLine, faulty, mistakes = 1, prefix }: DeliveryShape): string {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const persons: Person[] = [];
  const parts: string[] = [];
  for (let n = 0; n < records; n++) {
    const known = random() < 0.4 ? persons[Math.floor((1 - random() ** 4) * persons.length)] : undefined;
    const person = known && known.records < 4 ? known : newPerson();
    parts.push(recordText(newRecord(person, n), n));
  }
  return wrap(parts.join(''));

  function newPerson(): Person {
    const person = {
      bsn: fictitiousBsn(persons.length),
      geboortedatum: date(
        1965 + Math.floor(random() * 35),
        1 + Math.floor(random() * 12),
        1 + Math.floor(random() * 28),
      ),
      geslacht: pick(['1', '2', '3']),
      firstType: persons.length,
      records: 0,
    };
    persons.push(person);
    return person;
  }

  function newRecord(person: Person, n: number): Voorziening {
    const year = 2022 + Math.floor(random() * 3);
    const month = 1 + Math.floor(random() * 12);
    const { bsn, geboortedatum, geslacht } = person;
    const record: Voorziening = {
      bsn,
      geboortedatum,
      geslacht,
      arbeidsvermogen: '20',
      nummer: `VZ-${n}`,
      type: TYPES[(person.firstType + person.records++) % TYPES.length]!,
      start: date(year, month, 1 + Math.floor(random() * 28)),
      end: random() < 0.5 ? undefined : date(2025, 3 + Math.floor(random() * 9), 1 + Math.floor(random() * 28)),
      lks: undefined,
    };
    if (random() < faulty) {
      for (let i = 0; i < mistakes; i++) MISTAKES[(n + APART * i) % MISTAKES.length]!(record, n);
    }
    return record;
  }

  function recordText(record: Voorziening, n: number): string {
    const missing = record.geslacht === '' ? '' : `<Geslacht>${record.geslacht}</Geslacht>`;
    const comment = n % 97 === 0 ? '<!-- nagekeken -->' : '';
    const end = record.end === undefined ? '' : `<EinddatumVoorziening>${record.end}</EinddatumVoorziening>`;
    const lks = record.lks === undefined ? '' : `<Loonkostensubsidie>${record.lks}</Loonkostensubsidie>`;
    return (
      `${comment}<Voorziening><Persoon><Burgerservicenummer>${record.bsn}</Burgerservicenummer>` +
      `<Geboortedatum>${record.geboortedatum}</Geboortedatum>${missing}` +
      `<Arbeidsvermogen>${record.arbeidsvermogen}</Arbeidsvermogen><DoelInzetVoorzieningen>1</DoelInzetVoorzieningen></Persoon>` +
      `<RegistratienummerVoorziening>${record.nummer}</RegistratienummerVoorziening><TypeVoorziening>${record.type}</TypeVoorziening>` +
      `<BegindatumVoorziening>${record.start}</BegindatumVoorziening>${end}${lks}</Voorziening>`
    );
  }

  function wrap(body: string): string {
    const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
    const delivery =
      '<SRG><Levering><Statistiekjaar>2025</Statistiekjaar><Statistiekmaand>03</Statistiekmaand>' +
      '<Statistiekcode>10</Statistiekcode><NaamSoftwarepakket>and</NaamSoftwarepakket>' +
      '<VersienummerSoftwarepakket>4.2</VersienummerSoftwarepakket><Gemeentecode>0363</Gemeentecode>' +
      '<Berichtgevercode>0363</Berichtgevercode></Levering>' +
      `<Voorzieningen>${body}</Voorzieningen></SRG>`;
    const named = prefix === undefined ? delivery : delivery.replace(/(<\/?)(?=[A-Z])/g, `$1${prefix}:`);
    const declared = named.replace('SRG>', `SRG xmlns${prefix ? `:${prefix}` : ''}="${NAMESPACE}">`);
    return oneLine ? declaration + declared : `${declaration}\n${indent(declared)}`;
  }
}

/** One element a line, in the manner of most exports. */
function indent(text: string): string {
  let depth = 0;
  return text.replace(/<!--[^>]*-->|<([\w:]+)[^>]*>[^<]*<\/\1>|<\/?[^>]+>/g, (piece, leaf: string | undefined) => {
    if (piece.startsWith('</')) depth--;
    const line = `${'  '.repeat(depth)}${piece}\n`;
    if (leaf === undefined && !piece.startsWith('</') && !piece.startsWith('<!--')) depth++;
    return line;
  });
}

function date(year: number, month: number, day: number): string {
  return `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
}

/** The n-th number that starts with 9 and passes the 11-proof. */
export function fictitiousBsn(n: number): string {
  // Of eleven numbers that differ in the last digit but one, at least one has a check digit; so step by eleven.
  for (let first = 90_000_000 + n * 11; ; first++) {
    const digits = String(first);
    let sum = 0;
    for (let i = 0; i < 8; i++) sum += (9 - i) * Number(digits[i]);
    if (sum % 11 < 10) return digits + (sum % 11);
  }
}
