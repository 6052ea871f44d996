import { expectedIn, isRefusal } from '../../schema/sentences.ts';
import type { SchemaError, ValidationResult } from '../../schema/validator.ts';

/** So many elements are taken to stand before another. */
const MOST = 24;

/** Empty elements, as names and as text, without which another may not stand behind them. */
export interface StandIns {
  readonly names: readonly string[];
  readonly text: string;
}

export const NO_STAND_INS: StandIns = { names: [], text: '' };

/**
 * What has to stand before an element of a name.
 * @param depth how many elements are around it
 * @param validate what libxml2 says of a text in these
 */
function standInsFor(
  name: string,
  depth: number,
  prefix: string,
  validate: (inside: string) => ValidationResult,
): StandIns {
  const names: string[] = [];
  for (let round = 0; round < MOST; round++) {
    const text = standInText(names);
    const result = validate(`${text}<${name}></${name}>`);
    const missing = result.kind === 'validated' ? missingBefore(result.errors, depth, names.length, prefix) : undefined;
    if (missing === undefined) return { names, text };
    names.push(missing);
  }
  return NO_STAND_INS;
}

export function standInText(names: readonly string[]): string {
  return names.map((name) => `<${name}></${name}>`).join('');
}

/** The element that is to stand before the one in question, with its prefix; undefined where that may stand as it does. */
export function missingBefore(
  errors: readonly SchemaError[],
  depth: number,
  count: number,
  prefix: string,
): string | undefined {
  const refused = errors.find((error) => {
    const step = error.path[depth];
    return isRefusal(error, depth + 1) && (step?.name !== undefined || step?.index === count + 1);
  });
  const [expected] = refused ? expectedIn(refused.sentence) : [];
  return expected === undefined ? undefined : prefix + expected;
}

/**
 * By the names of elements in the container, what libxml2 wants to see there before them: it looks into none that it does
 * not expect.
 */
export class ContainerStandIns {
  private readonly known = new Map<string, StandIns>();

  /**
   * @param depth how many elements are around what stands in the container
   * @param validate what libxml2 says of a text in the container
   */
  constructor(
    private readonly validatesInChunks: boolean,
    private readonly depth: number,
    private readonly prefix: string,
    private readonly validate: (inside: string) => ValidationResult,
  ) {}

  before(name: string): StandIns {
    if (this.validatesInChunks) return NO_STAND_INS;
    let found = this.known.get(name);
    if (!found) {
      found = standInsFor(name, this.depth, this.prefix, this.validate);
      this.known.set(name, found);
    }
    return found;
  }

  /** The errors of what was read behind stand-ins, as if it had been alone. */
  apart(errors: readonly SchemaError[], { names }: StandIns): readonly SchemaError[] {
    const { depth } = this;
    if (this.validatesInChunks) return errors;
    return errors.flatMap((error) => {
      const step = error.path[depth];
      if (step === undefined) return [error];
      // What stands alone is out of place in any case.
      if (error.path.length === depth + 1 && error.sentence.includes(' not expected')) return [];
      if (step.name !== undefined) return names.includes(step.name) ? [] : [error];
      if (step.index <= names.length) return [];
      const own = { name: undefined, index: step.index - names.length };
      return [{ ...error, path: [...error.path.slice(0, depth), own, ...error.path.slice(depth + 1)] }];
    });
  }
}
