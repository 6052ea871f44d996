import type { Hover } from 'vscode-languageserver-protocol';
import type { StylesheetAnalysis } from '../../engine/stylesheet/stylesheet-analysis.ts';
import type { HoverOptions } from '../hover/findings.ts';
import { type Description, describeName, describeValue, toHover } from '../hover/hover.ts';
import { type ResultPlace, resultPlaceAt } from './result-place.ts';

/** What there is to say of the literal result at an offset, findings included; undefined where that is nothing. */
export function stylesheetHoverAt(sheet: StylesheetAnalysis, offset: number, options: HoverOptions): Hover | undefined {
  const place = sheet.tree && resultPlaceAt(sheet.tree, offset);
  return toHover(place && describe(sheet, place, options), sheet, offset, options);
}

/** Of a literal value what it means; of any other text what it is a part of. */
function describe(sheet: StylesheetAnalysis, place: ResultPlace, options: HoverOptions): Description | undefined {
  const { pack, concept, path, range, value } = place;
  const told = place.isWhole && concept ? describeValue(sheet.contextOf(pack), concept, value, undefined, options) : [];
  const last = path.at(-1)!;
  const [element, attribute] = last.startsWith('@') ? [path.slice(0, -1), last.slice(1)] : [path, undefined];
  const paragraphs = told.length > 0 ? told : describeName(pack, element, attribute, options);
  return paragraphs.length > 0 ? { paragraphs, range } : undefined;
}
