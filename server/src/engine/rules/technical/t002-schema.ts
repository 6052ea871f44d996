import type { Message, MessageParameter } from '../../messages/message.ts';
import type { Pack } from '../../packs/load-pack.ts';
import { BsnPlaces } from '../../privacy/bsn-places.ts';
import type { SchemaIssue } from '../../schema/issue.ts';
import type { SyntaxProblem } from '../../syntax/syntax-problem.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { codePointNames } from '../../text/code-points.ts';
import { isStrangeSpace } from '../../text/pasted-space.ts';
import { trimXml } from '../../text/xml-whitespace.ts';
import type { Finding, FindingDraft, Fix, FixContext, Rule } from '../rule.ts';
import { structureFixes } from './structure-fixes.ts';
import { fixesOfSyntaxProblem } from './t001-welgevormd.ts';
import { valueFixes } from './value-fixes.ts';
import { shownValue, valueMessage } from './value-message.ts';

/** [slides] The file meets the XSD. libxml2 judges; here its verdict gets words and fixes. */
export const t002: Rule = {
  code: 'SRG-T002',
  name: { nl: 'schema', en: 'schema' },
  summary: {
    nl: 'het bestand voldoet aan de XSD',
    en: 'the file meets the XSD',
  },
  severity: 'error',
  consequence: 'afkeur',
  provenance: [{ id: 'slides' }],
  needs: [],
  fixes(finding, context) {
    const issue = finding.data as SchemaIssue | SyntaxProblem | undefined;
    if (!issue) return [];
    if (issue.kind === 'missingTags') return fixesOfSyntaxProblem(finding, context);
    return fixesOfIssue(issue as SchemaIssue, finding, context);
  },
};

function fixesOfIssue(issue: SchemaIssue, finding: Finding, context: FixContext): Fix[] {
  return issue.kind === 'value' || issue.kind === 'fixedValue'
    ? valueFixes(issue, finding, context)
    : structureFixes(issue, finding, context);
}

/** The finding for an issue that libxml2 found in a tree. */
export function draftOfIssue(issue: SchemaIssue, tree: SyntaxTree, pack: Pack): FindingDraft {
  return { range: issue.range, data: issue, message: messageOf(issue, tree, pack) };
}

function messageOf(issue: SchemaIssue, tree: SyntaxTree, pack: Pack): Message {
  const [element = '', parent = ''] = issue.path.filter((step) => !step.startsWith('@')).reverse();
  const name = issue.name ?? element;
  const expected: MessageParameter = { list: issue.expected };
  switch (issue.kind) {
    case 'value':
      return valueMessage(issue, tree, pack);
    case 'fixedValue': {
      const parameters = { name: nameOf(issue), value: shownValue(issue, tree, pack), limit: issue.value ?? '' };
      return { key: 'SRG-T002.fixedValue', parameters };
    }
    case 'duplicateId':
      return { key: 'SRG-T002.duplicateId', parameters: { value: shownValue(issue, tree, pack) } };
    case 'missingElement':
      return missingMessage(issue);
    case 'missingChoice':
      return { key: 'SRG-T002.missingChoice', parameters: { parent: element, expected } };
    case 'surplusElement':
    case 'misplacedElement':
      return { key: `SRG-T002.${issue.kind}`, parameters: { name, parent } };
    case 'unexpectedElement': {
      if (issue.isAttribute) {
        return { key: 'SRG-T002.unexpectedElement.attribute', parameters: { name, parent } };
      }
      if (issue.isWrapper) return { key: 'SRG-T002.unexpectedElement.wrapper', parameters: { name } };
      const key = issue.expected.length > 0 ? 'SRG-T002.unexpectedElementInstead' : 'SRG-T002.unexpectedElement';
      return { key, parameters: { name, expected } };
    }
    case 'missingParent':
      return { key: 'SRG-T002.missingParent', parameters: { name, parent } };
    case 'wrongParent':
      return { key: 'SRG-T002.wrongParent', parameters: { name, parent } };
    case 'otherNamespace': {
      const isInNone = issue.own === '' && issue.value !== '';
      const key = isInNone
        ? 'SRG-T002.otherNamespace.missing'
        : issue.value === ''
          ? 'SRG-T002.otherNamespace.none'
          : 'SRG-T002.otherNamespace';
      return { key, parameters: { name, namespace: issue.value ?? '' } };
    }
    case 'abstractElement': {
      const key = issue.expected.length > 0 ? 'SRG-T002.abstractElement' : 'SRG-T002.abstractElement.alone';
      return { key, parameters: { name, expected } };
    }
    case 'unknownType': {
      const value = shownValue(issue, tree, pack);
      const key = issue.expected.length > 0 ? 'SRG-T002.unknownType' : 'SRG-T002.unknownType.none';
      return { key, parameters: { name, value, expected } };
    }
    case 'missingAttribute':
    case 'unexpectedAttribute':
      if (issue.meant !== undefined) {
        const parameters = { name: issue.name ?? '', element, meant: issue.meant };
        return { key: 'SRG-T002.unexpectedAttribute.meant', parameters };
      }
      return { key: `SRG-T002.${issue.kind}`, parameters: { name: issue.name ?? '', element } };
    case 'duplicateKey':
    case 'unknownKey': {
      const value = mayTell(issue.value ?? '', issue, tree, pack);
      return { key: `SRG-T002.${issue.kind}`, parameters: { name, value } };
    }
    case 'undeclaredElement':
    case 'nilNotAllowed':
    case 'nilWithContent':
    case 'abstractType':
      return { key: `SRG-T002.${issue.kind}`, parameters: { name, expected } };
    case 'unexpectedText': {
      const text = issue.inside === undefined ? '' : trimXml(tree.text(tree.range(issue.inside)));
      if (isStrangeSpace(text))
        return { key: 'SRG-T002.strangeSpace', parameters: { name: [...new Set(codePointNames(text))].join(' ') } };
      return { key: 'SRG-T002.unexpectedText', parameters: { element } };
    }
    case 'other':
      return { key: 'SRG-T002.other', parameters: { element, sentence: mayTell(issue.sentence, issue, tree, pack) } };
  }
}

/** What libxml2 tells, such as a key that is there twice, may be of BSNs. */
function mayTell(text: string, { node }: SchemaIssue, tree: SyntaxTree, pack: Pack): MessageParameter {
  return { text, bsns: [...new BsnPlaces(pack).valuesIn(tree, node)] };
}

/** Of the element or attribute. */
function nameOf({ path }: SchemaIssue): string {
  return (path.at(-1) ?? '').replace('@', '');
}

function missingMessage({ path, name = '', place }: SchemaIssue): Message {
  const parent = path.at(-1) ?? '';
  if (place === undefined) return { key: 'SRG-T002.missingAnywhere', parameters: { name, parent } };
  if (place === 'first') return { key: 'SRG-T002.missingFirst', parameters: { name, parent } };
  return { key: 'SRG-T002.missingElement', parameters: { name, parent, before: place.after } };
}
