import type { MessageKey } from '../../../server/src/engine/messages/message.ts';
import type { ImportAnswer, ImportedConcept } from '../../../server/src/protocol/import.ts';

type Say = (key: MessageKey, parameters?: Readonly<Record<string, string>>) => string;

/**
 * What stands where by a new pack, as a page in Markdown.
 * @param path of the pack, as the setting has it
 * @param outside the schemas that were read outside of the folder of the one that was picked
 */
export function mappingPage(
  name: string,
  { records, recordCandidates, concepts, off }: Exclude<ImportAnswer, { problem: string }>,
  { path, outside }: { readonly path: string; readonly outside: readonly string[] },
  say: Say,
): string {
  const asked = concepts.filter(({ certainty }) => certainty === 'ask').map(({ concept }) => concept);
  const open = recordCandidates.length > 0 ? ['record', ...asked] : asked;
  const columns = ['concept', 'place', 'notation', 'why', 'examples'] as const;
  const lines = [
    `# ${say('import.page.title', { file: name })}`,
    '',
    say('import.page.made', { folder: code(path) }),
    '',
    ...(outside.length > 0 ? [say('import.page.outside', { files: outside.map(code).join(', ') }), ''] : []),
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
