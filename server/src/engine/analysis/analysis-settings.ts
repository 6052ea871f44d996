import type { PreviousDelivery } from '../delivery/previous-delivery.ts';
import type { Pack } from '../packs/load-pack.ts';
import type { RuleSettings } from '../rules/registry.ts';
import type { SchematronFile } from '../schematron/schematron-file.ts';
import type { TemplateSettings } from '../templates/recognise.ts';

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
  /** Of another XML language the form is checked, and nothing else. Without it, nothing is. */
  readonly checksFormOfOthers?: boolean;
}
