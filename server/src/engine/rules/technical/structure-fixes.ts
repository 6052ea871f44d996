import { firstDayOf } from '../../delivery/day.ts';
import { formatDay } from '../../delivery/values/notation.ts';
import { notationAt } from '../../delivery/values/value-notation.ts';
import { codeOf } from '../../packs/load-pack.ts';
import { isRecordConcept } from '../../packs/pack.ts';
import { conceptAt, containerPath } from '../../packs/places.ts';
import { accepts } from '../../schema/content-problem.ts';
import { meetsFacets } from '../../schema/facets.ts';
import type { SchemaIssue } from '../../schema/issue.ts';
import type { ElementDeclaration } from '../../schema/model.ts';
import { siblingsOf } from '../../schema/node-path.ts';
import { NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { isStrangeSpace, plainSpace } from '../../text/pasted-space.ts';
import { cut, removeNode, removeText, spaceBefore } from '../fixes/edits.ts';
import { type ElementPlace, hasPlaceholderInPlace, insertElement, prefixFor } from '../fixes/insert-element.ts';
import { knownValue } from '../fixes/known-value.ts';
import type { Finding, Fix, FixContext, OwnedEdit } from '../rule.ts';
import { renameAttributeFix, toAttributeFix } from './attribute-fixes.ts';
import {
  joinFix,
  moveIntoFix,
  moveToHeaderFix,
  namespaceFixes,
  nilFix,
  tagsAround,
  unwrapFix,
  wrapFix,
} from './placement-fixes.ts';
import { typeAt } from './type-at.ts';

/** Types may hold themselves. */
const DEEPEST = 20;

/** Ways to put a missing, surplus, misplaced or strange element, attribute or text right. */
export function structureFixes(issue: SchemaIssue, finding: Finding, context: FixContext): Fix[] {
  const { owner } = finding;
  const tree = context.treeOf(owner);
  const name = issue.name ?? '';
  const node = issue.inside ?? issue.node;
  const removal = (key: 'fix.removeElement' | 'fix.removeAttribute', preferred: boolean): Fix[] => {
    const edit = removeNode(context, owner, node);
    return edit ? [{ title: { key, parameters: { name } }, edits: [edit], preferred }] : [];
  };
  switch (issue.kind) {
    case 'missingElement':
      return [...tagFixes(issue, finding, context), ...missingFixes(issue, finding, context)];
    case 'missingParent':
      return wrapFix(issue, finding, context);
    case 'wrongParent':
      return issue.target ? moveToHeaderFix(issue, finding, context) : moveIntoFix(issue, finding, context);
    case 'otherNamespace':
      return namespaceFixes(issue, finding, context);
    case 'nilNotAllowed':
      return nilFix(issue, finding, context);
    case 'surplusElement':
      if (isContainer(issue, context)) return joinFix(issue, finding, context);
      return removal('fix.removeElement', isRepetition(tree, node));
    case 'misplacedElement':
      if (issue.target) return moveToHeaderFix(issue, finding, context);
      return [move(issue, finding, context)].filter((fix) => fix !== undefined);
    case 'unexpectedElement': {
      if (issue.isAttribute) return toAttributeFix(issue, finding, context);
      if (issue.inside !== undefined || issue.isWrapper) {
        const removals = leavesValue(issue, tree, context) ? removal('fix.removeElement', false) : [];
        return [...unwrapFix(tree, owner, node), ...removals];
      }
      const rename = renameFix(issue, finding, context);
      const isNeeded = issue.isNeeded || issue.instead !== undefined;
      return [...(rename ? [rename] : []), ...(isNeeded ? [] : removal('fix.removeElement', false))];
    }
    case 'unexpectedAttribute': {
      const rename = renameAttributeFix(issue, finding, context);
      return [...rename, ...removal('fix.removeAttribute', rename.length === 0)];
    }
    case 'unexpectedText': {
      if (issue.inside === undefined) return [];
      const edit = removeText(tree, owner, issue.inside);
      const text = tree.text(edit);
      if (isStrangeSpace(text)) {
        const plain = { ...edit, newText: plainSpace(text) };
        return [{ title: { key: 'fix.plainSpace' }, edits: [plain], preferred: true, safe: true }];
      }
      return [{ title: { key: 'fix.removeText' }, edits: [edit], preferred: true }];
    }
    default:
      return [];
  }
}

/** What is left of a value is one without the element in it; of what is no value nothing is asked. */
function leavesValue({ inside, node, type, path }: SchemaIssue, tree: SyntaxTree, { pack }: FixContext): boolean {
  const model = inside === undefined ? undefined : (type ?? typeAt(pack, path));
  return !model || model.children.length > 0 || meetsFacets(tree.value(node), model);
}

/** Text that stands in the place of a missing value gets its tags. */
function tagFixes({ inside, missing, node }: SchemaIssue, { owner }: Finding, context: FixContext): Fix[] {
  if (inside === undefined || !missing || missing.type.children.length > 0) return [];
  const tree = context.treeOf(owner);
  const prefix = prefixFor(context, owner, { parent: node }, missing);
  return prefix === undefined ? [] : tagsAround(tree, owner, inside, prefix + missing.name);
}

/** It is another element around records: what is in it is not to be lost. */
function isContainer({ path }: SchemaIssue, { pack }: FixContext): boolean {
  const container = containerPath(pack);
  return path.length === container.length && path.every((name, index) => name === container[index]);
}

/** Another element beside it says the same. */
function isRepetition(tree: SyntaxTree, node: number): boolean {
  const text = tree.text(tree.range(node));
  return [...siblingsOf(tree, node)].some((other) => other !== node && tree.text(tree.range(other)) === text);
}

/** The element under the name that was probably meant. */
function renameFix({ node, meant, instead }: SchemaIssue, { owner }: Finding, context: FixContext): Fix | undefined {
  const expected = meant ?? instead;
  if (expected === undefined) return undefined;
  const tree = context.treeOf(owner);
  const name = tree.localName(node);
  const start = tree.nameRange(node);
  const tags = [start, tree.endNameRange(node)].filter((range) => range !== undefined);
  const prefixLength = start.end - start.start - name.length;
  return {
    title: { key: 'fix.rename', parameters: { name, expected } },
    edits: tags.map((range) => ({ owner, start: range.start + prefixLength, end: range.end, newText: expected })),
    // A name that says nothing of it may be that of something else.
    preferred: meant !== undefined,
  };
}

/** Control lines of a template stand beside a node, so that its place means more than its turn. */
function hasPlaceholderBeside(tree: SyntaxTree, node: number): boolean {
  const parent = tree.parent(node);
  return parent >= 0 && [...tree.children(parent)].some((child) => tree.kind(child) === NodeKind.Placeholder);
}

/** Takes the element to where its turn is. */
function move(issue: SchemaIssue, { owner }: Finding, context: FixContext): Fix | undefined {
  const { node, before } = issue;
  const tree = context.treeOf(owner);
  const name = tree.localName(node);
  if (before === undefined || hasPlaceholderBeside(tree, node)) return undefined;
  const siblings = [...siblingsOf(tree, node)].filter((other) => other !== node);
  const next = before === 'end' ? siblings.length : siblings.indexOf(before);
  const previous = siblings[next - 1];
  const text = tree.text(tree.range(node));
  const taken = cut(tree, owner, node);
  let insert: OwnedEdit;
  if (previous !== undefined) {
    const at = tree.end(previous);
    insert = { owner, start: at, end: at, newText: spaceBefore(context, owner, tree.start(node)) + text };
  } else if (before !== 'end' && next === 0) {
    const at = tree.start(before);
    insert = { owner, start: at, end: at, newText: text + spaceBefore(context, owner, at) };
  } else return undefined;
  // Where instructions of a stylesheet stand beside it, it may be where it belongs among those that can be seen.
  if (insert.start >= taken.start && insert.start <= taken.end) return undefined;
  return { title: { key: 'fix.move', parameters: { name } }, edits: [taken, insert], preferred: true };
}

/** The missing element with each value that it can be given without making one up. */
function missingFixes(issue: SchemaIssue, finding: Finding, context: FixContext): Fix[] {
  const name = issue.name!;
  const { missing, type } = issue;
  const place = placeOf(issue, context.treeOf(finding.owner));
  if (!missing || !place) return [];
  const path = [...issue.path, name];
  const prefix = prefixFor(context, finding.owner, place, missing);
  if (prefix === undefined) return [];
  const declared = type?.children.map((child) => child.name) ?? [];
  if (hasPlaceholderInPlace(context.treeOf(finding.owner), place.parent, declared, name)) return [];
  const contents = contentsOf(missing, path, prefix, finding, context);
  return contents.map((content) => {
    const concept = conceptAt(context.pack, path);
    const label = concept && codeOf(context.pack, concept, content)?.label;
    const value = content.startsWith('<') ? '' : label ? `${content} (${label})` : content;
    return {
      title:
        value === ''
          ? { key: 'fix.insertElement', parameters: { name } }
          : { key: 'fix.insertElementWith', parameters: { name, value } },
      edits: [insertElement(context, finding.owner, place, prefix + name, content)],
      // A date is a place to start from: nobody knows it but the user.
      preferred: contents.length === 1 && notationAt(context.pack, concept, missing.type.base)?.type !== 'day',
    };
  });
}

/** Where something that is missing goes, in the tree of what it is missing in; undefined where that is another. */
function placeOf({ node, before }: SchemaIssue, tree: SyntaxTree): ElementPlace | undefined {
  if (typeof before !== 'number') return { parent: node, before: before ?? 'turn' };
  const parent = tree.parent(before);
  return parent === node ? { parent, before } : undefined;
}

/** What may stand in an element, where something valid can be told; nothing for a BSN, a name or a number. */
function contentsOf(
  model: ElementDeclaration,
  path: readonly string[],
  prefix: string,
  finding: Finding,
  context: FixContext,
): string[] {
  const { type } = model;
  // What needs more than its content to be valid is the user's to write.
  if (type.isAbstract || model.isAbstract || type.attributes.some(({ required }) => required)) return [];
  if (model.fixed !== undefined) return [model.fixed];
  if (type.children.length > 0) {
    const required = type.children.filter((child) => child.min > 0);
    const isAlike = ({ namespace }: ElementDeclaration) => namespace === model.namespace;
    if (
      !accepts(
        type,
        required.map(({ name }) => name),
      ) ||
      !required.every(isAlike)
    )
      return [];
    const parts =
      path.length > DEEPEST
        ? [undefined]
        : required.map((child) => {
            const [content] = contentsOf(child, [...path, child.name], prefix, finding, context);
            return content === undefined ? undefined : `<${prefix}${child.name}>${content}</${prefix}${child.name}>`;
          });
    return parts.includes(undefined) ? [] : [parts.join('')];
  }
  const concept = conceptAt(context.pack, path);
  const known = concept && knownValue(context, concept, finding.record);
  const { record } = finding;
  const fits = (value: string) =>
    !record || !isRecordConcept(concept) || !context.introducesFinding(record, new Map([[concept, value]]));
  if (known !== undefined) return [known].filter(fits);
  if (type.enumerations.length > 0) return type.enumerations.map(({ value }) => value).filter(fits);
  const { verslagmaand } = context;
  const notation = notationAt(context.pack, concept, type.base);
  if (notation?.type === 'day' && concept !== 'geboortedatum' && verslagmaand !== undefined) {
    return [formatDay(firstDayOf(verslagmaand), notation.notation)].filter(fits);
  }
  return [];
}
