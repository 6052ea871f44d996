import type { CheckedText } from '../../engine/analysis/checked-text.ts';
import { eachFingerprint } from '../../engine/analysis/findings/fingerprints.ts';
import { countByKind, type KindCount, KindCounter } from '../../engine/analysis/findings/kind-counts.ts';
import { eachFinding, eachOfMostSevere, type LocatedFinding } from '../../engine/analysis/located-findings.ts';
import { type Counts, total } from '../../engine/analysis/tally.ts';
import type { Pack } from '../../engine/packs/load-pack.ts';
import { ruleOf } from '../../engine/rules/registry.ts';
import type { Finding } from '../../engine/rules/rule.ts';

/** A finding to show, and by what it is known in another run. */
export interface Fingerprinted {
  readonly located: LocatedFinding;
  readonly fingerprint: string;
}

export interface ShownOptions {
  /** What the findings were found under. */
  readonly pack: Pack | undefined;
  /** The most severe are shown, so many of them. */
  readonly most: number;
  /** The fingerprints of what a baseline accepts: neither shown nor counted. */
  readonly accepted?: ReadonlySet<string> | undefined;
}

/**
 * The findings of a file that are shown, in the order of the text. They may be gone through more than once, one by one: of
 * a large file none is kept.
 */
export class ShownFindings implements Iterable<LocatedFinding> {
  /** Without what is accepted. */
  readonly counts: Counts;
  /** How many are accepted. */
  readonly accepted: number;
  /** Among those that are not accepted is one that has the file rejected. */
  readonly rejects: boolean;
  private knownKinds: readonly KindCount[] | undefined;

  constructor(
    private readonly checked: CheckedText,
    private readonly options: ShownOptions,
  ) {
    const { error, warning, information, verdict } = checked.tally;
    const counts = { error, warning, information };
    let rejects = false;
    let accepted = 0;
    const { accepted: known } = options;
    if (known) {
      for (const { located, fingerprint } of known.size > 0 || verdict === 'afkeur' ? this.known() : []) {
        const { finding } = located;
        if (known.has(fingerprint)) {
          counts[finding.severity]--;
          accepted++;
          // A rule whose findings are made warnings rejects as before.
        } else if (ruleOf(finding.code)?.consequence === 'afkeur') rejects = true;
      }
    }
    this.counts = counts;
    this.accepted = accepted;
    this.rejects = known ? rejects : verdict === 'afkeur';
  }

  /** How many are shown. */
  get size(): number {
    return Math.min(total(this.counts), this.options.most);
  }

  /** How many there are beside those. */
  get hidden(): number {
    return total(this.counts) - this.size;
  }

  /** The kinds of all findings, those that are hidden included. */
  get kinds(): readonly KindCount[] {
    const isAny = total(this.counts) > 0;
    this.knownKinds ??= isAny ? countByKind(findingsOf(this.all()), this.options.pack) : [];
    return this.knownKinds;
  }

  *[Symbol.iterator](): Generator<LocatedFinding> {
    if (this.accepted > 0) for (const { located } of this.fingerprinted()) yield located;
    else yield* this.countingKinds(eachOfMostSevere(this.checked, this.options.most), ({ finding }) => finding);
  }

  /** The same with their fingerprints. */
  *fingerprinted(): Generator<Fingerprinted> {
    yield* this.countingKinds(this.shownFingerprinted(), ({ located }) => located.finding);
  }

  /** Counts the kinds on the way, where all findings are gone through: of a large file each is found anew for it. */
  private *countingKinds<T>(all: Iterable<T>, findingOf: (one: T) => Finding): Generator<T> {
    const counter = this.knownKinds || this.hidden > 0 ? undefined : new KindCounter(this.options.pack);
    for (const one of all) {
      counter?.add(findingOf(one));
      yield one;
    }
    if (counter) this.knownKinds = counter.counts;
  }

  private *shownFingerprinted(): Generator<Fingerprinted> {
    const left = { error: 0, warning: 0, information: 0 };
    let most = this.options.most;
    for (const severity of ['error', 'warning', 'information'] as const) {
      left[severity] = Math.min(most, this.counts[severity]);
      most -= left[severity];
    }
    for (const one of this.known()) {
      if (this.options.accepted?.has(one.fingerprint)) continue;
      if (left[one.located.finding.severity]-- > 0) yield one;
    }
  }

  /** All that are not accepted, those that are hidden included. */
  *all(): Generator<LocatedFinding> {
    if (this.accepted === 0) yield* eachFinding(this.checked);
    else {
      for (const { located, fingerprint } of this.known()) if (!this.options.accepted!.has(fingerprint)) yield located;
    }
  }

  private known(): Iterable<Fingerprinted> {
    return eachFingerprint(this.checked, this.options.pack);
  }
}

function* findingsOf(located: Iterable<LocatedFinding>): Generator<Finding> {
  for (const { finding } of located) yield finding;
}
