import {
  ANY_CHARACTER,
  character,
  characters,
  choice,
  EMPTY,
  type Expression,
  NEVER,
  PRINTABLE,
  repeated,
  sequence,
} from './expression.ts';

/** Longer patterns, deeper groups and higher counts are not looked at. */
const LONGEST = 2_000;
const DEEPEST = 50;
const HIGHEST = 1_000;

const DIGITS: ReadonlySet<string> = new Set('0123456789');
/** What means itself behind a backslash. */
const ESCAPED = '\\|.-^?*+{}()[]';
/** What means itself in a pattern, outside of brackets, means none of these. */
const SPECIAL = '\\|.?*+{}()[]^$';

/** What can't be told with no doubt. */
class Doubt extends Error {}

/**
 * Reads the pattern of an XSD (XSD 1.0 part 2, appendix F), as far as libxml2 is known to take it so: characters, sets of
 * them and `\d`, with counts one after the other, or with groups, choices and no counts. Of what it matches, the printable
 * ASCII.
 * @returns undefined for any other
 */
export function readPattern(pattern: string): Expression | undefined {
  if (pattern.length > LONGEST || /[\ud800-\uffff]/.test(pattern)) return undefined;
  try {
    return new PatternReader(pattern).read();
  } catch (error) {
    if (error instanceof Doubt) return undefined;
    throw error;
  }
}

class PatternReader {
  private at = 0;
  private hasNegation = false;
  private hasCounts = false;
  /** There is more than one way to match a text, as far as this class looks. */
  private hasWays = false;

  constructor(private readonly pattern: string) {}

  read(): Expression {
    const whole = this.choice(0);
    if (this.at < this.pattern.length) throw new Doubt();
    // Where there are several ways libxml2 loses count, and takes sets for different ones that have characters in common.
    const { kind } = whole.kind === 'repeated' ? whole.what : whole;
    if (this.hasNegation && kind !== 'characters') throw new Doubt();
    if (this.hasCounts && this.hasWays) throw new Doubt();
    return whole;
  }

  private choice(depth: number): Expression {
    if (depth > DEEPEST) throw new Doubt();
    const branches = [this.branch(depth)];
    while (this.takes('|')) branches.push(this.branch(depth));
    this.hasWays ||= depth > 0 || branches.length > 1;
    return choice(branches);
  }

  private branch(depth: number): Expression {
    const pieces: Expression[] = [];
    while (this.at < this.pattern.length && !'|)'.includes(this.pattern[this.at]!))
      pieces.push(this.counted(this.atom(depth)));
    return pieces.reduceRight((then, first) => sequence(first, then), EMPTY);
  }

  private atom(depth: number): Expression {
    if (this.takes('(')) {
      const inner = this.choice(depth + 1);
      this.expect(')');
      return inner;
    }
    if (this.takes('[')) return this.set();
    if (this.takes('.')) return ANY_CHARACTER;
    if (this.takes('\\')) return this.takes('d') ? characters(DIGITS) : character(this.escaped());
    const c = this.next();
    if (SPECIAL.includes(c)) throw new Doubt();
    return character(c);
  }

  private counted(atom: Expression): Expression {
    const [min, max] = this.count();
    const isMany = max === Number.POSITIVE_INFINITY;
    if (min > HIGHEST || max === 0 || (max > HIGHEST && !isMany) || max < min) throw new Doubt();
    if ('?*+{'.includes(this.pattern[this.at] ?? '|')) throw new Doubt();
    if (min === 1 && max === 1) return atom;
    if (atom.isOptional) throw new Doubt();
    this.hasCounts ||= min > 1 || (max > 1 && !isMany);
    // What comes behind may be meant as well.
    this.hasWays ||= min < max && this.at < this.pattern.length;
    return repeated(atom, min, max);
  }

  private count(): readonly [number, number] {
    if (this.takes('?')) return [0, 1];
    if (this.takes('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.takes('+')) return [1, Number.POSITIVE_INFINITY];
    if (!this.takes('{')) return [1, 1];
    const min = this.number();
    const isRange = this.takes(',');
    const max = !isRange ? min : this.pattern[this.at] === '}' ? Number.POSITIVE_INFINITY : this.number();
    this.expect('}');
    return [min, max];
  }

  private number(): number {
    const digits = /^\d{1,6}/.exec(this.pattern.slice(this.at, this.at + 6))?.[0];
    if (digits === undefined) throw new Doubt();
    this.at += digits.length;
    return Number(digits);
  }

  /** What stands in brackets. Processors don't agree on `-` but between two characters, nor on what is subtracted. */
  private set(): Expression {
    const isNegated = this.takes('^');
    this.hasNegation ||= isNegated;
    const wanted = new Set<string>();
    do {
      if (this.pattern.startsWith('\\d', this.at)) {
        this.at += 2;
        for (const c of DIGITS) wanted.add(c);
        continue;
      }
      const first = this.inSet();
      const last = this.takes('-') ? this.inSet() : first;
      if (last < first) throw new Doubt();
      for (const c of PRINTABLE) if (c >= first && c <= last) wanted.add(c);
    } while (!this.takes(']'));
    return characters(isNegated ? new Set([...PRINTABLE].filter((c) => !wanted.has(c))) : wanted);
  }

  private inSet(): string {
    if (this.takes('\\')) return this.escaped();
    const c = this.next();
    if ('-[]^'.includes(c)) throw new Doubt();
    return c;
  }

  private escaped(): string {
    const c = this.next();
    if (!ESCAPED.includes(c)) throw new Doubt();
    return c;
  }

  private next(): string {
    const c = this.pattern[this.at++];
    if (c === undefined) throw new Doubt();
    return c;
  }

  private expect(c: string): void {
    if (!this.takes(c)) throw new Doubt();
  }

  private takes(c: string): boolean {
    if (this.pattern[this.at] !== c) return false;
    this.at++;
    return true;
  }
}

/** A pattern of our own. */
export function expressionOf(pattern: string): Expression {
  return readPattern(pattern) ?? NEVER;
}
