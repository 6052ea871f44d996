import type { PreviousDelivery } from '../delivery/previous-delivery.ts';
import type { Pack } from '../packs/load-pack.ts';
import type { RuleSettings } from '../rules/registry.ts';
import type { TextValidator } from '../schema/validator.ts';
import type { SchematronFile } from '../schematron/schematron-file.ts';
import type { TemplateSettings } from '../templates/recognise.ts';

/** How much is kept of a text that is read in pages. */
export interface PageLimits {
  /** Of its segments, in blocks of a hundred. */
  readonly blocks: number;
  /** Of the verdicts on them, in bytes. Without it, as many as a large delivery needs. */
  readonly verdicts?: number;
}

/** What a document is analysed with. */
export interface AnalysisSettings {
  readonly packs: readonly Pack[];
  readonly rules: RuleSettings;
  /** The rules that are off since a `srg.config.json` says so. */
  readonly offByConfiguration?: ReadonlySet<string>;
  /** The berichtgevercodes that the user expects; empty for any known one. */
  readonly berichtgevers: readonly string[];
  /** Last month's delivery, where it is known from the start; see `setPrevious`. */
  readonly previous?: PreviousDelivery | undefined;
  /** Without it, no file name makes a template, and placeholders are the common ones. */
  readonly templates?: TemplateSettings;
  /** The custom rules; see `setSchematron`. */
  readonly schematron?: readonly SchematronFile[];
  /**
   * The text is read in pages, and what is known of it is not kept but for what it takes to find it once more: memory
   * grows a little with the records. For a text that is not edited; see `DeliveryAnalysis.inPages`. Limits may be
   * given.
   */
  readonly inPages?: boolean | PageLimits;
  /** Validates instead of the pack's own validator, from the start. */
  readonly validator?: TextValidator | undefined;
  /** Its name or its language says that it is a delivery: of another XML language that is said. */
  readonly isMeantAsDelivery?: boolean;
  /** Of another XML language the form is checked, and nothing else. Without it, nothing is. */
  readonly checksFormOfOthers?: boolean;
}
