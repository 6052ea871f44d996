import type { Message, MessageParameter } from '../../messages/message.ts';
import { keyOfSyntaxProblem } from '../../messages/syntax-problem-key.ts';
import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import { escapeAttribute } from '../../syntax/references.ts';
import type { SyntaxProblem } from '../../syntax/syntax-problem.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { codePointNames } from '../../text/code-points.ts';
import type { TextEdit } from '../../text/text-range.ts';
import { isXmlBlank, lineStartBefore, trimXml, xmlSpaceBefore } from '../../text/xml-whitespace.ts';
import type { Finding, FindingDraft, Fix, FixContext, Rule } from '../rule.ts';

/** [slides] The XML is well-formed, in the encoding it declares. The scanner finds it; here it gets words and fixes. */
export const t001: Rule = {
  code: 'SRG-T001',
  name: { nl: 'welgevormd', en: 'well-formed' },
  summary: {
    nl: 'de XML is welgevormd, in de gedeclareerde codering',
    en: 'the XML is well-formed, in the encoding it declares',
  },
  severity: 'error',
  consequence: 'afkeur',
  provenance: [{ id: 'slides' }],
  needs: [],
  fixes(finding, context) {
    return fixesOfSyntaxProblem(finding, context);
  },
};

/** Ways to put right what the scanner found. */
export function fixesOfSyntaxProblem(finding: Finding, context: FixContext): Fix[] {
  const error = finding.data as SyntaxProblem | undefined;
  return error ? fixesOf(error, finding.owner, context) : [];
}

/** The finding for an error of the scanner. */
export function draftOfSyntaxProblem(error: SyntaxProblem): FindingDraft {
  return {
    range: { start: error.start, end: Math.max(error.end, error.start) },
    message: {
      key: keyOfSyntaxProblem(error.kind),
      parameters: { name: nameIn(error), expected: error.expected ?? '' },
    },
    data: error,
  };
}

/** Digits where a name belongs are a value that lost its tag or its quotes; those of `U+0001` are a character's number. */
function nameIn({ kind, name = '' }: SyntaxProblem): MessageParameter {
  // That of a declaration is an encoding.
  if (kind === 'forbiddenCharacter' || kind === 'badDeclaration') return name;
  return /[0-9]{4}|[0-9]{2}[._-][0-9]/.test(name) ? { bsn: name } : name;
}

/** What the scanner stumbled over stands where it says, or there is no fix. */
function fixesOf(error: SyntaxProblem, owner: object, context: FixContext): Fix[] {
  const tree = context.treeOf(owner);
  const { start, end, name = '', expected = '' } = error;
  const replace = (from: RegExp | string, newText: string, title: Fix['title'], safe: boolean): Fix[] => {
    const text = tree.text(error);
    const isThere = typeof from === 'string' ? text === from : from.test(text);
    return isThere ? [{ title, edits: [{ owner, start, end, newText }], preferred: true, safe }] : [];
  };
  const escaped = (from: string, to: string) =>
    replace(from, to, { key: 'fix.escape', parameters: { from, to } }, true);
  const insert = (newText: string, title: Fix['title']): Fix[] => {
    const at = error.insertAt;
    if (at === undefined || isInsideUnterminated(tree, at)) return [];
    return [{ title, edits: [{ owner, start: at, end: at, newText }], preferred: true }];
  };
  if (error.kind === 'mergeConflict') return halvesOf(error, owner);
  if (error.mend) return mendings(error, owner, tree);
  switch (error.kind) {
    case 'bareAmpersand':
      return escaped('&', '&amp;');
    case 'byteOrderMark':
      return replace('\ufeff', '', { key: 'fix.removeByteOrderMark' }, true);
    case 'bareLessThan':
    case 'lessThanInValue':
      return escaped('<', '&lt;');
    case 'cdataEnd':
      return escaped(']]>', ']]&gt;');
    case 'mismatchedEndTag':
      return replace(name, expected, { key: 'fix.renameEndTag', parameters: { name, expected } }, true);
    case 'strayEndTag':
      return replace(/^<\//, '', { key: 'fix.removeEndTag', parameters: { name } }, false);
    case 'unclosedElement':
      return insert(`${error.lead ?? ''}</${name}>`, { key: 'fix.insertEndTag', parameters: { name } });
    case 'undeclaredPrefix':
      return prefixFixes(error, owner, context);
    case 'missingStartTag': {
      // The container's, where the header ends.
      const header = context.header?.main.owner;
      if (!header) return [];
      const { at, line } = behindHeader(context.treeOf(header), context.textOf(header));
      const newText = `${line}<${name}>`;
      const title = { key: 'fix.insertThis', parameters: { text: `<${name}>` } } as const;
      return [{ title, edits: [{ owner: header, start: at, end: at, newText }], preferred: true }];
    }
    case 'unclosedTag':
      return insert('>', { key: 'fix.closeTag', parameters: { name } });
    default:
      return [];
  }
}

/** Where something comes behind the last element of a header, and the line break and the indentation that it gets there. */
export function behindHeader(tree: SyntaxTree, text: string): { readonly at: number; readonly line: string } {
  const at = xmlSpaceBefore(text, text.length);
  const isBeside = (node: NodeId) => tree.kind(node) === NodeKind.Element || tree.kind(node) === NodeKind.Comment;
  const last = nodesOf(tree).findLast((node) => isBeside(node) && tree.end(node) === at && !tree.isImplied(node));
  return { at, line: last === undefined ? '' : lineStartBefore(text, tree.start(last)) };
}

function nodesOf(tree: SyntaxTree): NodeId[] {
  return Array.from({ length: tree.size }, (_, node) => node);
}

/** The element whose name in the start tag begins there: one that is still open holds no offsets yet. */
function elementNamedAt(tree: SyntaxTree, offset: number): NodeId | undefined {
  return nodesOf(tree).find((node) => tree.kind(node) === NodeKind.Element && tree.nameRange(node).start === offset);
}

/** The prefix of the root is declared; that of another element becomes the one of its parent. */
function prefixFixes({ start, end, name = '' }: SyntaxProblem, owner: object, context: FixContext): Fix[] {
  const tree = context.treeOf(owner);
  const node = elementNamedAt(tree, start);
  if (node === undefined) return [];
  // Which of its namespaces a stylesheet has in mind, nobody can tell.
  if (!context.rootOwner) return [];
  if (tree.parent(node) === -1) {
    const at = tree.nameRange(node).end;
    const newText = ` xmlns:${name}="${escapeAttribute(context.pack.manifest.namespace)}"`;
    const title = { key: 'fix.insertThis', parameters: { text: trimXml(newText) } } as const;
    return [{ title, edits: [{ owner, start: at, end: at, newText }], preferred: true }];
  }
  const parent = tree.parent(node);
  const prefix = parent >= 0 ? tree.prefix(parent) : '';
  const tags = [tree.nameRange(node), tree.endNameRange(node)].filter((range) => range !== undefined);
  const length = end + 1 - start;
  const title = {
    key: 'fix.escape',
    parameters: { from: tree.name(node), to: prefix + tree.localName(node) },
  } as const;
  const edits = tags.map((range) => ({ owner, start: range.start, end: range.start + length, newText: prefix }));
  return [{ title, edits, preferred: true }];
}

/** What the scanner knows to put the error right. */
function mendings({ mend = [], otherwise }: SyntaxProblem, owner: object, tree: SyntaxTree): Fix[] {
  const fix = (edits: readonly TextEdit[], preferred: boolean): Fix => ({
    title: titleOf(edits, tree),
    edits: edits.map((edit) => ({ owner, ...edit })),
    preferred,
  });
  return [fix(mend, true), ...(otherwise ? [fix(otherwise, true)] : [])];
}

/** One half of an unresolved merge, or the other: nobody but the user knows which. */
function halvesOf({ mend = [], otherwise = [] }: SyntaxProblem, owner: object): Fix[] {
  const own = (edits: readonly TextEdit[]) => edits.map((edit) => ({ owner, ...edit }));
  return [
    { title: { key: 'fix.keepUpper' }, edits: own(mend) },
    { title: { key: 'fix.keepLower' }, edits: own(otherwise) },
  ];
}

/** What the edits do, as it is read in the text. */
function titleOf(edits: readonly TextEdit[], tree: SyntaxTree): Message {
  const [first, ...others] = edits;
  const old = tree.text(first!);
  const from = shown(old);
  const to = shown(first!.newText);
  const last = others.at(-1);
  if (last && old === '') return { key: 'fix.insertBoth', parameters: { first: to, second: shown(last.newText) } };
  if (first!.newText === '') {
    return isXmlBlank(old) ? { key: 'fix.removeSpace' } : { key: 'fix.removeThis', parameters: { text: from } };
  }
  if (first!.newText === ' ') {
    return old === '' ? { key: 'fix.insertSpace' } : { key: 'fix.replaceBySpace', parameters: { from } };
  }
  if (isXmlBlank(old)) return { key: 'fix.insertThis', parameters: { text: to } };
  return { key: 'fix.escape', parameters: { from, to } };
}

/** Of a longer text the beginning is shown. */
const LONGEST_SHOWN = 200;

/** On one line, and with what can't be seen by its number. */
function shown(text: string): MessageParameter {
  const short = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  const line = trimXml(short).replace(/[ \t\r\n]+/g, ' ');
  const visible = line.replace(INVISIBLE, (character) => codePointNames(character).join(''));
  return /[0-9]{4}/.test(line) ? { bsn: visible } : visible;
}

/** Control characters, spaces that are none in XML, and what has no width. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

const ENDS: Partial<Record<NodeKind, string>> = {
  [NodeKind.Comment]: '-->',
  [NodeKind.CData]: ']]>',
  [NodeKind.Instruction]: '?>',
  [NodeKind.Doctype]: '>',
};

/** What is put there becomes a part of something that has no end, and changes nothing. */
function isInsideUnterminated(tree: SyntaxTree, at: number): boolean {
  const node = tree.nodeAt(at - 1);
  const end = node < 0 ? undefined : ENDS[tree.kind(node)];
  if (end === undefined) return false;
  return at < tree.end(node) || !tree.text(tree.range(node)).endsWith(end);
}
