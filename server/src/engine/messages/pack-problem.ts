import type { PackError } from '../packs/load-pack.ts';
import type { PackProblem } from '../packs/pack-problem.ts';
import type { SyntaxProblemKind } from '../syntax/syntax-problem.ts';
import { formatMessage, type Message, type MessageKey, type MessageOptions, type MessageParameter } from './message.ts';
import { keyOfSyntaxProblem } from './syntax-problem-key.ts';

const WHAT = new Map<string, MessageKey>([
  ['type', 'pack.unresolved.type'],
  ['element', 'pack.unresolved.element'],
  ['attribute', 'pack.unresolved.attribute'],
  ['group', 'pack.unresolved.group'],
  ['attributeGroup', 'pack.unresolved.attributeGroup'],
  ['key', 'pack.unresolved.key'],
]);

/** What JSON has to have in a place, by the names of JSON Schema. */
const JSON_TYPES = new Map<string, MessageKey>([
  ['string', 'pack.json.text'],
  ['integer', 'pack.json.number'],
  ['boolean', 'pack.json.flag'],
  ['array', 'pack.json.list'],
  ['object', 'pack.json.object'],
]);

/** What is wrong with a file of a pack, without where. */
export function packProblemMessage({ kind, parameters }: Pick<PackProblem, 'kind' | 'parameters'>): Message {
  if (kind === 'notWellFormed') {
    const { syntax = '', name = '', expected = '' } = parameters;
    return { key: keyOfSyntaxProblem(syntax as SyntaxProblemKind), parameters: { name, expected } };
  }
  if (kind === 'notXml' && parameters.sentence === '') return { key: 'pack.unreadable' };
  const worded: Record<string, MessageParameter> = { ...parameters };
  const what = WHAT.get(parameters.what ?? '');
  if (what) worded.what = { key: what };
  for (const name of ['namespace', 'found']) if (parameters[name] === '') worded[name] = { key: 'pack.noNamespace' };
  if (kind === 'json.type') {
    worded.wanted = typesInWords(parameters.wanted!.split(' '));
    worded.key = parameters.key === '' ? '' : { key: 'pack.json.typeOf', parameters: { key: parameters.key! } };
  }
  if (parameters.present === '') {
    if (kind === 'place.notThere') return { key: 'pack.place.nothingThere', parameters };
    if (kind === 'place.noRoot') return { key: 'pack.place.noRoots', parameters };
  }
  return { key: `pack.${kind}`, parameters: worded };
}

function typesInWords(types: readonly string[]): MessageParameter {
  const [first, second] = types.map((type): MessageParameter => {
    const key = JSON_TYPES.get(type);
    return key ? { key } : type;
  });
  return second === undefined ? first! : { key: 'pack.json.or', parameters: { first: first!, second } };
}

/** One line, with the file and the line in it. */
export function describePackProblem(problem: PackProblem, options: MessageOptions): string {
  const parameters = {
    file: problem.file,
    line: problem.start.line + 1,
    problem: formatMessage(packProblemMessage(problem), options),
  };
  return formatMessage({ key: 'pack.problem', parameters }, options);
}

/** Why a pack can't be used, a line each. */
export function describePackError({ pack, message, problems }: PackError, options: MessageOptions): string[] {
  if (problems.length === 0) return [message];
  return problems.map((problem) => `${pack}: ${describePackProblem(problem, options)}`);
}
