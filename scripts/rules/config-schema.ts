import { RULES } from '../../server/src/engine/rules/all-rules.ts';
import { RULE_SETTINGS } from '../../server/src/engine/rules/registry.ts';
import { settingsOf } from './derived.ts';

interface Property {
  readonly type: string;
  readonly items?: object;
  readonly minimum?: number;
  readonly markdownDescription?: string;
  readonly description?: string;
}

/** The settings that say what a delivery is judged by; the others are about the one who reads. */
const JUDGED_BY = ['packs', 'berichtgevers', 'schematron', 'maxProblems', 'previousDelivery'] as const;

/** The JSON Schema of `srg.config.json`, made from the settings of the manifest: the keys are the same. */
export function configSchemaOf(settings: Readonly<Record<string, Property>>): object {
  const property = (name: string) => {
    const { type, items, minimum, markdownDescription, description } = settings[`srg.${name}`]!;
    const words = (markdownDescription ?? description)!.replaceAll('vanaf de werkmap', 'vanaf de map van dit bestand');
    // What a pattern says is told in better words by the program: editors alone go by it.
    return { description: words, type, ...(items ? { items } : {}), ...(minimum === undefined ? {} : { minimum }) };
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'srg.config.json',
    description:
      'Waar leveringen in deze map en daaronder op worden beoordeeld, in de editor en op de opdrachtregel. De sleutels zijn die van de instellingen van de editor, zonder srg. ervoor; wat daar is ingesteld, gaat voor.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      ...Object.fromEntries(JUDGED_BY.map((name) => [name, property(name)])),
      rules: {
        description: settings['srg.rules']!.markdownDescription,
        type: 'object',
        properties: settingsOf(RULES),
        propertyNames: { pattern: `^(?:${RULES.map(({ code }) => code).join('|')}|(?!SRG-[TIS]\\d).+)$` },
        additionalProperties: { type: 'string', enum: RULE_SETTINGS },
      },
      templates: {
        type: 'object',
        additionalProperties: false,
        properties: { files: property('templates.files'), placeholders: property('templates.placeholders') },
      },
    },
  };
}
