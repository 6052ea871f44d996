/** What an expression gives. */
export type ValueType = 'nodes' | 'string' | 'number' | 'boolean';

export interface FunctionFacts {
  /** How many arguments it takes. */
  readonly min: number;
  readonly max: number;
  readonly gives: ValueType;
  /** Its argument must be a set of nodes. */
  readonly ofNodes?: boolean;
  /** Asks whether there are nodes, how many, or what they are called, and not for their text. */
  readonly leavesText?: boolean;
  /** Without an argument it takes the text of the node that it stands at. */
  readonly defaultsToNode?: boolean;
}

const MANY = Number.POSITIVE_INFINITY;
const name = { min: 0, max: 1, gives: 'string', ofNodes: true, leavesText: true } as const;
const truth = { gives: 'boolean', leavesText: true } as const;
const rounded = { min: 1, max: 1, gives: 'number' } as const;

/** The functions of XPath 1.0 (but `id`, which needs a DTD), and `current()` of XSLT 1.0. */
export const FUNCTIONS: ReadonlyMap<string, FunctionFacts> = new Map<string, FunctionFacts>([
  ['last', { min: 0, max: 0, gives: 'number' }],
  ['position', { min: 0, max: 0, gives: 'number' }],
  ['count', { min: 1, max: 1, gives: 'number', ofNodes: true, leavesText: true }],
  ['local-name', name],
  ['namespace-uri', name],
  ['name', name],
  ['string', { min: 0, max: 1, gives: 'string', defaultsToNode: true }],
  ['concat', { min: 2, max: MANY, gives: 'string' }],
  ['starts-with', { min: 2, max: 2, gives: 'boolean' }],
  ['contains', { min: 2, max: 2, gives: 'boolean' }],
  ['substring-before', { min: 2, max: 2, gives: 'string' }],
  ['substring-after', { min: 2, max: 2, gives: 'string' }],
  ['substring', { min: 2, max: 3, gives: 'string' }],
  ['string-length', { min: 0, max: 1, gives: 'number', defaultsToNode: true }],
  ['normalize-space', { min: 0, max: 1, gives: 'string', defaultsToNode: true }],
  ['translate', { min: 3, max: 3, gives: 'string' }],
  ['boolean', { min: 1, max: 1, ...truth }],
  ['not', { min: 1, max: 1, ...truth }],
  ['true', { min: 0, max: 0, ...truth }],
  ['false', { min: 0, max: 0, ...truth }],
  ['lang', { min: 1, max: 1, gives: 'boolean' }],
  ['number', { min: 0, max: 1, gives: 'number', defaultsToNode: true }],
  ['sum', { min: 1, max: 1, gives: 'number', ofNodes: true }],
  ['floor', rounded],
  ['ceiling', rounded],
  ['round', rounded],
  ['current', { min: 0, max: 0, gives: 'nodes' }],
]);

/** Functions that would read other files. */
export const READING_FUNCTIONS: readonly string[] = ['document', 'doc', 'unparsed-text', 'unparsed-entity-uri'];
