import { expect } from 'vitest';
import type { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { locateFindings } from '../../../server/src/engine/analysis/located-findings.ts';
import { readPrevious } from '../../../server/src/engine/delivery/previous-delivery.ts';
import type { Fields } from '../../../server/src/engine/delivery/record.ts';
import { HEADER_CONCEPTS, RECORD_CONCEPTS } from '../../../server/src/engine/packs/pack.ts';
import { nameOf } from '../../../server/src/engine/packs/places.ts';
import type { Finding } from '../../../server/src/engine/rules/rule.ts';
import { applyEdits, shift, type TextRange } from '../../../server/src/engine/text/text-range.ts';
import { type AnalyseOptions, analyse, PREVIOUS_URI } from '../delivery.ts';
import { type HeldDelivery, heldBy, OF_PERSON, UNLIKE_PACKS, type UnlikePack } from './unlike-packs.ts';

/** What is found in a delivery, and where: which value of which record. */
interface Described {
  readonly finding: Finding;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly place: string;
  readonly related: readonly string[];
}

/** Of each record, the first of those before it that are the same person's. */
function firstOfPersons({ records }: HeldDelivery): number[] {
  const keys = records.map((record) => JSON.stringify(OF_PERSON.map((concept) => record.get(concept))));
  const first: number[] = [];
  for (const [index, key] of keys.entries())
    first.push(index > 0 && keys[index - 1] === key ? first[index - 1]! : index);
  return first;
}

function describe(analysis: DeliveryAnalysis, persons: readonly number[]): Described[] {
  const { pack } = analysis;
  const names = new Map([...HEADER_CONCEPTS, ...RECORD_CONCEPTS].map((concept) => [nameOf(pack, concept), concept]));
  const placeIn = (owner: object, range: TextRange): string => {
    const isAt = (other: TextRange) => other.start === range.start && other.end === range.end;
    const tree = analysis.treeOf(owner);
    for (const record of analysis.recordsOf(owner)) {
      const index = analysis.recordIndex(record);
      const concept = RECORD_CONCEPTS.find((one) => {
        const node = record.nodeOf(one);
        return node >= 0 && (isAt(record.rangeOf(one)) || isAt(tree.nameRange(node)));
      });
      if (concept) return `${OF_PERSON.includes(concept) ? persons[index] : index} ${concept}`;
      if (isAt(record.nameRange)) return `${index} record`;
    }
    for (const part of analysis.header?.parts ?? []) {
      if (part.owner !== owner) continue;
      const concept = HEADER_CONCEPTS.find((one) => part.nodeOf(one) >= 0 && isAt(part.rangeOf(one)));
      // A month is one value here, and two there.
      if (concept) return `header ${/maand|jaar/.test(concept) ? 'maand' : concept}`;
    }
    return 'elsewhere';
  };
  const described = locateFindings(analysis).map(({ finding }) => ({
    finding,
    code: finding.code,
    severity: finding.severity,
    message: JSON.stringify(finding.message, wordOf(names)),
    place: placeIn(finding.owner, finding.range),
    related: (finding.related ?? []).map(({ fields, range }) => placeIn((fields as Fields<string>).owner, range)),
  }));
  const seen = new Set<string>();
  return described.filter(({ code, message, place }) => {
    const key = `${code} ${message} ${place}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** A value of a message, whatever a pack calls its concepts and however it writes its numbers. */
function wordOf(names: ReadonlyMap<string, string>) {
  return (key: string, value: unknown) => {
    if (typeof value !== 'string') return value;
    return key === 'loonwaarde' ? Number(value) : (names.get(value) ?? value);
  };
}

function bare(described: readonly Described[]) {
  return described
    .map(({ finding: _, ...rest }) => rest)
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** What its fixes are called, and what the delivery holds after each. */
function fixesOf(analysis: DeliveryAnalysis, { finding }: Described, options: AnalyseOptions) {
  const { pack } = analysis;
  const names = new Map([...HEADER_CONCEPTS, ...RECORD_CONCEPTS].map((concept) => [nameOf(pack, concept), concept]));
  return analysis.fixesOf(finding).map(({ title, edits, preferred, safe }) => {
    const text = applyEdits(
      analysis.source.toString(),
      edits.map((edit) => ({ ...shift(edit, analysis.startOf(edit.owner)), newText: edit.newText })),
    );
    const held = heldBy(analyse(text, { ...options, packs: [pack] }));
    return {
      title: JSON.stringify(title, wordOf(names)),
      preferred,
      safe,
      records: held?.records.map((record) => Object.fromEntries([...record].sort())),
    };
  });
}

/** The same delivery in another pack; undefined where not all of it can be read. */
function writtenIn({ pack, write }: UnlikePack, held: HeldDelivery, options: AnalyseOptions) {
  const { previous, ...others } = options;
  const text = write(held);
  const last = previous === undefined ? undefined : heldBy(analyse(previous));
  if (previous !== undefined && !last) return undefined;
  const given = {
    ...others,
    packs: [pack],
    ...(last ? { previousDelivery: readPrevious(PREVIOUS_URI, write(last), [pack]) } : {}),
  };
  return { text, analysis: analyse(text, given), options: given };
}

/** It is nothing but what a pack can say: no template, nothing that is suppressed, nothing malformed or invalid. */
export function isPlain(analysis: DeliveryAnalysis): boolean {
  if (analysis.choice.kind !== 'known' || analysis.isTemplate || /<!--|<\?xml-/.test(analysis.source.toString()))
    return false;
  return [...analysis.findings()].every(({ code }) => !/SRG-(T00[1256]|S)/.test(code));
}

/** Holds that a delivery of the pack that ships, written in two packs unlike it, has the same findings at the same values. */
export function expectInEachPack(text: string, options: AnalyseOptions = {}): void {
  // All rules: whether it is plain is theirs to say.
  const held = isPlain(analyse(text, { ...options, rules: {} })) ? heldBy(analyse(text, options)) : undefined;
  if (!held || held.month === undefined) return;
  const persons = firstOfPersons(held);
  const expected = bare(describe(analyse(text, options), persons));
  for (const other of UNLIKE_PACKS) {
    const written = writtenIn(other, held, options);
    if (!written) continue;
    expect(heldBy(written.analysis), written.text).toEqual(held);
    expect(bare(describe(written.analysis, persons)), `${other.name}: ${written.text}`).toEqual(expected);
  }
}

/** The same of the fixes of a finding, which leave the same delivery behind. */
export function expectFixesInEachPack(text: string, code: string, options: AnalyseOptions = {}): void {
  const analysis = analyse(text, options);
  const held = isPlain(analysis) ? heldBy(analysis) : undefined;
  if (!held || held.month === undefined) return;
  const persons = firstOfPersons(held);
  const own = describe(analysis, persons).find((one) => one.code === code);
  if (!own) return;
  const expected = fixesOf(analysis, own, options);
  // What is the person's is changed for all records of that person where these stand under one.
  const [, concept] = own.place.split(' ');
  const isShared = OF_PERSON.some((one) => one === concept) && persons.some((first, index) => first !== index);
  for (const other of UNLIKE_PACKS) {
    const written = writtenIn(other, held, options);
    const same =
      written &&
      describe(written.analysis, persons).find(
        ({ code: found, place, message }) => found === code && place === own.place && message === own.message,
      );
    if (!written || (isShared && other === UNLIKE_PACKS[0])) continue;
    expect(same, written.text).toBeDefined();
    expect(fixesOf(written.analysis, same!, written.options), `${other.name}: ${written.text}`).toEqual(expected);
  }
}
