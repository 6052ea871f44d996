/**
 * Whether a path is what one of the patterns means. `*` stands for any characters but `/`, `?` for one of them, `**`
 * as a whole step for any steps. A pattern without `/` is held against the file's name; another one against the end of
 * the path. Takes time in proportion to the lengths, whatever the pattern.
 * @param path steps joined by `/`
 */
export function matchesAny(patterns: readonly string[], path: string): boolean {
  const steps = path.split('/');
  return patterns.some((pattern) => {
    const wanted = pattern.split('/').filter((step) => step !== '' && step !== '.');
    return wanted.length > 0 && fits(['**', ...wanted], steps, (step) => step === '**', fitsStep);
  });
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
