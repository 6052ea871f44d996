import type { Language } from '../messages/message.ts';
import type { Provenance } from '../packs/pack.ts';

export type RuleCode = `SRG-${'T' | 'I' | 'S'}${number}`;
export type Severity = 'error' | 'warning' | 'information';

/**
 * What comes of a file that breaks the rule: CBS rejects it, calls the municipality, or does nothing; or nobody can tell,
 * for it could not be judged.
 */
export type Consequence = 'afkeur' | 'niet-te-beoordelen' | 'contact' | 'geen';

/** A text that is the rule's own, in every language of the product. */
export type Words = Readonly<Record<Language, string>>;

/** Where a rule comes from. */
export type RuleProvenance = Provenance;

/** One source of a rule. */
export interface RuleSource {
  readonly id: RuleProvenance;
  /** The article, the page, or the part of the rule that comes from there. */
  readonly detail?: Words;
}

/** What a rule is, its check apart: registry, settings, pages and the table of pages are made from this alone. */
export interface RuleMetadata {
  readonly code: RuleCode;
  /** As in the title of its pages. */
  readonly name: Words;
  /** What it checks, in one line. */
  readonly summary: Words;
  readonly severity: Severity;
  /** Severities that some of its findings have instead. */
  readonly otherSeverities?: readonly Severity[];
  readonly consequence: Consequence;
  readonly provenance: readonly RuleSource[];
}

/** A rule in one language, as plain data for a client. */
export interface RuleFacts {
  readonly code: RuleCode;
  readonly name: string;
  readonly summary: string;
  readonly severity: Severity;
  readonly consequence: Consequence;
  readonly provenance: readonly { readonly id: RuleProvenance; readonly detail?: string }[];
}

export function factsOf(rule: RuleMetadata, language: Language): RuleFacts {
  const { code, name, summary, severity, consequence, provenance } = rule;
  return {
    code,
    name: name[language],
    summary: summary[language],
    severity,
    consequence,
    provenance: provenance.map(({ id, detail }) => ({ id, ...(detail ? { detail: detail[language] } : {}) })),
  };
}
