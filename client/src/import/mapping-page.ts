import type { MessageKey } from '../../../server/src/engine/messages/message.ts';
import type { ImportAnswer, ImportedConcept } from '../../../server/src/protocol/import.ts';

/** What stands where by a new pack, as a page in Markdown. */
export function mappingPage(
  schema: string,
  { records, concepts }: Exclude<ImportAnswer, { problem: string }>,
  say: (key: MessageKey, parameters?: Readonly<Record<string, string>>) => string,
): string {
  const rows = concepts.map((concept) => rowOf(concept, say));
  const open = concepts.filter(({ certainty }) => certainty === 'ask').map(({ concept }) => concept);
  const absent = concepts.filter(({ certainty }) => certainty === 'absent').map(({ concept }) => concept);
  const lines = [
    `# ${say('import.page.title', { file: schema })}`,
    '',
    `${say('import.page.record')}: ${records.map(code).join(', ')}`,
    '',
    `| ${say('import.page.concept')} | ${say('import.page.place')} | ${say('import.page.notation')} | ${say('import.page.why')} |`,
    '| --- | --- | --- | --- |',
    ...rows,
  ];
  if (open.length > 0) lines.push('', say('import.page.open', { concepts: open.join(', ') }));
  if (absent.length > 0) lines.push('', say('import.page.absent', { concepts: absent.join(', ') }));
  return `${lines.join('\n')}\n`;
}

function rowOf({ concept, certainty, places }: ImportedConcept, say: (key: MessageKey) => string): string {
  const [first] = places;
  if (certainty === 'absent' || !first) return `| ${concept} | | | ${say('import.page.notThere')} |`;
  if (certainty === 'ask') return `| ${concept} | | | ${say('import.page.isOpen')} |`;
  const { paths, format, reason } = first;
  return `| ${concept} | ${paths.map(code).join('<br>')} | ${format ?? ''} | ${reason.replaceAll('|', '\\|')} |`;
}

/** Names of elements are letters, digits and a few signs: none that ends code. */
function code(text: string): string {
  return `\`${text}\``;
}
