import { dayOf, monthOf } from '../../delivery/day.ts';
import { formatValue, notationAt, parseValue, type ValueNotation } from '../../delivery/values/value-notation.ts';
import type { MessageParameter } from '../../messages/message.ts';
import { codeOf, conceptAt, type Pack } from '../../packs/load-pack.ts';
import type { SchemaIssue } from '../../schema/issue.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { isXmlBlank } from '../../text/xml-whitespace.ts';
import type { FindingDraft, Rule } from '../rule.ts';
import { structureFixes } from './structure-fixes.ts';
import { typeAt } from './type-at.ts';
import { valueFixes } from './value-fixes.ts';

/** At most this many codes are listed in a message. */
const LISTED_CODES = 12;

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
    const issue = finding.data as SchemaIssue;
    return issue.kind === 'value' ? valueFixes(issue, finding, context) : structureFixes(issue, finding, context);
  },
};

/** The finding for an issue that libxml2 found in a tree. */
export function draftOfIssue(issue: SchemaIssue, tree: SyntaxTree, pack: Pack): FindingDraft {
  const base = { range: issue.range, data: issue };
  const element = issue.path[issue.path.length - 1] ?? '';
  switch (issue.kind) {
    case 'value':
      return { ...base, message: valueMessage(issue, tree, pack) };
    case 'missingElement':
      return { ...base, message: missingMessage(issue, pack) };
    case 'surplusElement':
    case 'misplacedElement':
    case 'unexpectedElement': {
      const parent = issue.path[issue.path.length - 2] ?? '';
      const name = issue.name ?? element;
      const key = issue.expected.length > 0 && issue.kind === 'unexpectedElement' ? 'Instead' : '';
      return {
        ...base,
        message: {
          key: `SRG-T002.${issue.kind}${key}` as 'SRG-T002.unexpectedElement',
          parameters: { name, parent, expected: { list: issue.expected } },
        },
      };
    }
    case 'missingAttribute':
    case 'unexpectedAttribute': {
      const path = issue.path.filter((step) => !step.startsWith('@'));
      const parameters = { name: issue.name ?? '', element: path[path.length - 1] ?? '' };
      return { ...base, message: { key: `SRG-T002.${issue.kind}`, parameters } };
    }
    case 'unexpectedText':
      return { ...base, message: { key: 'SRG-T002.unexpectedText', parameters: { element } } };
    case 'other':
      return { ...base, message: { key: 'SRG-T002.other', parameters: { element, sentence: issue.sentence } } };
  }
}

function valueMessage(issue: SchemaIssue, tree: SyntaxTree, pack: Pack): FindingDraft['message'] {
  const concept = conceptAt(pack, issue.path);
  const type = typeAt(pack, issue.path);
  const text = tree.value(issue.node);
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  const value: MessageParameter = concept === 'bsn' ? { bsn: shown } : shown;
  const name = (issue.path[issue.path.length - 1] ?? '').replace('@', '');
  const limit = type?.facets.find((facet) => facet.name === issue.facet)?.value ?? '';
  const parameters = { name, value, limit, length: [...text].length };
  if (isXmlBlank(text)) return { key: 'SRG-T002.empty', parameters };
  if (concept === 'bsn') return { key: 'SRG-T002.bsn', parameters };
  if (type && type.enumerations.length > 0) {
    const codes = type.enumerations.map(({ value: code }) => {
      const short = concept && codeOf(pack, concept, code)?.short;
      return short ? `${code} (${short})` : code;
    });
    const more = codes.length - LISTED_CODES;
    const list = more > 1 ? codes.slice(0, LISTED_CODES) : codes;
    const key = more > 1 ? 'SRG-T002.codeMany' : 'SRG-T002.code';
    return { key, parameters: { ...parameters, codes: { list }, more } };
  }
  const notation = notationAt(pack, concept, type?.base);
  if (notation && (issue.facet === 'pattern' || parseValue(text, notation) === undefined)) {
    return {
      key: `SRG-T002.${notation.type}`,
      parameters: { ...parameters, notation: notation.notation, example: exampleOf(notation) },
    };
  }
  switch (issue.facet) {
    case 'minInclusive':
    case 'minExclusive':
      return { key: 'SRG-T002.tooSmall', parameters };
    case 'maxInclusive':
    case 'maxExclusive':
      return { key: 'SRG-T002.tooLarge', parameters };
    case 'length':
    case 'minLength':
    case 'maxLength':
      return { key: `SRG-T002.${issue.facet}`, parameters };
    case 'fractionDigits':
    case 'totalDigits':
      return { key: `SRG-T002.${issue.facet}`, parameters };
  }
  switch (type?.base) {
    case 'integer':
    case 'int':
    case 'nonNegativeInteger':
    case 'positiveInteger':
      return { key: 'SRG-T002.integer', parameters };
    case 'decimal':
      return { key: 'SRG-T002.decimal', parameters };
  }
  const digits = issue.facet === 'pattern' ? /^(?:\[0-9\]|\\d)\{(\d+)\}$/.exec(limit)?.[1] : undefined;
  if (digits) return { key: 'SRG-T002.digits', parameters: { ...parameters, digits } };
  if (issue.facet === 'pattern') return { key: 'SRG-T002.pattern', parameters };
  return { key: 'SRG-T002.type', parameters: { ...parameters, type: type?.base ?? '' } };
}

/** 1 March 2025, or as much of it as belongs there. */
function exampleOf(notation: ValueNotation): string {
  const day = dayOf(2025, 3, 1);
  switch (notation.type) {
    case 'day':
      return formatValue(day, notation);
    case 'month':
      return formatValue(monthOf(day), notation);
    case 'year':
      return formatValue(2025, notation);
    case 'monthNumber':
      return formatValue(3, notation);
  }
}

function missingMessage(issue: SchemaIssue, pack: Pack): FindingDraft['message'] {
  const parent = issue.path[issue.path.length - 1] ?? '';
  const name = issue.name!;
  const children = pack.model.element(issue.path)?.type.children ?? [];
  const place = children.findIndex((child) => child.name === name);
  const before = children
    .slice(0, Math.max(place, 0))
    .filter((child) => child.min > 0)
    .pop();
  const parameters = { name, parent, before: before?.name ?? '' };
  return { key: before ? 'SRG-T002.missingElement' : 'SRG-T002.missingFirst', parameters };
}
