import { advance, type ContentState, mayEnd, nextElements, requiredElements, startOf } from './model/content-state.ts';
import type { Particle, TypeModel } from './model.ts';

/** What is wrong with an element that may not stand where it stands. */
export type ContentProblem =
  /** One of these is missing before it. */
  | { readonly kind: 'missing'; readonly names: readonly string[] }
  /** There is one too many of its name. */
  | { readonly kind: 'surplus' }
  /** It belongs before the `index`-th of the others. */
  | { readonly kind: 'misplaced'; readonly index: number }
  /** The same, by the order of what is there: more is wrong. */
  | { readonly kind: 'outOfTurn'; readonly index: number }
  /** The `index`-th of the elements behind it belongs before it. */
  | { readonly kind: 'laterMisplaced'; readonly index: number }
  /** It is not what is expected here, and no more can be told than whether all would be right without it. */
  | { readonly kind: 'unexpected'; readonly isNeeded: boolean };

/** Names of child elements, in their order. */
type Names = readonly string[];

const STRANGER: ContentProblem = { kind: 'unexpected', isNeeded: false };
/** So many elements may be missing in a row, and so many states are looked at for them. */
const LONGEST_GAP = 6;
const MOST_STATES = 2_000;
/** Among more elements than these no other place is looked for: it takes the square of them. */
const MOST_PLACES = 200;

/** What was told of so many rows of names, of so many names and characters, is kept. */
const MOST_KEPT = 1_000;
const MOST_NAMES_KEPT = 50;
const LONGEST_KEPT = 2_000;

/** What was told of rows of names, by type: a delivery may hold the same mistake any number of times. */
class Told<T> {
  private readonly byType = new WeakMap<TypeModel, Map<string, T>>();

  of(type: TypeModel, names: Names, tell: () => T): T {
    if (names.length > MOST_NAMES_KEPT) return tell();
    const key = names.join(' ');
    if (key.length > LONGEST_KEPT) return tell();
    const known = this.byType.get(type) ?? new Map<string, T>();
    if (known.size === 0) this.byType.set(type, known);
    const told = known.get(key) ?? tell();
    if (known.size >= MOST_KEPT) known.clear();
    known.set(key, told);
    return told;
  }
}

const problems = new Told<ContentProblem>();
const missingNames = new Told<Names>();

/**
 * Tells what is wrong with the first element that its parent may not have where it stands: what would put all right
 * with one thing done. Where several things would, or nothing, only so much is told as is sure.
 * @param before the elements in front of it, which may stand there
 * @param after those behind it
 */
export function diagnose(type: TypeModel, before: Names, name: string, after: Names): ContentProblem {
  return problems.of(type, [...before, `<${name}>`, ...after], () => diagnoseAnew(type, before, name, after));
}

function diagnoseAnew(type: TypeModel, before: Names, name: string, after: Names): ContentProblem {
  const reader = new ContentReader(type);
  const state = reader.read(startOf(type.content), before);
  // The schema has no such element, or something else than its name is wrong with it.
  if (!state || !reader.isDeclared(name) || reader.step(state, name)) return STRANGER;
  // Elements that the schema doesn't have there are another mistake.
  const known = after.flatMap((other, index) => (type.isOpen || reader.isDeclared(other) ? [index] : []));
  const rest = known.map((index) => after[index]!);
  const place = reader.placeFor(before, name, rest);
  const indexOf = (index: number) =>
    index < before.length ? index : before.length + (known[index - before.length] ?? after.length);
  if (place !== undefined) return { kind: 'misplaced', index: indexOf(place) };
  const later = reader.laterFor(state, [name, ...rest]);
  if (later !== undefined) return { kind: 'laterMisplaced', index: known[later]! };
  const turn = turnOf(type, before, name, rest);
  if (turn !== undefined) return { kind: 'outOfTurn', index: indexOf(turn) };
  const all = [...before, name, ...rest];
  const isOver = (other: string) => all.filter((one) => one === other).length >= reader.most(other);
  const gaps = reader
    .gapsBefore(state, name)
    .filter((gap) => !gap.some((missing) => rest.includes(missing) && isOver(missing)));
  const fills = gaps.some((gap) => reader.accepts(state, [...gap, name, ...rest]));
  const drops = reader.accepts(state, rest);
  const surplus: ContentProblem = { kind: 'surplus' };
  const isSurplus = isOver(name) && before.includes(name);
  if (drops && !fills) return isSurplus ? surplus : STRANGER;
  if (fills && !drops) return missing(gaps);
  if (fills) return STRANGER;
  // More is wrong than one thing: what lets the next element stand may be told all the same.
  const goesOn = rest.length > 0 && reader.step(state, rest[0]!) !== undefined;
  if (goesOn && gaps.length === 0 && isSurplus) return surplus;
  return gaps.length > 0 && !goesOn ? missing(gaps) : { kind: 'unexpected', isNeeded: true };
}

/**
 * Where among the others an element would have to stand by the order of a plain sequence, whatever else is wrong there;
 * undefined where it stands there, or the type is no such sequence.
 */
function turnOf({ content }: TypeModel, before: Names, name: string, after: Names): number | undefined {
  const order = orderOf(content);
  const own = order?.get(name);
  if (!order || own === undefined || before.includes(name) || after.includes(name)) return undefined;
  const others = [...before, ...after];
  const later = others.findIndex((other) => (order.get(other) ?? -1) > own);
  const index = later < 0 ? others.length : later;
  const earlier = others.reduce((last, other, at) => ((order.get(other) ?? own) < own ? at : last), -1);
  return index === before.length || earlier >= index ? undefined : index;
}

/** The places of the elements of a sequence in which each may stand once. */
function orderOf(content: Particle | undefined): ReadonlyMap<string, number> | undefined {
  if (content?.kind !== 'sequence' || content.max > 1) return undefined;
  const order = new Map<string, number>();
  for (const particle of content.particles) {
    if (particle.kind !== 'element' || particle.max > 1 || order.has(particle.element.name)) return undefined;
    order.set(particle.element.name, order.size);
  }
  return order;
}

/** Elements of these names, and no others, make the content of a type. */
export function accepts(type: TypeModel, names: Names): boolean {
  return new ContentReader(type).accepts(startOf(type.content), names);
}

/** The elements of which one is missing behind all that stand in a parent; none where that can't be told. */
export function missingAtEnd(type: TypeModel, names: Names): Names {
  return missingNames.of(type, names, () => findMissingAtEnd(type, names));
}

function findMissingAtEnd(type: TypeModel, names: Names): Names {
  const reader = new ContentReader(type);
  const state = reader.read(startOf(type.content), names);
  if (!state || mayEnd(state)) return [];
  const next = nextElements(state).map(({ name }) => name);
  const first = requiredElements(state).find((name) => next.includes(name));
  if (first !== undefined) return [first];
  const complete = next.filter((name) => {
    const behind = reader.step(state, name);
    return behind && mayEnd(behind);
  });
  return complete.length > 0 ? complete : next;
}

/** The elements that may come behind others; undefined where those may not stand so. */
export function mayFollow(type: TypeModel, before: Names): Names | undefined {
  const state = new ContentReader(type).read(startOf(type.content), before);
  return state && nextElements(state).map(({ name }) => name);
}

/** Where in its parent an element stands is all the same. */
export function isUnordered({ content }: TypeModel): boolean {
  return content?.kind === 'all';
}

function missing(gaps: readonly Names[]): ContentProblem {
  return { kind: 'missing', names: [...new Set(gaps.map(([first]) => first!))] };
}

/** Reads names by the content model of a type. */
class ContentReader {
  private readonly declared: ReadonlyMap<string, number>;

  constructor(private readonly type: TypeModel) {
    this.declared = new Map(type.children.map(({ name, max }) => [name, max]));
  }

  /** How often an element may stand there at most. */
  most(name: string): number {
    return this.declared.get(name) ?? Number.POSITIVE_INFINITY;
  }

  isDeclared(name: string): boolean {
    return this.declared.has(name);
  }

  step(state: ContentState, name: string): ContentState | undefined {
    return advance(state, name, this.declared.has(name));
  }

  read(state: ContentState, names: Names): ContentState | undefined {
    let at: ContentState | undefined = state;
    for (const name of names) at = at && this.step(at, name);
    return at;
  }

  accepts(state: ContentState, names: Names): boolean {
    const end = this.read(state, names);
    return end !== undefined && mayEnd(end);
  }

  /** The shortest rows of elements that would have to stand between a state and an element. */
  gapsBefore(state: ContentState, name: string): Names[] {
    let row: { readonly state: ContentState; readonly gap: Names }[] = [{ state, gap: [] }];
    let states = 0;
    for (let length = 1; length <= LONGEST_GAP; length++) {
      const longer: { readonly state: ContentState; readonly gap: Names }[] = [];
      for (const at of row) {
        for (const next of nextElements(at.state)) {
          if (++states > MOST_STATES) return [];
          const behind = this.step(at.state, next.name);
          if (behind) longer.push({ state: behind, gap: [...at.gap, next.name] });
        }
      }
      const found = longer.filter((at) => this.step(at.state, name));
      if (found.length > 0) return found.map(({ gap }) => gap);
      row = longer;
    }
    return [];
  }

  /** Where among the others an element would have to stand for all to be right; undefined where there is no such place. */
  placeFor(before: Names, name: string, after: Names): number | undefined {
    const others = [...before, ...after];
    if (others.length > MOST_PLACES) return undefined;
    let state: ContentState | undefined = startOf(this.type.content);
    for (let index = 0; state && index <= others.length; index++) {
      if (index !== before.length && this.accepts(state, [name, ...others.slice(index)])) return index;
      if (index < others.length) state = this.step(state, others[index]!);
    }
    return undefined;
  }

  /** Which of the elements behind the first would have to stand before it for all to be right. */
  laterFor(state: ContentState, names: Names): number | undefined {
    if (names.length > MOST_PLACES) return undefined;
    const found = names.findIndex((name, index) => {
      const others = [...names.slice(0, index), ...names.slice(index + 1)];
      return index > 0 && this.accepts(state, [name, ...others]);
    });
    return found < 0 ? undefined : found - 1;
  }
}
