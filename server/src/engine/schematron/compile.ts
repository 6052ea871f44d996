import type { Message } from '../messages/message.ts';
import { keyOfSyntaxProblem } from '../messages/syntax-problem-key.ts';
import { DocumentScanner } from '../syntax/document-scanner.ts';
import type { SyntaxProblem } from '../syntax/syntax-problem.ts';
import { collapseXml, trimXml } from '../text/xml-whitespace.ts';
import type { CompileOptions } from './compile-expression.ts';
import { PatternCompiler } from './compile-pattern.ts';
import type { CompiledPattern, CompiledSchematron } from './compiled.ts';
import { DefinitionReader, type PatternDefinition, type SchemaDefinition } from './definitions.ts';
import { nameOf, type Source } from './element-reader.ts';
import { OLD_NAMESPACES, SCHEMATRON_NAMESPACE } from './grammar.ts';
import type { DeliveryLayout } from './layout.ts';
import { Problems, type SchematronProblem } from './problem.ts';
import { RegionMap } from './xpath/regions.ts';
import { appendNodes, emptyDocument, placeOf, type XmlNode } from './xpath/xml-node.ts';
import { Evaluator } from './xpath/xpath-engine.ts';

/** Query bindings that mean XPath 1.0; a schema that names none has the first. */
const BINDINGS: readonly string[] = ['xslt', 'xpath'];

/**
 * Reads an ISO Schematron file and makes it ready for the deliveries of one format.
 * @param text the .sch file
 * @returns the problems in the order of the text, and the schema, unless the file as a whole can't be used. What an
 *   error is about is left out of the schema; the rest of it works.
 */
export function compileSchematron(
  text: string,
  layout: DeliveryLayout,
): { schema?: CompiledSchematron; problems: readonly SchematronProblem[] } {
  const problems = new Problems();
  const root = rootOf(text, problems);
  const schema = root && compileRoot(root, layout, problems);
  problems.list.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  return schema ? { schema, problems: problems.list } : { problems: problems.list };
}

/** The root of a file that is well-formed and Schematron. */
function rootOf(text: string, problems: Problems): XmlNode | undefined {
  const { tree, errors } = new DocumentScanner(text, undefined).scanHeader();
  for (const error of errors) {
    if (error.kind === 'unterminatedValue' && text[error.end] === '<') {
      // Nearly always a comparison; what the scanner makes of the rest is its consequence.
      const range = { start: error.end, end: error.end + 1 };
      const message = { key: 'schematron.problem.lessThan' } as const;
      problems.add({ range, severity: 'error', message, code: 'SRG-T001' });
      break;
    }
    const range = { start: error.start, end: error.end };
    problems.add({ range, severity: 'error', message: messageOf(error), code: 'SRG-T001' });
  }
  if (errors.length > 0) return undefined;
  const { document, work } = emptyDocument();
  if (appendNodes(tree, 0, tree.size, document, document, 1, work) < 0) {
    problems.error({ start: 0, end: Math.min(1, text.length) }, 'schematron.problem.nesting');
    return undefined;
  }
  const root = document.elements().next().value as XmlNode;
  if (root.localName === 'schema' && root.namespaceURI === SCHEMATRON_NAMESPACE) return root;
  const old = OLD_NAMESPACES.includes(root.namespaceURI ?? '');
  problems.error(nameOf(root), old ? 'schematron.problem.oldNamespace' : 'schematron.problem.noSchema', {
    namespace: SCHEMATRON_NAMESPACE,
  });
  return undefined;
}

function messageOf({ kind, name = '', expected = '' }: SyntaxProblem): Message {
  if (kind === 'doctype') return { key: 'schematron.problem.doctype' };
  if (kind === 'lessThanInValue') return { key: 'schematron.problem.lessThan' };
  return { key: keyOfSyntaxProblem(kind), parameters: { name, expected } };
}

function compileRoot(root: XmlNode, layout: DeliveryLayout, problems: Problems): CompiledSchematron | undefined {
  const binding = root.attributes.named('queryBinding');
  if (binding && !BINDINGS.includes(trimXml(binding.nodeValue!).toLowerCase())) {
    problems.error(placeOf(binding), 'schematron.problem.queryBinding', { binding: trimXml(binding.nodeValue!) });
    return undefined;
  }
  const definition = new DefinitionReader(problems).schema(root);
  if (definition.patterns.length === 0) problems.warning(nameOf(root), 'schematron.problem.noPatterns');
  const settings: CompileOptions = { map: new RegionMap(layout), prefixes: definition.namespaces, problems };
  const compiler = new PatternCompiler(definition, settings);
  const active = activePatterns(definition, problems);
  compiler.addLets(definition.lets);
  for (const phase of definition.phases) {
    if (phase.id === definition.defaultPhase?.text) compiler.addLets(phase.lets);
  }
  const patterns: CompiledPattern[] = [];
  for (const pattern of definition.patterns) {
    if (pattern.isAbstract) continue;
    const compiled = compiler.compile(pattern);
    if (compiled && active(pattern)) patterns.push(compiled);
  }
  compiler.reportUnused();
  return {
    title: collapseXml(definition.title),
    patterns,
    lets: compiler.lets,
    evaluator: new Evaluator(definition.namespaces),
    looksAtRecords: patterns.some(({ rules }) => rules.some(({ inRecord }) => inRecord)),
    recordsReadHeader: compiler.recordsReadHeader,
  };
}

/** Which patterns run: those of the default phase, or all. */
function activePatterns(
  { phases, defaultPhase, patterns }: SchemaDefinition,
  problems: Problems,
): (pattern: PatternDefinition) => boolean {
  const known = new Set(patterns.map(({ id }) => id));
  const check = ({ text, range }: Source) => {
    if (!known.has(text)) problems.error(range, 'schematron.problem.unknownPattern', { id: text });
  };
  for (const phase of phases) phase.active.forEach(check);
  if (!defaultPhase || defaultPhase.text === '#ALL') return () => true;
  const phase = phases.find(({ id }) => id === defaultPhase.text);
  if (!phase) {
    problems.error(defaultPhase.range, 'schematron.problem.unknownPhase', { id: defaultPhase.text });
    return () => true;
  }
  const active = new Set(phase.active.map(({ text }) => text));
  return ({ id }) => id !== undefined && active.has(id);
}
