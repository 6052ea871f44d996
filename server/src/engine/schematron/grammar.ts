/** An element of ISO Schematron: what may stand in it, and what it says. */
export interface ElementFacts {
  readonly children: readonly string[];
  readonly required?: readonly string[];
  readonly optional?: readonly string[];
  /** Text is part of it, and elements of other namespaces count by their text. */
  readonly mixed?: boolean;
}

export const SCHEMATRON_NAMESPACE = 'http://purl.oclc.org/dsdl/schematron';
export const OLD_NAMESPACES: readonly string[] = ['http://www.ascc.net/xml/schematron'];
export const XSLT_NAMESPACE = 'http://www.w3.org/1999/XSL/Transform';

const MESSAGE = ['value-of', 'name', 'emph', 'dir', 'span'];
const CHECK: ElementFacts = {
  children: MESSAGE,
  required: ['test'],
  optional: ['id', 'role', 'subject', 'diagnostics'],
  mixed: true,
};
const RICH: ElementFacts = { children: [], optional: ['class', 'value'], mixed: true };

/** The elements that are understood. */
export const GRAMMAR: Readonly<Record<string, ElementFacts>> = {
  schema: {
    children: ['title', 'ns', 'p', 'let', 'phase', 'pattern', 'diagnostics'],
    optional: ['id', 'schemaVersion', 'defaultPhase', 'queryBinding'],
  },
  title: { children: ['dir', 'emph', 'span'], mixed: true },
  p: { children: ['dir', 'emph', 'span'], optional: ['id', 'class'], mixed: true },
  ns: { children: [], required: ['prefix', 'uri'] },
  let: { children: [], required: ['name', 'value'] },
  phase: { children: ['active', 'let', 'p'], required: ['id'] },
  active: { children: ['dir', 'emph', 'span'], required: ['pattern'], mixed: true },
  pattern: { children: ['title', 'p', 'let', 'rule', 'param'], optional: ['id', 'abstract', 'is-a'] },
  param: { children: [], required: ['name', 'value'] },
  rule: {
    children: ['let', 'assert', 'report', 'extends', 'p'],
    optional: ['id', 'abstract', 'context', 'role', 'subject'],
  },
  extends: { children: [], required: ['rule'] },
  assert: CHECK,
  report: CHECK,
  diagnostics: { children: ['diagnostic'] },
  diagnostic: { children: MESSAGE, required: ['id'], optional: ['subject', 'role'], mixed: true },
  'value-of': { children: [], required: ['select'] },
  name: { children: [], optional: ['path'] },
  emph: RICH,
  dir: RICH,
  span: RICH,
};

/** Documentation that may stand on any element; it changes nothing. */
export const DOCUMENTATION: readonly string[] = ['icon', 'see', 'fpi'];

/** Elements of the standard that are refused, with what goes without them. */
export const REFUSED_ELEMENTS: readonly string[] = ['include', 'rules', 'library', 'group'];

/** Attributes of the standard that would change what is checked, and are refused. */
export const REFUSED_ATTRIBUTES: readonly string[] = ['documents', 'visit-each', 'href'];

/** Parts of the standard that say nothing about the verdict: passed over, and said so. */
export const IGNORED_ELEMENTS: readonly string[] = ['properties', 'property'];
export const IGNORED_ATTRIBUTES: readonly string[] = ['flag', 'properties'];
