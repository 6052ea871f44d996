import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { locateFindings } from '../../../server/src/engine/analysis/located-findings.ts';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import type { Finding, Fix } from '../../../server/src/engine/rules/rule.ts';
import { applyEdits, type TextEdit } from '../../../server/src/engine/text/text-range.ts';
import { atOnce } from '../../../server/src/engine/text/time-sliced.ts';
import { safeEdits } from '../../../server/src/features/actions/code-actions.ts';
import { changeOf, contextAt, inDocument } from '../../../server/src/features/actions/refactorings/refactoring.ts';
import { REFACTORINGS } from '../../../server/src/features/actions/refactorings/registry.ts';
import { type FormatStyle, formatNow } from '../../../server/src/features/formatting/formatting.ts';
import { prepareRenameAt, renameAt } from '../../../server/src/features/structure/rename.ts';
import { attributeDelivery, attributePack } from '../../support/attribute-pack.ts';
import { accept, ask, PLAIN } from '../../support/completions.ts';
import { analyse as analyseWith, delivery, record, packs as shipped } from '../../support/delivery.ts';
import { personDelivery, personPack } from '../../support/person-pack.ts';
import { holds } from '../../support/property.ts';
import { applyTextEdits } from '../../support/text-edits.ts';
import { deliveries } from '../random-deliveries.ts';

interface Given {
  readonly text: string;
  readonly packs: readonly Pack[];
}

const analyse = (text: string, packs: readonly Pack[]) => analyseWith(text, { packs });

/** Records that the schema takes and rules have something to say of. */
const fields = fc.record({
  bsn: fc.constantFrom('950204869', '950204869', '912041456', '909094196', '950204868'),
  type: fc.constantFrom('10', '20', '29', '30', '40', '42', '44', '46', '51'),
  start: fc.constantFrom('20250301', '20250331', '20240101', '20230615', '20250401', '19000101'),
  end: fc.constantFrom(undefined, undefined, '20250310', '20250228', '20250331', '20250501', '19991231'),
  nummer: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
  geboortedatum: fc.constantFrom('19800505', '19800505', '19810606', '20200101'),
  geslacht: fc.constantFrom('1', '1', '2'),
  arbeidsvermogen: fc.constantFrom('10', '10', '20'),
  rest: fc.constantFrom(
    '',
    '',
    '<Loonkostensubsidie><Loonwaarde>050</Loonwaarde></Loonkostensubsidie>',
    '<Loonkostensubsidie><Loonwaarde>030</Loonwaarde><RedenBeeindiging>1</RedenBeeindiging></Loonkostensubsidie>',
  ),
});
const defined = (all: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
const remark = fc.constantFrom('', '', '', '<!-- c -->', '<?p q?>', '<!-- srg-disable I105: zo afgesproken -->\n');
const meant = fc
  .array(fc.tuple(remark, fields), { maxLength: 6 })
  .map((all) => delivery(all.map(([before, one]) => before + record(defined(one)))));

const day = fc.constantFrom('2025-03-01', '2025-02-01', '2024-12-31', '1-3-2025', '');
const persons = fc
  .array(
    fc.tuple(
      fc.constantFrom('950204869', '912041456', '1'),
      fc.array(fc.tuple(fc.constantFrom('A', 'B', 'X'), fc.constantFrom('1', '2', ''), day, day, remark), {
        minLength: 1,
        maxLength: 3,
      }),
    ),
    { maxLength: 3 },
  )
  .map((all) =>
    personDelivery(
      all.map(
        ([bsn, some]) =>
          `<Persoon bsn="${bsn}" vermogen="1">${some.map(([soort, nr, from, to, before]) => `${before}<V nr="${nr}" soort="${soort}"><Van>${from}</Van>${to && `<Tot>${to}</Tot>`}</V>`).join('')}</Persoon>`,
      ),
    ),
  );
const services = fc
  .array(
    fc.tuple(
      fc.constantFrom('950204869', '912041456'),
      fc.constantFrom('A', 'B', 'Q'),
      day,
      fc.constantFrom(
        '<l:Loopt>true</l:Loopt>',
        '<l:Einde>2025-03-31</l:Einde>',
        '<l:Einde>x</l:Einde>',
        '<l:Los/>',
        '',
      ),
      remark,
    ),
    { maxLength: 4 },
  )
  .map((all) =>
    attributeDelivery(
      all
        .map(
          ([bsn, soort, begin, inside, before]) =>
            `${before}<l:Persoon bsn="${bsn}"><l:Dienst soort="${soort}" begin="${begin}">${inside}</l:Dienst></l:Persoon>`,
        )
        .join('\n'),
    ),
  );

const PIECES = [
  '<!-- nagevraagd -->',
  '<?let op?>',
  '\u00a0',
  '\u2028',
  'los',
  '<br/>',
  '<![CDATA[1]]>',
  '&#160;',
  '&',
  '<',
  '0',
  ' ',
];
const mutations = fc.array(fc.tuple(fc.nat(), fc.constantFrom(0, 0, 0, 1, 3, 12), fc.constantFrom('', ...PIECES)), {
  maxLength: 2,
});

const givens: fc.Arbitrary<Given> = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: meant.map((text) => ({ text, packs: shipped })) },
      { weight: 2, arbitrary: deliveries.map((text) => ({ text, packs: shipped })) },
      { weight: 1, arbitrary: persons.map((text) => ({ text, packs: [personPack] })) },
      { weight: 1, arbitrary: services.map((text) => ({ text, packs: [attributePack] })) },
    ),
    fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: mutations }),
  )
  .map(([{ text, packs }, made]) => ({
    packs,
    // The packs would be printed whole.
    [fc.toStringMethod]() {
      return this.text;
    },
    text: (made as readonly (readonly [number, number, string])[]).reduce((before, [at, length, piece]) => {
      const place = at % (before.length + 1);
      return before.slice(0, place) + piece + before.slice(place + length);
    }, text),
  }));

/** Comments and instructions. Of a comment whose end is broken nobody knows how far it goes. */
const REMARKS = /<!\[CDATA\[[\s\S]*?\]\]>|<!--(?:(?!<!--)[\s\S])*?-->|<\?(?!xml )[\s\S]*?\?>/g;
const remarksIn = (text: string) => (text.match(REMARKS) ?? []).filter((found) => !found.startsWith('<![CDATA['));
const namesIn = (text: string) => text.match(/<[\w:]+/g)?.length ?? 0;
/** Fixes that say in their title that they take an element away, or put one there. */
const TAKES = /^fix\.(remove|insert|rename|move|usePack|wrap|unwrap|endEarlier)/;
const codesOf = (analysis: DeliveryAnalysis) =>
  locateFindings(analysis).map(({ finding: { code, severity } }) => `${code} ${severity}`);
const without = <T>(all: readonly T[], some: readonly T[]) => {
  const left = [...all];
  for (const one of some) if (left.includes(one)) left.splice(left.indexOf(one), 1);
  return left;
};
/** Values and names in the order of the text, whatever lies between. */
const leavesIn = (text: string) =>
  (text.match(/<[\w:]+(?:\s[^<>]*)?>[^<]*<\/[\w:]+>/g) ?? []).filter((leaf) => !/^<[^<>]*>\s*<\//.test(leaf));

/** A text before and after an action, and what is known of both. */
class Change {
  readonly was: DeliveryAnalysis;
  readonly is: DeliveryAnalysis;

  constructor(
    readonly name: string,
    readonly given: Given,
    readonly after: string,
  ) {
    this.was = analyse(given.text, given.packs);
    this.is = analyse(after, given.packs);
  }

  /** What resembles no delivery is not looked at. */
  get isOfSoundText(): boolean {
    return this.was.choice.kind !== 'other' && isSound(this.was);
  }

  /** For when it fails. */
  get told(): string {
    return [this.name, this.given.text, '-----', this.after].join('\n');
  }

  staysSound(): this {
    if (this.isOfSoundText) expect(isSound(this.is), this.told).toBe(true);
    return this;
  }

  keepsRemarks(): this {
    expect(without(remarksIn(this.given.text), remarksIn(this.after)), this.told).toEqual([]);
    return this;
  }

  keepsValues(): this {
    expect(leavesIn(this.after), this.told).toEqual(leavesIn(this.given.text));
    return this;
  }

  /** What stood behind a mistake of the form or of the schema was not judged until that was put right. */
  bringsNothingNew(isPuttingRight: boolean): this {
    if (!this.isOfSoundText) return this;
    const [old, now] = [codesOf(this.was), codesOf(this.is)];
    const isRevealed = (code: string) => isPuttingRight && /^SRG-(?:[IS]|T002|T004)/.test(code);
    expect(
      without(now, old).filter((code) => !isRevealed(code)),
      this.told,
    ).toEqual([]);
    return this;
  }

  changesNothingMore(again: (analysis: DeliveryAnalysis) => readonly TextEdit[]): this {
    expect(applyEdits(this.after, again(this.is)), this.told).toBe(this.after);
    return this;
  }
}

const isSound = (analysis: DeliveryAnalysis) => !codesOf(analysis).some((code) => code.startsWith('SRG-T001'));
const hasSchemaErrors = (analysis: DeliveryAnalysis) => codesOf(analysis).some((code) => code.startsWith('SRG-T002'));
const NL = { language: 'nl', maskBsn: false } as const;

/** How often the same is said. */
function timesSaid(analysis: DeliveryAnalysis, { code, message }: Finding): number {
  const words = formatMessage(message, NL);
  return locateFindings(analysis).filter(
    ({ finding }) => finding.code === code && formatMessage(finding.message, NL) === words,
  ).length;
}

function checkFix(given: Given, analysis: DeliveryAnalysis, finding: Finding, fix: Fix): void {
  const { key } = fix.title;
  const after = applyEdits(given.text, inDocument(analysis, fix.edits));
  const change = new Change(`${finding.code}: ${formatMessage(fix.title, NL)}`, given, after);
  expect(after, change.told).not.toBe(given.text);
  change.staysSound();
  // What it takes away is named: comments with the record that they belong to, and a suppression.
  if (finding.code !== 'SRG-T001' && key !== 'fix.removeRecordAndComments' && !key.includes('Suppress')) {
    change.keepsRemarks();
  }
  if (!TAKES.test(key) && finding.code !== 'SRG-T001') {
    expect(namesIn(after), change.told).toBe(namesIn(given.text));
  }
  // What it writes may be left to be filled in.
  if (change.isOfSoundText && key !== 'fix.insertElementToFill') {
    const count = (of: DeliveryAnalysis) =>
      locateFindings(of).filter((one) => one.finding.code === finding.code).length;
    const isGone = count(change.is) < count(analysis) || timesSaid(change.is, finding) < timesSaid(analysis, finding);
    expect(isGone, change.told).toBe(true);
  }
  change.bringsNothingNew(finding.code.startsWith('SRG-T') || hasSchemaErrors(analysis));
}

describe('what an action does to generated and mutated deliveries in all packs', () => {
  test('a fix takes its finding away, brings none, and keeps what it does not name', () => {
    holds(
      fc.property(givens, (given) => {
        const analysis = analyse(given.text, given.packs);
        for (const { finding } of locateFindings(analysis)) {
          for (const fix of analysis.fixesOf(finding))
            if (fix.edits.length > 0) checkFix(given, analysis, finding, fix);
        }
      }),
      2_000,
    );
  });

  test('fixing all that is safe does so once and for all', () => {
    const safe = (of: DeliveryAnalysis) => inDocument(of, atOnce(safeEdits(of)));
    holds(
      fc.property(givens, (given) => {
        const before = analyse(given.text, given.packs);
        const change = new Change('fix all', given, applyEdits(given.text, safe(before)));
        change.staysSound().keepsRemarks().bringsNothingNew(hasSchemaErrors(before));
        if (change.isOfSoundText) change.changesNothingMore(safe);
      }),
      2_000,
    );
  });

  test.each<FormatStyle>([{ kind: 'lines', indent: '  ' }, { kind: 'oneLine' }])(
    'formatting changes no value and no finding, and is the same again: $kind',
    (layout) => {
      const laidOut = (of: DeliveryAnalysis) => formatNow(of, layout);
      holds(
        fc.property(givens, (given) => {
          const before = analyse(given.text, given.packs);
          const change = new Change('format', given, applyEdits(given.text, laidOut(before)));
          change.keepsRemarks().keepsValues().changesNothingMore(laidOut);
          expect(codesOf(change.is).sort(), change.told).toEqual(codesOf(before).sort());
        }),
        2_000,
      );
    },
  );

  test('a refactoring keeps the text sound, and its comments', () => {
    holds(
      fc.property(givens, fc.nat(), (given, at) => {
        const analysis = analyse(given.text, given.packs);
        if (analysis.choice.kind !== 'known') return;
        const offset = at % (given.text.length + 1);
        for (const refactoring of REFACTORINGS) {
          for (const proposal of refactoring.proposals(
            contextAt(analysis, 'file:///a.xml', { start: offset, end: offset }),
          )) {
            const made = atOnce(changeOf(proposal));
            if ('create' in made) continue;
            const changed = new Change(refactoring.name, given, applyEdits(given.text, made.edits)).staysSound();
            if (!/comment/i.test(refactoring.name)) changed.keepsRemarks();
          }
        }
      }),
      2_000,
    );
  });

  test('what is completed keeps the text sound, and its comments', () => {
    holds(
      fc.property(givens, fc.nat(), fc.nat(), (given, at, which) => {
        const { items } = ask(analyse(given.text, given.packs), at % (given.text.length + 1), { client: PLAIN });
        if (items.length === 0) return;
        const item = items[which % items.length]!;
        new Change(`completion of ${item.label}`, given, accept(given.text, item)).staysSound().keepsRemarks();
      }),
      2_000,
    );
  });

  test('a new name for an element changes its two tags', () => {
    holds(
      fc.property(givens, fc.nat(), (given, at) => {
        const analysis = analyse(given.text, given.packs);
        const offset = at % (given.text.length + 1);
        const prepared = prepareRenameAt(analysis, offset);
        if ('refused' in prepared) return;
        const edits = renameAt(analysis, offset, 'Anders') as Exclude<
          ReturnType<typeof renameAt>,
          { refused: unknown }
        >;
        const after = applyTextEdits(given.text, edits);
        new Change('rename', given, after).staysSound().keepsRemarks();
        // Giving it its name back gives the text back.
        const back = renameAt(
          analyse(after, given.packs),
          analysis.source.offsetAt(edits[0]!.range.start),
          prepared.placeholder,
        );
        if (Array.isArray(back)) expect(applyTextEdits(after, back)).toBe(given.text);
      }),
      2_000,
    );
  });
});
