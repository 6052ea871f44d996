import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { relative, sep } from 'node:path';
import { checkDelivery, type DecodedDelivery } from '../../engine/analysis/check-delivery.ts';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { RootFacts } from '../../engine/packs/choose-pack.ts';
import { StylesheetAnalysis } from '../../engine/stylesheet/stylesheet-analysis.ts';
import { templatePartOf } from '../../engine/templates/template-part.ts';
import { templateSettings } from '../../engine/templates/template-settings.ts';
import { pagedText } from '../../engine/text/paged-text.ts';
import type { ShouldYield } from '../../engine/text/time-sliced.ts';
import { schemaFileUri } from '../../engine/text/uri.ts';
import { type ByteSource, decodePages } from '../../engine/workspace/decode-pages.ts';
import { decodeXml } from '../../engine/workspace/decode-xml.ts';
import { filePathOf, fileUri } from '../../node/file-uri.ts';
import { NODE_BYTES } from '../../node/node-bytes.ts';
import { isBinary } from '../files/binary.ts';
import { type Input, type InputError, TooLarge } from '../files/input.ts';
import { previousFor } from '../files/previous-month.ts';
import { type FileReport, report } from '../reporters/report.ts';
import { ShownFindings } from '../reporters/shown-findings.ts';
import type { FileProgress } from '../run/progress.ts';
import { type CheckOptions, FAILING } from './check-options.ts';
import { ValidationThreads } from './validation-threads.ts';

/**
 * What came of a file: findings that count, a verdict that counts or can't be given, nothing since it can't be read or is
 * something else, or it is something else and passed over.
 */
export type Result = 'failed' | 'rejected' | 'notJudged' | 'unreadable' | 'passedOver';

/** What can't be judged a part at a time is judged at once up to so many bytes. */
const MOST_AT_ONCE = 268_435_456;
/** So many bytes are hashed together. */
const AT_ONCE = 1_048_576;
/** So many bytes show whether they are text. */
const START = 1_024;

/** The text of a file, and the bytes that it was made of. */
interface CheckedContent extends DecodedDelivery {
  readonly bytes: ByteSource;
  /** Given where it is read while it is judged. @throws where it is no longer the same */
  verify?(): void;
}

/** Checks the files of a run, in the thread that it is made in. */
export class FileChecker {
  private readonly threads: ValidationThreads;
  private readonly previous: ReturnType<typeof previousFor>;

  /** @param inputs all of the run: the month before is looked for among them */
  constructor(
    inputs: readonly (Input | InputError)[],
    private readonly options: CheckOptions,
  ) {
    this.threads = new ValidationThreads(options.validationWorker);
    this.previous = previousFor(inputs);
  }

  /** Rejects where a file can't be judged. */
  async check(input: Input, progress?: FileProgress): Promise<readonly Result[]> {
    const content = await (input.open?.() ?? input.read());
    if (content instanceof Uint8Array) {
      this.threads.prepareFor(content.length);
      const bytes = { length: content.length, read: (start: number, end: number) => content.subarray(start, end) };
      const decoded = input.text === undefined ? decodeXml(content, NODE_BYTES) : { text: input.text };
      return this.checkText({ ...decoded, bytes }, input, progress);
    }
    const { bytes } = content;
    this.threads.prepareFor(bytes.length);
    (await import('../../node/small-heap.ts')).keepHeapSmall();
    try {
      const decoded = decodePages(bytes, NODE_BYTES);
      if (!decoded) throw new TooLarge();
      const text = { text: pagedText(decoded.pages), problem: decoded.problem, bytes };
      const verify = () => content.verify();
      const found = await this.checkText({ ...text, verify }, input, progress);
      verify();
      return found;
    } finally {
      content.close();
    }
  }

  /** Ends what runs beside this. */
  end(): Promise<void> {
    return this.threads.end();
  }

  private async checkText(
    { bytes, verify, ...decoded }: CheckedContent,
    input: Input,
    progress: FileProgress | undefined,
  ): Promise<readonly Result[]> {
    const { options } = this;
    const { find, deliveries } = this.previous;
    const settings = await options.settingsOf(input.settingsUri ?? input.uri);
    const templates = templateSettings(settings.templates, input.path);
    const isMeantAsDelivery = /\.srg\.xml$/i.test(input.path);
    let stylesheet: StylesheetAnalysis | undefined;
    const inPages = verify !== undefined;
    const { analysis, status } = await checkDelivery(decoded, {
      settings: {
        ...settings,
        previous: undefined,
        templates,
        checksFormOfOthers: input.named,
        isMeantAsDelivery,
        inPages,
      },
      accepts(analysis) {
        const { choice, source } = analysis;
        if (choice.kind === 'other' && choice.root.isStylesheet) stylesheet = StylesheetAnalysis.of(source, settings);
        const isWhole = choice.kind === 'known' && inPages && !analysis.inPages;
        if (isWhole && bytes.length > MOST_AT_ONCE) throw new TooLarge();
        if (stylesheet || choice.kind === 'known' || choice.kind === 'unknown') return true;
        if (isBinary(bytes.read(0, Math.min(START, bytes.length)))) return false;
        // What shows no root is a delivery where its name says so, and another XML language where it was named itself.
        return input.named || isMeantAsDelivery;
      },
      run: (analysis) => this.run(analysis, bytes.length, progress),
      isMissing: (file) => isMissingBeside(input.path, file),
      findPrevious: (analysis) => find(input, analysis, settings),
    });
    const { choice, previous } = analysis;
    const isSilent = analysis.tally.error === 0;
    const isOther = choice.kind === 'other' && !stylesheet && (isSilent || analysis.tally.verdict !== 'afkeur');
    if (status !== 'checked' || isOther) {
      // A stylesheet may be named that writes something else.
      const isStylesheet = choice.kind === 'other' && choice.root.isStylesheet;
      if (!input.named || options.ignoresUnknown || isStylesheet) return ['passedOver'];
      if (status !== 'checked') {
        options.complain(input.path, 'binary');
        return ['unreadable'];
      }
      const isPart = analysis.isTemplate && templatePartOf(choice, settings.packs) !== undefined;
      const reason = isPart ? 'templatePart' : 'otherXml';
      if (choice.kind === 'other') options.complain(input.path, reason, { root: nameOf(choice.root) });
    }
    options.foundOut(analysis.schematronProblems);
    const checked = stylesheet ?? analysis;
    const { verdict, suppressed } = checked.tally;
    const findings = new ShownFindings(checked, {
      pack: choice.kind === 'known' ? choice.pack : stylesheet?.packs[0],
      most: settings.maxProblems ?? Number.POSITIVE_INFINITY,
      accepted: options.baseline?.acceptedIn(input.path),
    });
    verify?.();
    const file: FileReport = {
      path: input.path,
      analysis,
      ...(stylesheet ? { stylesheet } : {}),
      verdict: isOther && isSilent ? undefined : verdict,
      findings,
      suppressed,
      sha256: () => sha256Of(bytes),
      pathOf: (uri) =>
        relative('.', filePathOf(uri) ?? uri)
          .split(sep)
          .join('/'),
    };
    const tell = () => report(file, options.reporter);
    // Fixes copy records from the file of the month before, whose text is not kept.
    if (previous && analysis.continuityFacts?.missingCount) await deliveries.withText(previous, tell);
    else tell();
    if (isOther) return ['unreadable'];
    // What only its placeholders show to be a template may as well be a delivery that was not filled in.
    if (analysis.template === 'placeholder' && options.failOn !== 'never') return ['failed'];
    const failed: Result[] = FAILING[options.failOn].some((severity) => findings.counts[severity] > 0)
      ? ['failed']
      : [];
    if (analysis.isTemplate || stylesheet) return failed;
    // What is accepted makes no run fail, whatever CBS would do.
    if (verdict === 'afkeur' && findings.rejects)
      return options.failOn === 'never' ? ['rejected'] : ['rejected', 'failed'];
    return verdict === 'niet-te-beoordelen' && input.named ? [...failed, 'notJudged'] : failed;
  }

  /** Runs an analysis to its end; that of a large file with libxml2 in a thread of its own. */
  private async run(analysis: DeliveryAnalysis, size: number, progress: FileProgress | undefined): Promise<boolean> {
    await progress?.sizeIs(size);
    const tell: ShouldYield | undefined = progress && (() => progress.part(analysis.progress));
    if (analysis.choice.kind !== 'known' || !this.threads.areFor(size)) {
      await import('../../engine/schema/libxml2.ts');
      return analysis.run(tell);
    }
    return analysis.runWithWorker(await this.threads.of(analysis.choice.pack), tell);
  }
}

const load = createRequire(import.meta.url);

function sha256Of(bytes: ByteSource): string {
  // Most formats ask for none, and reading what makes it takes a tenth of the time of a small check.
  const { createHash } = load('node:crypto') as typeof import('node:crypto');
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += AT_ONCE) hash.update(bytes.read(at, Math.min(bytes.length, at + AT_ONCE)));
  return hash.digest('hex');
}

/** A file of this machine that is named from a delivery, and is not there. */
function isMissingBeside(path: string, file: string): boolean {
  const uri = schemaFileUri(file, fileUri(path));
  const named = uri === undefined ? undefined : filePathOf(uri);
  return named !== undefined && !existsSync(named);
}

function nameOf({ prefix, localName }: RootFacts): string {
  return prefix === '' ? localName : `${prefix}:${localName}`;
}
