import { LETTERS, LINKS, type Meaning, VOCABULARY } from './vocabulary.ts';

/** A name, or a text, as the meanings of its words. */
export interface Words {
  readonly meanings: readonly Meaning[];
  /** Parts that mean nothing known. */
  readonly unknown: readonly string[];
}

const MEANINGS: ReadonlyMap<string, Meaning> = new Map(
  (Object.entries(VOCABULARY) as [Meaning, string][])
    .reverse()
    .flatMap(([meaning, words]) => words.split(' ').map((word) => [word, meaning] as const)),
);

/** Words of that length and shorter are taken for parts of others only where nothing else will do. */
const SHORT = 3;
/** A longer name is not taken apart: it is no word. */
const LONGEST = 80;

const known = new Map<string, Words>();

/** The words of a name: split at case, digits, `_`, `-` and `.`, and compounds into what they are made of. */
export function wordsOf(name: string): Words {
  let words = known.get(name);
  if (!words) {
    words = read(name);
    if (known.size > 20_000) known.clear();
    known.set(name, words);
  }
  return words;
}

function read(name: string): Words {
  const plain = withoutDiacritics(name).slice(0, LONGEST);
  const parts = plain.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+/g) ?? [];
  const lower = parts.map((part) => part.toLowerCase()).filter((part) => !/^[0-9]+$/.test(part));
  const isEdge = (index: number) => index === 0 || index === lower.length - 1;
  const split = lower.map(
    (part, index) =>
      (part === 'van' && isEdge(index) ? VAN : segment(part)) ??
      letterOf(part, lower, index) ?? { cost: 4 + part.length, unknown: [part] },
  );
  // `SoFiNr`: the parts mean nothing, and together they are a word.
  const hasUnknown = split.some(({ unknown }: Segmented) => unknown !== undefined);
  const whole = lower.length > 1 && hasUnknown ? segment(lower.join('')) : undefined;
  const best = whole ? [whole] : split;
  return {
    meanings: best.flatMap(({ meanings }: Segmented) => meanings ?? []),
    unknown: best.flatMap(({ unknown }: Segmented) => unknown ?? []),
  };
}

/** `Van`, beside `Tot`: in the middle of a name it means nothing. */
const VAN: Segmented = { cost: 1, meanings: ['begin'] };

interface Segmented {
  readonly cost: number;
  readonly meanings?: readonly Meaning[];
  readonly unknown?: readonly string[];
}

/** A single letter next to a date, or alone in a name, may be its beginning or end. */
function letterOf(part: string, all: readonly string[], index: number): Segmented | undefined {
  const meaning = part.length === 1 ? LETTERS[part] : undefined;
  const beside = [all[index - 1], all[index + 1]];
  const isDate = beside.some((other) => other !== undefined && MEANINGS.get(other) === 'datum');
  return meaning && isDate ? { cost: 2, meanings: [meaning] } : undefined;
}

/** A compound as words that follow one another; undefined where it is none. */
function segment(text: string): Segmented | undefined {
  const single = MEANINGS.get(text);
  if (single) return { cost: 1, meanings: [single] };
  const best: ({ cost: number; meanings: readonly Meaning[] } | undefined)[] = [{ cost: 0, meanings: [] }];
  for (let end = 1; end <= text.length; end++) {
    for (let start = 0; start < end; start++) {
      const before = best[start];
      if (!before) continue;
      const part = text.slice(start, end);
      const meaning =
        MEANINGS.get(part) ?? (part.length === 1 && before.meanings.at(-1) === 'datum' ? LETTERS[part] : undefined);
      const isLink = start > 0 && end < text.length && LINKS.includes(part);
      if (!meaning && !isLink) continue;
      const cost = before.cost + (isLink ? 0.6 : part.length <= SHORT ? 2.5 : 1);
      const old = best[end];
      if (old && old.cost <= cost) continue;
      best[end] = { cost, meanings: meaning ? [...before.meanings, meaning] : before.meanings };
    }
  }
  return best[text.length];
}

/** So many words of a text may be one of the vocabulary: `citizen service number`. */
const LONGEST_PHRASE = 3;

/**
 * A name whose letter for begin or end is told by another one beside it: `DATEVZ` beside `DATBVZ` is no *date*, and
 * becomes `DAT_E_VZ`.
 */
export function spelledBeside(name: string, beside: readonly { readonly name: string }[]): string {
  for (const { index } of name.matchAll(/(?<=^d|dd|dt|dat|datum)[be]/gi)) {
    const letter = name[index]!;
    const other = { b: 'e', e: 'b', B: 'E', E: 'B' }[letter]!;
    const [start, end] = [name.slice(0, index), name.slice(index + 1)];
    if (beside.some((one) => one.name === start + other + end)) return `${start}_${letter}_${end}`;
  }
  return name;
}

/** The words of a text in Dutch or English. */
export function wordsOfText(text: string): Words {
  const parts = text.split(/[^\p{L}\p{N}-]+/u);
  const all: Words[] = [];
  for (let at = 0; at < parts.length; at++) {
    const phrase = phraseAt(parts, at);
    all.push(phrase ? { meanings: [phrase.meaning], unknown: [] } : wordsOf(parts[at]!));
    at += (phrase?.length ?? 1) - 1;
  }
  return { meanings: all.flatMap(({ meanings }) => meanings), unknown: all.flatMap(({ unknown }) => unknown) };
}

function phraseAt(parts: readonly string[], at: number): { meaning: Meaning; length: number } | undefined {
  for (let length = Math.min(LONGEST_PHRASE, parts.length - at); length > 1; length--) {
    const meaning = MEANINGS.get(withoutDiacritics(parts.slice(at, at + length).join('')).toLowerCase());
    if (meaning) return { meaning, length };
  }
  return undefined;
}

export function withoutDiacritics(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}
