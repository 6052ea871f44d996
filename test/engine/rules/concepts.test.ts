import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DeliveryHeader } from '../../../server/src/engine/delivery/header.ts';
import type { Fields, Voorziening } from '../../../server/src/engine/delivery/record.ts';
import type { Concept } from '../../../server/src/engine/packs/pack.ts';
import { groupKeysOf } from '../../../server/src/engine/rules/keys.ts';
import { RULES } from '../../../server/src/engine/rules/registry.ts';
import type { RuleContext } from '../../../server/src/engine/rules/rule.ts';
import { analyse, BSN, delivery, record } from '../../support/delivery.ts';

const LOOKS = ['value', 'day', 'month', 'state', 'rangeOf', 'nodeOf'];
const EXAMPLE = analyse(readFileSync('examples/met-fouten.srg.xml', 'utf8'));
/** Records that make each rule across records speak. */
const PERSON = analyse(
  delivery([
    record({ type: '11', start: '20240101', end: '20241231', nummer: 'A' }),
    record({ type: '10', start: '20240601', nummer: 'A', geslacht: '2', arbeidsvermogen: '20' }),
    record({ type: '10', start: '20240601', geboortedatum: '19810101' }),
  ]),
);

/** The same, with every concept that is looked at noted down. */
function watched<C extends string>(fields: Fields<C>, seen: Set<Concept>): Fields<C> {
  return new Proxy(fields, {
    get(target, name, receiver) {
      const member = Reflect.get(target, name, receiver);
      if (typeof member !== 'function' || !LOOKS.includes(String(name))) return member;
      return (concept: C) => {
        seen.add(concept as string as Concept);
        return member.call(target, concept);
      };
    },
  });
}

test.each(RULES.map((rule) => ({ code: rule.code, rule })))('$code looks at the concepts it names only', ({ rule }) => {
  const seen = new Set<Concept>(typeof rule.groups === 'function' ? [] : rule.groups);
  for (const analysis of [EXAMPLE, PERSON]) {
    const known = new Map<Voorziening, Voorziening>();
    const watch = (fields: Voorziening) => {
      const watcher = known.get(fields) ?? watched(fields, seen);
      known.set(fields, watcher);
      return watcher;
    };
    const header = analysis.header && new DeliveryHeader([watched(analysis.header.main, seen)]);
    const context: RuleContext = {
      pack: analysis.pack,
      header,
      get verslagmaand() {
        seen.add('verslagmaand');
        return analysis.verslagmaand;
      },
      expectedBerichtgevers: [],
      recordsWith: (key, value) => analysis.recordsWith(key, value).map(watch),
      treeOf: (owner) => analysis.treeOf(owner),
    };
    if (header) rule.checkHeader?.(header, context, () => {});
    const bsns = new Set(analysis.source.toString().match(/(?<=<Burgerservicenummer>)\d{9}/g));
    for (const bsn of bsns) {
      for (const own of analysis.recordsWith('bsn', bsn).map(watch)) rule.checkRecord?.(own, context, () => {});
      for (const key of groupKeysOf(rule, analysis.pack)) {
        const value = key === 'bsn' ? bsn : 'A';
        rule.checkGroup!(key, context.recordsWith(key, value), context, () => {});
      }
    }
  }
  expect([...rule.needs, ...(rule.uses ?? [])]).toEqual(expect.arrayContaining([...seen]));
  if (rule.checkRecord ?? rule.checkGroup ?? rule.checkHeader)
    expect([...seen]).toEqual(expect.arrayContaining([...rule.needs]));
});

test('the records of the test are there', () => {
  expect(PERSON.recordsWith('bsn', BSN[0])).toHaveLength(3);
  expect(PERSON.recordsWith('registratienummer', 'A')).toHaveLength(2);
});
