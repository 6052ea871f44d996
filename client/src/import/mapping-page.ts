import type { MessageKey } from '../../../server/src/engine/messages/message.ts';
import type { ImportAnswer, ImportedConcept } from '../../../server/src/protocol/import.ts';

type Say = (key: MessageKey, parameters?: Readonly<Record<string, string>>) => string;

/**
 * What stands where by a new pack, as a page in Markdown.
 * @param folder of the pack, as the setting has it
 */
export function mappingPage(
  name: string,
  { records, concepts, off }: Exclude<ImportAnswer, { problem: string }>,
  folder: string,
  say: Say,
): string {
  const open = concepts.filter(({ certainty }) => certainty === 'ask').map(({ concept }) => concept);
  const columns = ['concept', 'place', 'notation', 'why', 'examples'] as const;
  const lines = [
    `# ${say('import.page.title', { file: name })}`,
    '',
    say('import.page.made', { folder: code(folder) }),
    '',
    `${say('import.page.record')}: ${records.map(code).join(', ')}`,
    '',
    row(columns.map((column) => say(`import.page.${column}`))),
    row(columns.map(() => '---')),
    ...concepts.map((concept) => row(cellsOf(concept, say))),
  ];
  if (open.length > 0) lines.push('', say('import.page.open', { concepts: open.join(', ') }));
  if (off.length > 0) {
    lines.push('', `## ${say('import.page.off')}`, '');
    for (const { code: rule, name: ruleName, missing } of off) {
      const why =
        missing.length > 0 ? say('import.page.missing', { concepts: missing.join(', ') }) : say('import.page.noCodes');
      lines.push(`- ${rule} ${ruleName}: ${why}`);
    }
  } else lines.push('', say('import.page.nothingOff'));
  return `${lines.join('\n')}\n`;
}

function cellsOf({ concept, certainty, places }: ImportedConcept, say: Say): readonly string[] {
  const [first] = places;
  if (certainty === 'absent' || !first) return [concept, '', '', say('import.page.notThere'), ''];
  if (certainty === 'ask') return [concept, '', '', say('import.page.isOpen'), ''];
  const { paths, format = '', reason, examples } = first;
  return [concept, paths.map(code).join('<br>'), format, reason, examples.map(code).join(' ')];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/** A name or a value as code, on one line. */
function code(text: string): string {
  return `\`${text.replaceAll('`', "'").replace(/[\r\n]+/g, ' ')}\``;
}
