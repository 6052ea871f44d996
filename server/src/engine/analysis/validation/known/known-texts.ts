import type { ValidationResult } from '../../../schema/validator.ts';

/** Of so many texts, up to so many characters. */
const MOST_KEPT = 1_000;
const LONGEST_KEPT = 2_000;

/** What libxml2 said of texts in the container, each alone: a delivery may hold the same mistake any number of times. */
export class KnownTexts {
  private readonly results = new Map<string, ValidationResult>();

  get(text: string): ValidationResult | undefined {
    return this.results.get(text);
  }

  keep(text: string, result: ValidationResult): void {
    if (text.length > LONGEST_KEPT) return;
    if (this.results.size === MOST_KEPT) this.results.clear();
    this.results.set(text, result);
  }

  clear(): void {
    this.results.clear();
  }
}
