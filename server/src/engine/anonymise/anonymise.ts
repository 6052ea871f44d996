import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import type { Pack } from '../packs/load-pack.ts';
import { lostOnSaving } from '../text/encodings.ts';
import { Persons } from './persons.ts';
import { type Doubts, Rewriter } from './rewrite.ts';
import { alphabets } from './values/alphabets.ts';
import { FictitiousBsns } from './values/bsns.ts';
import { Keyed } from './values/keyed.ts';
import { NeutralNames } from './values/names.ts';
import { Substitution } from './values/substitution.ts';
import { NeutralValues } from './values/values.ts';

export interface Anonymised {
  readonly text: string;
  readonly doubts: Doubts;
  /** A BSN of the delivery stands in there all the same: it is not to be given to anybody. */
  readonly leaks: boolean;
}

/**
 * Makes deliveries with nobody in them. Those of one run fit together as before: who is the same person, and which the
 * same voorziening. First it takes in all of them ({@link learn}), then it writes each anew ({@link rewrite}).
 */
export class Anonymiser {
  private readonly keyed: Keyed;
  private readonly substitution: Substitution;
  private readonly bsns: FictitiousBsns;
  private readonly persons: Persons;
  private readonly names = new Map<Pack, NeutralNames>();

  /** @param secret that nobody else knows: who has it can tell who is who */
  constructor(secret: Uint8Array) {
    this.keyed = new Keyed(secret);
    this.substitution = new Substitution(this.keyed);
    this.bsns = new FictitiousBsns(this.keyed, this.substitution);
    this.persons = new Persons(this.keyed);
  }

  /** Takes in a delivery that was analysed to the end, in steps. */
  *learn(analysis: DeliveryAnalysis): Generator<void, void> {
    this.bsns.avoid(analysis.source.toString());
    for (const owner of analysis.ownersIn()) {
      for (const record of analysis.recordsOf(owner)) this.persons.learn(record, analysis);
      yield;
    }
  }

  /**
   * Writes a delivery anew that was taken in, in steps.
   * @param canWrite whether its encoding has a character
   */
  *rewrite(
    analysis: DeliveryAnalysis,
    canWrite: (character: string) => boolean = () => true,
  ): Generator<void, Anonymised> {
    const { pack, source } = analysis;
    // What stands in the place of lost characters says that they were lost.
    const lost = analysis.misread?.kind === 'lost' ? lostOnSaving(analysis.misread.declared) : undefined;
    const alphabetOf = alphabets(canWrite, lost);
    const names = this.names.get(pack) ?? new NeutralNames(pack, this.substitution);
    this.names.set(pack, names);
    const values = new NeutralValues(pack, this.keyed, this.substitution, this.bsns, this.persons, alphabetOf);
    const rewriter = new Rewriter(analysis, values, names, this.bsns, alphabetOf);
    const parts: string[] = [];
    let at = 0;
    for (const { owner, start, end } of analysis.segmentsIn(0, source.length)) {
      if (start > at) parts.push(rewriter.loose(source.slice(at, start)));
      parts.push(rewriter.segment(owner));
      at = end;
      yield;
    }
    if (at < source.length) parts.push(rewriter.loose(source.slice(at, source.length)));
    const text = parts.join('');
    return { text, doubts: rewriter.doubts, leaks: this.bsns.standIn(text) };
  }
}
