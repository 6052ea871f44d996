import type { FileSettings } from '../../../server/src/cli/files/file-settings.ts';
import { DEFAULT_TEMPLATES } from '../../../server/src/engine/templates/template-settings.ts';
import { packs } from '../delivery.ts';

/** What a file is judged by where nothing is set. */
export const NOTHING_SET: FileSettings = {
  packs,
  rules: {},
  offByConfiguration: new Set(),
  schematron: [],
  berichtgevers: [],
  templates: DEFAULT_TEMPLATES,
  maxProblems: undefined,
  previous: [],
};
