import { addMonths, type Day, firstDayOf, lastDayOf } from '../../delivery/day.ts';
import type { RuleCode } from '../../rules/rule-metadata.ts';
import { numberOf } from '../population.ts';
import type { GeneratedRecord } from '../record.ts';
import type { TypeFacts } from '../types.ts';
import type { Fault, FaultContext, MakeFault } from './fault.ts';

/** A record of somebody new, with other values where these are given. */
export function recordOf(
  { population, draw, nextPerson, month }: FaultContext,
  type: TypeFacts,
  begin: Day = firstDayOf(month) + draw.from(0, 19),
  changes: Partial<GeneratedRecord> = {},
): GeneratedRecord {
  const person = nextPerson();
  const who = population.person(person, [type]);
  return { ...population.record(who, type, numberOf(person, 0, 0), begin, draw), ...changes };
}

export function alone(record: GeneratedRecord): Fault {
  return { records: [record], about: 0 };
}

/** So many years before a day. */
const yearsBefore = (day: Day, years: number) => addMonths(day, -12 * years);

function withType(
  is: (type: TypeFacts) => boolean,
  make: (type: TypeFacts, context: FaultContext) => Fault,
): MakeFault {
  return (context) => {
    const type = context.values.type(is);
    return type && make(type, context);
  };
}

/** A plain type, any of them. */
export function plainly(make: (type: TypeFacts, context: FaultContext) => Fault | undefined): MakeFault {
  return (context) =>
    context.values.plain.length > 0 ? make(context.draw.one(context.values.plain), context) : undefined;
}

/** Faults of dates: of one record, and of its person's age. */
export const DATE_FAULTS: Partial<Record<RuleCode, MakeFault>> = {
  'SRG-I101': plainly((type, context) => {
    const first = firstDayOf(context.month);
    const begin = first + context.draw.from(10, 25);
    return alone(recordOf(context, type, begin, { einddatum: first + context.draw.from(0, 9) }));
  }),

  'SRG-I103': withType(
    ({ lksForfaitair }) => lksForfaitair,
    (type, context) => {
      const begin = firstDayOf(context.month - context.draw.from(8, 14));
      const end = context.draw.chance(0.5) ? undefined : firstDayOf(context.month) + context.draw.from(0, 20);
      return alone(recordOf(context, type, begin, { einddatum: end }));
    },
  ),

  'SRG-I106': plainly((type, context) => {
    const { month, draw } = context;
    const first = firstDayOf(month);
    switch (draw.from(0, 2)) {
      case 0:
        return alone(recordOf(context, type, lastDayOf(month) + draw.from(1, 40)));
      case 1:
        return alone(recordOf(context, type, first - 200, { einddatum: first - draw.from(1, 80) }));
      default:
        return alone(recordOf(context, type, first - 400, { einddatum: firstDayOf(month - 3) - draw.from(1, 99) }));
    }
  }),

  'SRG-I109': (context) => {
    if (!context.values.has('geboortedatum')) return undefined;
    return plainly((type, context) => {
      const begin = firstDayOf(context.month);
      const years = context.draw.chance(0.5) ? context.draw.from(4, 13) : context.draw.from(69, 90);
      return alone(recordOf(context, type, begin, { geboortedatum: yearsBefore(begin, years) }));
    })(context);
  },

  'SRG-I115': (context) => {
    if (!context.values.has('geboortedatum')) return undefined;
    return withType(
      ({ participatieplaats }) => participatieplaats,
      (type, context) => {
        const { month, draw } = context;
        const isYoung = draw.chance(0.5);
        const begin = firstDayOf(isYoung ? month : month - draw.from(49, 60));
        const birth = isYoung ? { geboortedatum: yearsBefore(begin, draw.from(18, 25)) } : {};
        return alone(recordOf(context, type, begin, birth));
      },
    )(context);
  },

  'SRG-I116': withType(
    ({ proefplaatsing }) => proefplaatsing,
    (type, context) =>
      alone(recordOf(context, type, firstDayOf(context.month - context.draw.from(7, 12)), { einddatum: undefined })),
  ),

  'SRG-I117': withType(
    ({ wiwId }) => wiwId,
    (type, context) => alone(recordOf(context, type, firstDayOf(2004 * 12 + context.draw.from(0, 30)))),
  ),
};
