// `picomatch/posix` leaves out how picomatch asks for the operating system: this runs in a browser, too.
import picomatch from 'picomatch/posix';

/** Whether a path is one that the patterns mean. Its steps are joined by `/`. */
export type PathTest = (path: string) => boolean;

/** A longer pattern means no file. */
export const LONGEST_PATTERN = 1_000;

/**
 * Tells the files that one of some patterns means, in VS Code's syntax: `*` and `?` within a step, `**` for any steps,
 * `[ab]`, `[a-z]` and `[!ab]` for one character, `{a,b}` for either. A pattern without `/` is held against the file's
 * name; another one against the end of the path.
 */
export function filesNamed(patterns: readonly string[]): PathTest {
  return pathTest(patterns.flatMap(parsePattern).map((pattern) => ['**', ...pattern]));
}

/**
 * Tells the files that one of some patterns means or that are in a folder that it means, as the setting
 * `files.exclude` of VS Code has them: held against the whole path.
 */
export function filesExcluded(patterns: readonly string[]): PathTest {
  return pathTest(patterns.flatMap(parsePattern).map((pattern) => [...pattern, '**']));
}

type Step = '**' | RegExp;

function pathTest(alternatives: readonly (readonly Step[])[]): PathTest {
  return (path) => {
    const steps = path.split('/');
    return alternatives.some((pattern) => fits(pattern, steps));
  };
}

/** What each choice of what stands in the braces of a pattern means. */
function parsePattern(pattern: string): Step[][] {
  if (pattern.length > LONGEST_PATTERN) return [];
  const alternatives = expandBraces(pattern.replaceAll('\\', '/'));
  return alternatives.map(parseSteps).filter((steps) => steps.length > 0);
}

/** More than some hundreds of alternatives count as none. */
function expandBraces(pattern: string): string[] {
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

function parseSteps(pattern: string): Step[] {
  const steps = pattern.split('/').filter((step) => step !== '' && step !== '.');
  return steps.map((step) => (step === '**' ? step : parseStep(step)));
}

const WITHIN_STEP: picomatch.PicomatchOptions = {
  dot: true,
  keepQuotes: true,
  literalBrackets: false,
  nobrace: true,
  noextglob: true,
  nonegate: true,
  // [!ab] as [^ab]
  posix: true,
  strictSlashes: true,
};

/**
 * What picomatch makes of a whole step with many stars takes time that grows by a power for each star. So it reads what
 * stands between the stars, and what lies behind a star is taken at the first place where it fits, for good: going back
 * for a later place finds nothing more.
 */
function parseStep(step: string): RegExp {
  const [start, ...rest] = step.match(/\[[^\]]*\]|\*+|[^*[]+|\[/g)!.reduce(
    (pieces, part) => {
      if (part.startsWith('*')) pieces.push('');
      else pieces[pieces.length - 1] += part;
      return pieces;
    },
    [''],
  );
  const end = rest.pop();
  if (end === undefined) return picomatch.toRegex(`^${sourceOf(start!)}$`);
  const middle = rest.map((piece, i) => `(?=(.*?${sourceOf(piece)}))\\${i + 1}`);
  return picomatch.toRegex(`^${sourceOf(start!)}${middle.join('')}.*${sourceOf(end)}$`, { flags: 's' });
}

/** Parentheses and the like mean something to picomatch, and nothing to VS Code. */
function sourceOf(piece: string): string {
  if (piece === '') return '';
  return picomatch.parse(piece.replace(/[()|+]/g, '\\$&'), WITHIN_STEP).output;
}

/** Holds steps against a pattern in which `**` stands for any number: going back to the last one is enough. */
function fits(pattern: readonly Step[], steps: readonly string[]): boolean {
  let at = 0;
  let star = -1;
  let behindStar = 0;
  for (let i = 0; i < steps.length; ) {
    const part = pattern[at];
    if (part === '**') {
      star = at++;
      behindStar = i;
    } else if (part?.test(steps[i]!)) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++behindStar;
    } else return false;
  }
  while (pattern[at] === '**') at++;
  return at === pattern.length;
}
