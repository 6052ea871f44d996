import type { Hover } from 'vscode-languageserver-protocol';
import type { CheckedText } from '../../engine/analysis/checked-text.ts';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { Voorziening } from '../../engine/delivery/record.ts';
import { passesElfproef } from '../../engine/delivery/values/bsn.ts';
import { cleanValue } from '../../engine/delivery/values/field-types.ts';
import { notationAt, parseValue } from '../../engine/delivery/values/value-notation.ts';
import { formatMessage } from '../../engine/messages/message.ts';
import { codesOf, type Pack } from '../../engine/packs/load-pack.ts';
import type { Concept } from '../../engine/packs/pack.ts';
import { conceptAt, repeatingElementPath } from '../../engine/packs/places.ts';
import type { RuleContext } from '../../engine/rules/rule.ts';
import { type NodeId, NodeKind } from '../../engine/syntax/node-table.ts';
import type { SyntaxTree } from '../../engine/syntax/tree.ts';
import { shift, type TextRange } from '../../engine/text/text-range.ts';
import { trimXml } from '../../engine/text/xml-whitespace.ts';
import { documentedValue } from '../documented-value.ts';
import { toRange } from '../protocol-range.ts';
import { dayInWords, describeDate, describeMonth } from './dates.ts';
import { decisionTree } from './decision-tree.ts';
import { describeAttribute, describeCode, describeElement, describeGemeente, describePack, sayer } from './describe.ts';
import { describeFindings, type HoverOptions } from './findings.ts';
import { MARKDOWN } from './markup.ts';

/** Paragraphs on a stretch of the text; the range counts from the start of the document. */
export interface Description {
  readonly paragraphs: readonly string[];
  readonly range: TextRange;
}

interface ValueOptions extends HoverOptions {
  /** Records are still being read: nothing is said that hangs on all of them. */
  readonly isPartial?: boolean;
}

/** What there is to say of the thing at an offset, findings included; undefined where that is nothing. */
export function hoverAt(analysis: DeliveryAnalysis, offset: number, options: HoverOptions): Hover | undefined {
  const isPartial = analysis.hasWork;
  const description =
    analysis.choice.kind === 'known' ? describe(analysis, offset, { ...options, isPartial }) : undefined;
  return toHover(description, analysis, offset, options);
}

/** A description together with the findings at an offset; undefined where there is neither. */
export function toHover(
  description: Description | undefined,
  analysis: CheckedText,
  offset: number,
  options: HoverOptions,
): Hover | undefined {
  const findings = describeFindings(analysis, offset, options);
  const paragraphs = description?.paragraphs ?? [];
  if (paragraphs.length === 0 && findings.length === 0) return undefined;
  const { markup = MARKDOWN } = options;
  const separator = paragraphs.length > 0 && findings.length > 0 ? [markup.separator] : [];
  return {
    contents: { kind: markup.kind, value: [...paragraphs, ...separator, ...findings].join('\n\n') },
    ...(description ? { range: toRange(analysis.source, description.range) } : {}),
  };
}

function describe(analysis: DeliveryAnalysis, offset: number, options: ValueOptions): Description | undefined {
  const { owner, tree, start, record } = analysis.segmentAt(offset);
  let node = tree.nodeAt(offset - start);
  if (node >= 0 && tree.kind(node) === NodeKind.Placeholder) {
    const paragraphs = [sayer(options).say({ key: 'hover.placeholder' })];
    return { paragraphs, range: shift(tree.range(node), start) };
  }
  if (node >= 0 && (tree.kind(node) === NodeKind.Text || tree.kind(node) === NodeKind.CData)) node = tree.parent(node);
  if (node < 0) return describeScaffold(analysis, offset, options);
  const isAttribute = tree.kind(node) === NodeKind.Attribute;
  if (tree.kind(node) !== NodeKind.Element && !isAttribute) return undefined;

  if (isNamespace(analysis, tree, node)) {
    return { paragraphs: describePack(analysis.pack, options), range: shift(tree.range(node), start) };
  }
  const within = (range: TextRange) => range.start <= offset - start && offset - start <= range.end;
  const element = [...analysis.ancestorsOf(owner), ...tree.path(isAttribute ? tree.parent(node) : node)];
  const attribute = isAttribute ? tree.localName(node) : undefined;
  const names = [tree.nameRange(node), tree.endNameRange(node)].filter((range) => range !== undefined);
  const name = names.find(within);
  if (name) return { paragraphs: describeName(analysis.pack, element, attribute, options), range: shift(name, start) };
  const value = tree.valueRange(node);
  if (!within(value)) return undefined;
  const path = attribute === undefined ? element : [...element, `@${attribute}`];
  const concept = conceptAt(analysis.pack, path);
  const own =
    concept && !tree.isUnresolved(node)
      ? describeValue(analysis, concept, trimXml(tree.value(node)), record, options)
      : [];
  const isComplex = !isAttribute && (analysis.pack.model.element(element)?.type.children.length ?? 0) > 0;
  if (isComplex) return undefined;
  const paragraphs = own.length > 0 ? own : describeName(analysis.pack, element, attribute, options);
  return { paragraphs, range: shift(value, start) };
}

/** The attribute is a declaration of the format's namespace. */
function isNamespace({ pack }: DeliveryAnalysis, tree: SyntaxTree, node: NodeId): boolean {
  if (tree.kind(node) !== NodeKind.Attribute || !/^xmlns(:|$)/.test(tree.name(node))) return false;
  return pack.manifest.namespace !== '' && tree.value(node) === pack.manifest.namespace;
}

/** The tags of the elements around the records: those are open where the header segment ends, and closed in no tree. */
function describeScaffold(
  { pack, source }: DeliveryAnalysis,
  offset: number,
  options: HoverOptions,
): Description | undefined {
  const from = Math.max(0, offset - 100);
  const before = /<\/?([^ \t\r\n<>/]*)$/.exec(source.slice(from, offset));
  // With the cursor on the `<` or the `/` itself there is no name yet.
  if (!before) return undefined;
  const start = offset - before[1]!.length;
  const name = /^[^ \t\r\n<>/]*/.exec(source.slice(start, start + 100))![0];
  const path = repeatingElementPath(pack);
  const depth = path.indexOf(name.slice(name.indexOf(':') + 1));
  if (depth < 0) return undefined;
  const paragraphs = describeName(pack, path.slice(0, depth + 1), undefined, options);
  return { paragraphs, range: { start, end: start + name.length } };
}

/** What an element or attribute is. */
export function describeName(
  pack: Pack,
  element: readonly string[],
  attribute: string | undefined,
  options: HoverOptions,
): string[] {
  const path = attribute === undefined ? element : [...element, `@${attribute}`];
  const paragraphs =
    attribute === undefined
      ? describeElement(pack, element, options)
      : describeAttribute(pack, element, attribute, options);
  const isType = conceptAt(pack, path) === 'typeVoorziening';
  return isType ? [...paragraphs, ...decisionTree(options, options.pageOf('beslisboom'))] : paragraphs;
}

/** What a value of a concept means. */
export function describeValue(
  analysis: RuleContext,
  concept: Concept,
  value: string,
  record: Voorziening | undefined,
  options: ValueOptions,
): string[] {
  const { markup, say } = sayer(options);
  const { pack } = analysis;
  if (codesOf(pack, concept)) return describeCode(pack, concept, cleanValue(pack, concept, value), options);
  const documentation = documentedValue(pack, concept, value);
  if (documentation !== undefined) return [markup.strong(value), markup.text(documentation)];
  switch (concept) {
    case 'bsn': {
      const count = options.isPartial ? 0 : analysis.recordsWith('bsn', value).length;
      const lines = [say({ key: passesElfproef(value) ? 'hover.bsn.valid' : 'hover.bsn.invalid' })];
      if (count > 0) lines.push(say({ key: count === 1 ? 'hover.bsn.one' : 'hover.bsn.many', parameters: { count } }));
      return lines;
    }
    case 'gemeentecode':
      return describeGemeente(pack, cleanValue(pack, concept, value), options);
    case 'berichtgevercode': {
      const expected = analysis.expectedBerichtgevers;
      if (expected.length === 0) return [];
      const key = expected.includes(value) ? 'hover.berichtgever.expected' : 'hover.berichtgever.unexpected';
      return [say({ key })];
    }
    default: {
      const notation = notationAt(pack, concept, undefined);
      const read = notation && parseValue(value, notation);
      if (read === undefined) return [];
      if (notation!.type !== 'day') {
        const month = notation!.type === 'month' ? read : analysis.verslagmaand;
        return month === undefined ? [] : [say(describeMonth(month))];
      }
      const others = options.isPartial ? undefined : analysis;
      const more = describeDate(read, concept, record, analysis.verslagmaand, others).map(say);
      return [markup.strong(formatMessage(dayInWords(read), options)), ...more];
    }
  }
}
