import { isRefusal } from '../../schema/sentences.ts';
import type { SchemaError, ValidationResult } from '../../schema/validator.ts';
import type { NodeId } from '../../syntax/node-table.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { RecordSegment } from '../document/segment.ts';
import { type LocatedDocument, localPart } from './located-document.ts';
import type { Reading } from './reading/reading.ts';

/** An element that no schema declares. */
export const PROBE = '<srg-probe xmlns=""/>';

/**
 * Elements in the container of which the schema has none there. libxml2 says the same of each, looks into none, and not
 * at what stands behind the first: it is asked once.
 */
export class UndeclaredElements {
  /** The elements that the container may have; undefined where the schema has any there. */
  private readonly declared: ReadonlySet<string> | undefined;

  /** @param read what libxml2 says of a text that is alone in the container */
  constructor(
    private readonly document: LocatedDocument,
    private readonly read: (inside: string) => ValidationResult,
  ) {
    const { pack, ancestors } = document;
    const container = pack.validatesInChunks ? pack.model.element(ancestors) : undefined;
    if (container && !container.type.isOpen) this.declared = new Set(container.type.children.map(({ name }) => name));
  }

  /**
   * What libxml2 says of each of some segments, by what it says of them together.
   * @returns undefined where they are not all such elements
   */
  inAll(segments: readonly RecordSegment[], together: ValidationResult): ValidationResult | undefined {
    if (together.kind !== 'validated') return together;
    const error = this.refusal;
    if (!error || !segments.every(({ name }) => this.isUndeclared(localPart(name)))) return undefined;
    const { trees } = this.document;
    const errors = segments.map((segment, place) => this.on(trees.of(segment), segment.node, error, place + 1));
    if (segments.some(({ hasText }) => hasText)) errors.push(...this.errorsIn('x'));
    return { kind: 'validated', errors };
  }

  /** The same of a segment as it is read; undefined where there is another element. */
  inReading({ node }: RecordSegment, reading: Reading): ValidationResult | undefined {
    if (!this.declared) return undefined;
    const { elements, hasText } = reading.top;
    const beside = hasText ? this.errorsIn('x') : [];
    if (elements.length === 0) return { kind: 'validated', errors: beside };
    if (elements.length > 1 || !this.isUndeclared(reading.localName(node)) || !reading.keepsName(node))
      return undefined;
    const error = this.refusal;
    return error && { kind: 'validated', errors: [...beside, this.on(reading.tree, node, error, 1)] };
  }

  /** The container may have elements of that name, and none of others. */
  isDeclared(name: string): boolean {
    return this.declared?.has(name) === true;
  }

  private isUndeclared(name: string): boolean {
    return this.declared !== undefined && !this.declared.has(name);
  }

  private get refusal(): SchemaError | undefined {
    const depth = this.document.ancestors.length;
    const [error, ...others] = this.errorsIn(PROBE).filter(({ path }) => path.length > depth);
    return error && isRefusal(error, depth + 1) && others.length === 0 ? error : undefined;
  }

  private errorsIn(inside: string): readonly SchemaError[] {
    const result = this.read(inside);
    return result.kind === 'validated' ? result.errors : [];
  }

  private on(tree: SyntaxTree, node: NodeId, { sentence, path }: SchemaError, index: number): SchemaError {
    const namespace = tree.namespaceOf(node);
    const name = `${namespace ? `{${namespace}}` : ''}${tree.localName(node)}`;
    return {
      sentence: sentence.replace(/^Element '[^']*'/, () => `Element '${name}'`),
      path: path.with(this.document.ancestors.length, { name: undefined, index }),
    };
  }
}
