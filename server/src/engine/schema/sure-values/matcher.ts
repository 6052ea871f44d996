import { behind, type Expression, NEVER } from './expression.ts';

/** Of a machine that grows beyond these, the states that there are do; what leads beyond matches nothing. */
const MOST_STATES = 2_000;
const LONGEST_KEY = 2_000;
const MOST_WORK = 2_000_000;

/** One number for each character up to `~`. */
const STRIDE = 128;
const FIRST_PRINTABLE = 0x20;
const LAST_PRINTABLE = 0x7e;
const UNKNOWN = 0;
const DEAD = -1;
const START = 1;

/** Matches an expression with a state machine, whose states are made when a text first leads to them. */
export class Matcher {
  /** By state and character, the next one. */
  private table = new Int16Array(16 * STRIDE);
  private readonly states: Expression[] = [NEVER];
  private readonly byKey = new Map<string, number>();
  private work = 0;

  constructor(expression: Expression) {
    this.stateOf(expression);
  }

  /** The text between two offsets matches as a whole. */
  matches(text: string, from: number, to: number): boolean {
    let state = START;
    for (let at = from; at < to; at++) {
      const c = text.charCodeAt(at);
      if (c < FIRST_PRINTABLE || c > LAST_PRINTABLE) return false;
      let next = this.table[state * STRIDE + c]!;
      if (next === UNKNOWN) next = this.makeNext(state, c);
      if (next === DEAD) return false;
      state = next;
    }
    return this.states[state]!.isOptional;
  }

  private makeNext(state: number, c: number): number {
    const next = this.stateOf(behind(this.states[state]!, String.fromCharCode(c)));
    this.table[state * STRIDE + c] = next;
    return next;
  }

  private stateOf(expression: Expression): number {
    const { key } = expression;
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    this.work += key.length;
    const isTooMuch = this.states.length > MOST_STATES || key.length > LONGEST_KEY || this.work > MOST_WORK;
    // The state to start from is there in any case.
    if (expression === NEVER || isTooMuch) return this.states.length > START ? DEAD : this.add(NEVER);
    return this.add(expression);
  }

  private add(expression: Expression): number {
    const state = this.states.push(expression) - 1;
    this.byKey.set(expression.key, state);
    if ((state + 1) * STRIDE > this.table.length) {
      const larger = new Int16Array(this.table.length * 2);
      larger.set(this.table);
      this.table = larger;
    }
    return state;
  }
}
