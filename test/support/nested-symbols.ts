import { expect } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver-protocol';
import type { SourceText } from '../../server/src/engine/text/source-text.ts';

/** Each symbol has a name, lies within the one above it, and what it selects lies within it: editors refuse all else. */
export function expectNested(symbols: readonly DocumentSymbol[], source: SourceText): void {
  const check = (below: readonly DocumentSymbol[], start: number, end: number) => {
    for (const { name, range, selectionRange, children } of below) {
      const [from, to] = [source.offsetAt(range.start), source.offsetAt(range.end)];
      const selected = [source.offsetAt(selectionRange.start), source.offsetAt(selectionRange.end)] as const;
      const inOrder = [start, from, selected[0], selected[1], to, end];
      expect([...inOrder].sort((a, b) => a - b)).toEqual(inOrder);
      expect(name).not.toBe('');
      check(children ?? [], from, to);
    }
  };
  check(symbols, 0, source.length);
}
