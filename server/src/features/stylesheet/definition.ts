import type { LocationLink } from 'vscode-languageserver-protocol';
import type { StylesheetAnalysis } from '../../engine/stylesheet/stylesheet-analysis.ts';
import { declarationOf } from '../navigation/declaration.ts';
import { toRange } from '../protocol-range.ts';
import { resultPlaceAt } from './result-place.ts';

/** Where the schema pack declares what a stylesheet writes at an offset; what XSLT itself declares is for others. */
export function stylesheetDefinitionAt({ tree, source }: StylesheetAnalysis, offset: number): LocationLink[] {
  const place = tree && resultPlaceAt(tree, offset);
  if (!place || (place.kind === 'value' && !place.isWhole)) return [];
  const origin = toRange(source, place.range);
  return declarationOf(place.pack, place).map((target) => ({ ...target, originSelectionRange: origin }));
}
