import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dayOf, monthOf } from '../../../server/src/engine/delivery/day.ts';
import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import { RULES } from '../../../server/src/engine/rules/registry.ts';
import { analyse, findingsOf, packs } from '../../support/delivery.ts';

const VERSLAGMAAND = monthOf(dayOf(2025, 3, 1));
const EXAMPLE = readFileSync('examples/met-fouten.srg.xml', 'utf8');
const pack = packs[0]!;
const { meanings } = pack.manifest;

/** A pack that doesn't tell what some codes mean. */
function without(...names: readonly string[]): Pack {
  const left = Object.entries(meanings).filter(([name]) => !names.includes(name));
  return Object.assign(Object.create(pack), {
    manifest: { ...pack.manifest, meanings: Object.fromEntries(left) },
  });
}

const idleFor = (given: Pack) =>
  RULES.filter(
    (rule) => rule.idle?.({ pack: given, verslagmaand: VERSLAGMAAND, expectedBerichtgevers: ['0363'] }) === 'pack',
  ).map(({ code }) => code);

test('the pack that ships leaves no rule idle', () => {
  expect(idleFor(pack)).toEqual([]);
});

test.each<[meaning: string, idle: string[]]>([
  ['lksLoonwaarde', []],
  ['lksForfaitair', ['SRG-I103']],
  ['impliesOnderWml', ['SRG-I102']],
  ['onderWml', ['SRG-I102']],
  ['loonkostensubsidie', ['SRG-I110']],
  ['participatieplaats', ['SRG-I115']],
  ['proefplaatsing', ['SRG-I116']],
  ['wiwId', ['SRG-I117']],
  ['administratieveBeeindiging', ['SRG-I113']],
  ['werkelijkeBeeindiging', ['SRG-I113']],
])('where a pack does not tell the codes of %s, the rules on them are idle and say nothing', (meaning, idle) => {
  expect(Object.keys(meanings)).toContain(meaning);
  const given = without(meaning);
  expect(idleFor(given)).toEqual(idle);
  const found = findingsOf(analyse(EXAMPLE, { packs: [given] }));
  expect(found.length).toBeGreaterThan(0);
  expect(found.map(({ code }) => code)).not.toContain(idle[0]);
  for (const { message } of found) expect(message).not.toContain('undefined');
});
