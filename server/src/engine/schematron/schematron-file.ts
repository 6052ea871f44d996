import type { Message } from '../messages/message.ts';
import type { Pack } from '../packs/load-pack.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { SourceText } from '../text/source-text.ts';
import { fileNameOf } from '../text/uri.ts';
import { compileSchematron } from './compile.ts';
import type { CompiledSchematron } from './compiled.ts';
import { SchematronRun } from './evaluate.ts';
import { layoutOf } from './layout.ts';
import { Problems, type SchematronProblem } from './problem.ts';

/** What a .sch file is for the deliveries of one pack. */
export interface CompiledFile {
  /** undefined where the file can't be used at all. */
  readonly rules: FileRules | undefined;
  readonly problems: readonly SchematronProblem[];
}

export interface FileRules {
  readonly schema: CompiledSchematron;
  /** Applies the rules to a delivery, given the tree of its head. */
  run(head: SyntaxTree): SchematronRun;
}

/** What is wrong with a .sch file. */
export interface FileProblems {
  readonly file: SchematronFile;
  readonly problems: readonly SchematronProblem[];
}

/**
 * The text of a .sch file. Whoever has one has what it takes to compile and apply it; who goes by the type alone leaves
 * that unread, which is most of the time that the command line takes for a small file without such rules. Compiled once for
 * each pack that it is used with, when that is asked for.
 */
export class SchematronFile {
  readonly source: SourceText;
  private readonly compiled = new WeakMap<Pack, CompiledFile>();

  /**
   * @param uri of the file; on the command line, its path
   * @param encodingProblem a contradiction between the bytes and the declaration, found while decoding
   */
  constructor(
    readonly uri: string,
    readonly text: string,
    private readonly encodingProblem?: Message,
  ) {
    this.source = new SourceText(text);
  }

  /** Without its folder. */
  get name(): string {
    return fileNameOf(this.uri);
  }

  compiledFor(pack: Pack): CompiledFile {
    let compiled = this.compiled.get(pack);
    if (!compiled) {
      const problems = new Problems();
      const message = this.encodingProblem;
      if (message) problems.add({ range: { start: 0, end: 0 }, severity: 'warning', message });
      const { schema, problems: found } = compileSchematron(this.text, layoutOf(pack));
      for (const problem of found) problems.add(problem);
      const rules = schema && { schema, run: (head: SyntaxTree) => new SchematronRun(schema, head) };
      compiled = { rules, problems: problems.list };
      this.compiled.set(pack, compiled);
    }
    return compiled;
  }

  /** What is wrong with the file when no delivery is at hand: for the pack whose namespace it names, or else the first. */
  problemsAlone(packs: readonly Pack[]): readonly SchematronProblem[] {
    const named = packs.find(({ manifest: { namespace } }) => namespace !== '' && this.text.includes(namespace));
    const pack = named ?? packs[0];
    return pack ? this.compiledFor(pack).problems : [];
  }
}

/** What was found out in several places, together: each file once, its problems each once and in the order of its text. */
export function mergeProblems(found: Iterable<FileProblems>): FileProblems[] {
  const byFile = new Map<SchematronFile, Problems>();
  for (const { file, problems } of found) {
    const merged = byFile.get(file) ?? new Problems();
    byFile.set(file, merged);
    for (const problem of problems) merged.add(problem);
  }
  return Array.from(byFile, ([file, { list }]) => ({
    file,
    problems: list.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end),
  }));
}
