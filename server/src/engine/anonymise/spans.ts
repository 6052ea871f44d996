import type { NodeId } from '../syntax/node-table.ts';
import { NodeKind } from '../syntax/node-table.ts';
import { meantByEntity, PREDEFINED, referenceAt } from '../syntax/references.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { TextEdit, TextRange } from '../text/text-range.ts';

/** A character of a value, and how it stands in the text. */
interface Unit extends TextRange {
  readonly character: string;
  /** How it is written anew. */
  readonly form: 'plain' | 'decimal' | 'hex' | 'named' | 'broken';
}

/** A value as it stands in the text: in one stretch or in several, some of it as references. */
export class WrittenText {
  private readonly units: readonly Unit[];
  /** References that are none can't be written over one character at a time. */
  readonly isBroken: boolean;

  /** @param parts stretches of the text of a tree, and whether references count in them */
  constructor(parts: readonly { readonly text: string; readonly start: number; readonly isCData: boolean }[]) {
    this.units = parts.flatMap((part) => unitsOf(part));
    this.isBroken = this.units.some(({ form }) => form === 'broken');
  }

  static ofElement(tree: SyntaxTree, element: NodeId): WrittenText {
    return new WrittenText(
      [...tree.children(element)].flatMap((child) => {
        const kind = tree.kind(child);
        if (kind !== NodeKind.Text && kind !== NodeKind.CData) return [];
        const range = kind === NodeKind.Text ? tree.range(child) : tree.contentRange(child);
        return [{ text: tree.text(range), start: range.start, isCData: kind === NodeKind.CData }];
      }),
    );
  }

  static ofRange(tree: SyntaxTree, range: TextRange, isCData = false): WrittenText {
    return new WrittenText([{ text: tree.text(range), start: range.start, isCData }]);
  }

  get value(): string {
    return this.units.map(({ character }) => character).join('');
  }

  /** The stretches between references that are none. */
  *stretches(): Generator<WrittenText> {
    let units: Unit[] = [];
    for (const unit of this.units) {
      if (unit.form !== 'broken') units.push(unit);
      else {
        if (units.length > 0) yield WrittenText.of(units);
        units = [];
      }
    }
    if (units.length > 0) yield WrittenText.of(units);
  }

  private static of(units: readonly Unit[]): WrittenText {
    const text = new WrittenText([]);
    return Object.assign(text, { units, isBroken: false });
  }

  /** Writes another value in its place, each character as the one was that stood there. */
  *edits(value: string, text: (range: TextRange) => string): Generator<TextEdit> {
    const { units } = this;
    const characters = [...value];
    const isSame = characters.length === units.length;
    let run: { start: number; end: number; newText: string } | undefined;
    for (const [i, { start, end, character, form }] of units.entries()) {
      const now = isSame ? characters[i]! : i === 0 ? value : '';
      const newText = now === character ? text({ start, end }) : isSame ? written(now, form) : escaped(now);
      if (run?.end === start) {
        run.end = end;
        run.newText += newText;
      } else {
        if (run) yield run;
        run = { start, end, newText };
      }
    }
    if (run) yield run;
  }

  /** References that are none, without what they name. */
  *brokenEdits(text: (range: TextRange) => string): Generator<TextEdit> {
    for (const { start, end, form } of this.units)
      if (form === 'broken') yield { start, end, newText: brokenLike(text({ start, end })) };
  }
}

function unitsOf({ text, start, isCData }: { text: string; start: number; isCData: boolean }): Unit[] {
  const units: Unit[] = [];
  for (let at = 0; at < text.length; ) {
    if (text[at] === '&' && !isCData) {
      const reference = referenceAt(text, at);
      const range = { start: start + at, end: start + reference.end };
      const raw = text.slice(at, reference.end);
      at = reference.end;
      if (reference.kind === 'bareAmpersand') units.push({ ...range, character: '&', form: 'plain' });
      else if (reference.kind !== 'good') units.push({ ...range, character: raw, form: 'broken' });
      else {
        const form = raw.startsWith('&#x') ? 'hex' : raw.startsWith('&#') ? 'decimal' : 'named';
        units.push({ ...range, character: reference.value, form });
      }
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at)!);
    units.push({ start: start + at, end: start + at + character.length, character, form: 'plain' });
    at += character.length;
  }
  return units;
}

function written(character: string, form: Unit['form']): string {
  const code = character.codePointAt(0)!;
  if (form === 'hex') return `&#x${code.toString(16)};`;
  return form === 'decimal' ? `&#${code};` : character;
}

function escaped(value: string): string {
  return value.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** As wrong, with nothing in it that could say something. */
function brokenLike(raw: string): string {
  const isOpen = !raw.endsWith(';');
  const name = /^&([A-Za-z]+);?$/.exec(raw)?.[1];
  if (name !== undefined) return name in PREDEFINED || meantByEntity(name) !== undefined ? raw : '&onbekend;';
  if (!raw.startsWith('&#')) return '&onbekend;';
  return isOpen ? '&#63' : '&#0;';
}
