import { conceptAt } from '../../../engine/packs/places.ts';
import { hasPlaceholderInPlace } from '../../../engine/rules/fixes/insert-element.ts';
import { knownValue } from '../../../engine/rules/fixes/known-value.ts';
import type { ElementModel } from '../../../engine/schema/model.ts';
import type { NodeId } from '../../../engine/syntax/node-table.ts';
import { startTagOf } from '../../../engine/syntax/start-tag.ts';
import type { TextEdit } from '../../../engine/text/text-range.ts';
import { trimXmlEnd } from '../../../engine/text/xml-whitespace.ts';
import {
  beforeChildren,
  blockEnd,
  blockStart,
  elementText,
  isBlank,
  lineStart,
  requiredContent,
  stepIn,
} from './element-layout.ts';
import {
  changeOfSegment,
  DEEPEST,
  elementsAround,
  pathTo,
  type RefactorContext,
  type Refactoring,
} from './refactoring.ts';

/**
 * Puts all elements in that the schema requires and that are missing, in the innermost element around the cursor that
 * misses any, and below it. They hold a value only where another record or the settings tell it, or the schema allows
 * no other.
 */
export const insertRequiredElements: Refactoring = {
  name: 'insertRequiredElements',
  kind: 'refactor.rewrite.requiredElements',
  proposals(context) {
    if (!context.segment.wellFormed) return [];
    const element = elementsAround(context).find((node) => lacksAny(context, node));
    if (element === undefined) return [];
    return [
      {
        title: { key: 'refactor.insertRequired', parameters: { name: context.tree.localName(element) } },
        change: () => changeOfSegment(context, insertions(context, element)),
      },
    ];
  },
};

function lacksAny(context: RefactorContext, element: NodeId): boolean {
  if (missing(context, element).length > 0) return true;
  for (const child of context.tree.elements(element)) if (lacksAny(context, child)) return true;
  return false;
}

function modelOf(context: RefactorContext, element: NodeId): ElementModel | undefined {
  return context.analysis.pack.model.element(pathTo(context, element));
}

/** The required children that an element has none of, and that no placeholder may bring; none where there is no one order. */
function missing(context: RefactorContext, element: NodeId): ElementModel[] {
  if (context.tree.isDeeper(element, DEEPEST)) return [];
  const type = modelOf(context, element)?.type;
  if (!type?.ordered) return [];
  const present = new Set(Array.from(context.tree.elements(element), (child) => context.tree.localName(child)));
  const lacking = type.children.filter((child) => child.min > 0 && !present.has(child.name));
  const declared = type.children.map(({ name }) => name);
  return lacking.filter(({ name }) => !hasPlaceholderInPlace(context.tree, element, declared, name));
}

/** Edits of the segment's text that put in what an element of the context lacks, and what those in it do. */
export function insertions(context: RefactorContext, element: NodeId): TextEdit[] {
  const { tree, analysis } = context;
  const lacking = missing(context, element);
  const below = Array.from(tree.elements(element)).flatMap((child) => insertions(context, child));
  if (lacking.length === 0) return below;
  const text = analysis.textOf(context.segment.owner);
  const path = pathTo(context, element);
  const step = stepIn(tree, text, element, path.length - 1);
  const before = beforeChildren(tree, text, element, path.length - 1);
  const own = modelOf(context, element)!;
  const prefixFor = (namespace: string) =>
    namespace === own.namespace ? tree.prefix(element) : tree.prefixIn(element, namespace);
  const contentOf = (to: readonly string[], model: ElementModel) => knownContent(context, to, model);
  const texts = lacking.map((child) => {
    const content = requiredContent(child, [...path, child.name], contentOf);
    return { child, text: elementText(child, content, prefixFor, before, step) };
  });
  const children = [...tree.elements(element)];
  if (children.length === 0) {
    const content = texts.map((made) => before + made.text).join('');
    const end = lineStart(text, tree.start(element));
    if (tree.isEmptyTag(element)) {
      const range = tree.range(element);
      const open = startTagOf(tree.text(range));
      return [{ ...range, newText: `${open}${content}${end}</${tree.name(element)}>` }];
    }
    const range = tree.contentRange(element);
    // Comments in it stay, and the elements come behind them.
    const start = isBlank(tree, element) ? range.start : range.start + trimXmlEnd(tree.text(range)).length;
    return [{ start, end: range.end, newText: content + end }];
  }
  const order = (name: string) => modelOf(context, element)!.type.children.findIndex((child) => child.name === name);
  return [
    ...below,
    ...texts.map((made): TextEdit => {
      const previous = children.filter((node) => {
        const place = order(tree.localName(node));
        return place >= 0 && place < order(made.child.name);
      });
      const last = previous.pop();
      if (last !== undefined) {
        const at = blockEnd(tree, text, last);
        return { start: at, end: at, newText: before + made.text };
      }
      const at = blockStart(tree, text, children[0]!);
      return { start: at, end: at, newText: made.text + before };
    }),
  ];
}

function knownContent({ analysis, record }: RefactorContext, path: readonly string[], model: ElementModel): string {
  const concept = conceptAt(analysis.pack, path);
  const known = concept && knownValue(analysis, concept, record);
  if (known !== undefined) return known;
  const { enumerations } = model.type;
  return enumerations.length === 1 ? enumerations[0]!.value : '';
}
