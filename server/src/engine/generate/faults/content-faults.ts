import { firstDayOf, lastDayOf } from '../../delivery/day.ts';
import type { RecordConcept } from '../../packs/pack.ts';
import type { RuleCode } from '../../rules/rule-metadata.ts';
import { numberOf } from '../population.ts';
import type { GeneratedRecord } from '../record.ts';
import { alone, plainly, recordOf } from './date-faults.ts';
import type { Fault, MakeFault } from './fault.ts';

/** Two records of one person in which nothing is wrong: of two plain types, or of one at two times. */
function pairOf(context: Parameters<MakeFault>[0]): [GeneratedRecord, GeneratedRecord] | undefined {
  const { values, population, month, draw } = context;
  const [type, other = type] = values.plain;
  if (!type || !other) return undefined;
  const first = recordOf(context, type, firstDayOf(month - 1) + draw.from(0, 9));
  const person = context.nextPerson();
  const second = population.record(first, other, numberOf(person, 1, 0), firstDayOf(month) + draw.from(0, 19), draw);
  return [first, second];
}

/** Faults of what a record, or a person, is said to be. */
export const CONTENT_FAULTS: Partial<Record<RuleCode, MakeFault>> = {
  'SRG-I102': (context) => {
    const { values, draw } = context;
    const { onderWml } = values.pack.manifest.meanings;
    const type = values.type(({ impliesOnderWml, wiwId }) => impliesOnderWml && !wiwId);
    const others = values.arbeidsvermogen.filter((code) => code !== onderWml);
    if (!type || others.length === 0 || onderWml === undefined) return undefined;
    return alone(recordOf(context, type, undefined, { arbeidsvermogen: draw.one(others) }));
  },

  'SRG-I105': (context) => {
    const { values, population, month, draw } = context;
    // A type that lasts as long as it likes, so that no other rule speaks.
    const pairs = values.pack.combinations.flatMap(({ types }) => {
      const [a, b] = types.map((code) => values.type((type) => type.code === code));
      return a && b && !a.wiwId && !b.wiwId ? [[a, b] as const] : [];
    });
    if (pairs.length === 0) return undefined;
    const [a, b] = draw.one(pairs);
    const person = context.nextPerson();
    const who = population.person(person, [a, b]);
    const begin = firstDayOf(month) + draw.from(0, 9);
    const records = [
      population.record(who, a, numberOf(person, 0, 0), begin, draw),
      population.record(who, b, numberOf(person, 1, 0), begin + draw.from(1, 10), draw),
    ];
    return { records, about: 1 };
  },

  'SRG-I107': plainly((type, context) => {
    const record = recordOf(context, type);
    const last = (Number(record.bsn[8]) + context.draw.from(1, 9)) % 10;
    return alone({ ...record, bsn: `${record.bsn.slice(0, 8)}${last}` });
  }),

  'SRG-I108': (context) => {
    const { values, draw } = context;
    const pair = pairOf(context);
    if (!pair) return undefined;
    const [first, second] = pair;
    const changes: Partial<GeneratedRecord>[] = [];
    if (values.has('geboortedatum')) changes.push({ geboortedatum: first.geboortedatum + draw.from(1, 20) });
    for (const concept of ['geslacht', 'arbeidsvermogen'] as const) {
      const others = values[concept].filter((code) => code !== first[concept]);
      if (values.has(concept) && others.length > 0) changes.push({ [concept]: draw.one(others) });
    }
    return changes.length === 0 ? undefined : { records: [first, { ...second, ...draw.one(changes) }], about: 1 };
  },

  'SRG-I110': (context) => {
    const { values, draw } = context;
    const subsidised = values.type(({ lksLoonwaarde }) => lksLoonwaarde);
    const [plain] = values.plain;
    if (!subsidised || !plain || !values.has('loonwaarde')) return undefined;
    return draw.chance(0.5)
      ? alone(recordOf(context, subsidised, undefined, { loonwaarde: undefined }))
      : alone(recordOf(context, plain, undefined, { loonwaarde: draw.from(10, 90) }));
  },

  'SRG-I113': (context) => {
    const { values, month, draw } = context;
    const reden = values.pack.manifest.meanings.administratieveBeeindiging;
    const type = values.type(({ lksLoonwaarde }) => lksLoonwaarde);
    if (!type || reden === undefined || !values.has('redenBeeindiging')) return undefined;
    const einddatum = lastDayOf(month) - draw.from(1, 20);
    return alone(recordOf(context, type, firstDayOf(month - 2), { einddatum, redenBeeindiging: reden }));
  },

  'SRG-I118': (context) => {
    const overig = context.values.types.filter((type) => type.overig && !context.values.conflicts.has(type.code));
    if (overig.length === 0) return undefined;
    return alone(recordOf(context, context.draw.one(overig), undefined, { omschrijving: undefined }));
  },

  'SRG-I119': (context) => {
    const { likelyDuplicate } = context.values.pack.manifest;
    return likelyDuplicate ? alike(context, likelyDuplicate[0]!, false) : undefined;
  },

  'SRG-T004': (context) => {
    const { unique } = context.values.pack.manifest;
    return unique ? alike(context, unique[0]!, true) : undefined;
  },
};

/** Two records with the same values of a key, and otherwise as little in common as may be. */
function alike(
  context: Parameters<MakeFault>[0],
  key: readonly RecordConcept[],
  mayShareNumber: boolean,
): Fault | undefined {
  const { values } = context;
  if (values.plain.length === 0 || (!mayShareNumber && key.includes('registratienummer'))) return undefined;
  const type = context.draw.one(values.plain);
  const first = recordOf(context, type);
  const second = recordOf(context, context.draw.one(values.plain));
  const isSamePerson = key.includes('bsn');
  const shared = Object.fromEntries(key.map((concept) => [concept, first[concept as keyof GeneratedRecord]]));
  const { bsn, geboortedatum, geslacht, arbeidsvermogen } = first;
  const person = isSamePerson ? { bsn, geboortedatum, geslacht, arbeidsvermogen } : {};
  return { records: [first, { ...second, ...person, ...shared }], about: 1 };
}
