import { isXmlCharacter } from '../../syntax/characters.ts';
import { referenceAt } from '../../syntax/references.ts';

/** Text with what may not stand in it written as it may. */
export function wellFormedText(text: string): string {
  const chars = validCharacters(text);
  if (!/[&<>]/.test(chars)) return chars;
  return chars
    .replace(/&/g, (_, at: number) => (referenceAt(chars, at).kind === 'good' ? '&' : '&amp;'))
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** Without the characters that XML does not have. */
export function validCharacters(text: string): string {
  let kept = '';
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at)!;
    const end = at + (code > 0xffff ? 2 : 1);
    if (!isXmlCharacter(code)) {
      kept += text.slice(from, at);
      from = end;
    }
    at = end;
  }
  return from === 0 ? text : kept + text.slice(from);
}
