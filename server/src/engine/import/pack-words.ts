import { formatMessage, type Language, masked } from '../messages/message.ts';
import type { PackDescription } from './pack-files.ts';

/**
 * What a pack says of itself.
 * @param schema the path of the schema in the folder of the pack
 * @param draftedFrom the names of the deliveries that the schema was drafted from
 */
export function describePack(
  schema: string,
  draftedFrom: readonly string[] | undefined,
  language: Language,
): PackDescription {
  const name = schema.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
  const say = (key: Parameters<typeof formatMessage>[0]['key'], parameters: Record<string, string>) =>
    formatMessage({ key, parameters }, masked(language));
  if (!draftedFrom) {
    const source = say('import.source', { file: schema });
    return { id: name, title: name, description: source, source, schema };
  }
  const files = draftedFrom.join(', ');
  return {
    id: name,
    title: say('import.draftTitle', { name }),
    description: say('import.draftDescription', { files }),
    source: say('import.draftSource', { files }),
    schema,
    draftedFrom,
  };
}

/** What the documentation of a drafted schema says. */
export function draftWords(names: readonly string[], language: Language): string {
  return formatMessage({ key: 'import.drafted', parameters: { files: names.join(', ') } }, masked(language));
}
