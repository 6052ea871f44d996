/**
 * Whether a path is what one of the patterns means. `*` stands for any characters but `/`, `?` for one of them, `**`
 * as a whole step for any steps. A pattern without `/` is held against the file's name; another one against the end of
 * the path. Takes time in proportion to the lengths, whatever the pattern.
 * @param path steps joined by `/`
 */
export function matchesAny(patterns: readonly string[], path: string): boolean {
  const steps = path.split('/');
  return patterns.some((pattern) => {
    const wanted = stepsOf(pattern);
    return wanted.length > 0 && fitsSteps(['**', ...wanted], steps);
  });
}

/**
 * Whether one of the patterns means a path or a folder that it is in, as the setting `files.exclude` of VS Code has
 * them: held against the whole path, with `{a,b}` for either.
 * @param path from the folder that the setting is of, steps joined by `/`
 */
export function isExcluded(patterns: readonly string[], path: string): boolean {
  const steps = path.split('/');
  const alternatives = patterns.flatMap(alternativesOf).map(stepsOf);
  return alternatives.some(
    (wanted) => wanted.length > 0 && steps.some((_, depth) => fitsSteps(wanted, steps.slice(0, depth + 1))),
  );
}

/** A pattern for each choice of what stands in its braces; more than some hundreds of them count as none. */
function alternativesOf(pattern: string): string[] {
  const plain: string[] = [];
  const rest = [pattern];
  for (let one = rest.pop(); one !== undefined; one = rest.pop()) {
    const current = one;
    const braces = /\{([^{}]*)\}/.exec(current);
    if (braces) rest.push(...braces[1]!.split(',').map((choice) => current.replace(braces[0], () => choice)));
    else plain.push(current);
    if (plain.length + rest.length > 500) return [];
  }
  return plain;
}

function stepsOf(pattern: string): string[] {
  return pattern.split('/').filter((step) => step !== '' && step !== '.');
}

function fitsSteps(pattern: readonly string[], steps: readonly string[]): boolean {
  return fits(pattern, steps, (step) => step === '**', fitsStep);
}

function fitsStep(pattern: string, step: string): boolean {
  const isStar = (character: string) => character === '*';
  return fits([...pattern], [...step], isStar, (wanted, character) => wanted === '?' || wanted === character);
}

/** Holds a row against a pattern in which a star stands for any number: going back to the last star is enough. */
function fits(
  pattern: readonly string[],
  row: readonly string[],
  isStar: (part: string) => boolean,
  isOne: (part: string, value: string) => boolean,
): boolean {
  let at = 0;
  let star = -1;
  let behindStar = 0;
  for (let i = 0; i < row.length; ) {
    const part = pattern[at];
    if (part !== undefined && isStar(part)) {
      star = at++;
      behindStar = i;
    } else if (part !== undefined && isOne(part, row[i]!)) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++behindStar;
    } else return false;
  }
  while (at < pattern.length && isStar(pattern[at]!)) at++;
  return at === pattern.length;
}
