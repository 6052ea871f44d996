import { Placeholders, parsePlaceholderSyntax } from '../syntax/placeholders/placeholders.ts';
import { filesNamed } from '../text/file-patterns.ts';
import type { TemplateSettings } from './recognise.ts';

/** The files that are templates, and custom placeholders, as the settings have them. */
export interface TemplateOptions {
  /** Patterns as {@link filesNamed} takes them. */
  readonly files: readonly string[];
  /** `%%…%%`; what is no such pattern counts as not set. */
  readonly placeholders: readonly string[];
}

export const DEFAULT_TEMPLATES: TemplateOptions = {
  files: ['*.srg.xml.*', '*.srg.tmpl', '*.template.srg.xml'],
  placeholders: [],
};

/** @param path of the document, steps joined by `/` */
export function templateSettings({ files, placeholders }: TemplateOptions, path: string): TemplateSettings {
  const own = placeholders.flatMap((pattern) => parsePlaceholderSyntax(pattern) ?? []);
  return { isNamed: filesNamed(files)(path), placeholders: new Placeholders(own) };
}
