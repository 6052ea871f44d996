import type { SchemaIssue } from '../../schema/issue.ts';
import type { NodeId } from '../../syntax/node-table.ts';
import type { RecordSegment, TrailerSegment } from '../document/segment.ts';
import type { ErrorLocator } from './error-locator.ts';
import { type ElsewherePlace, type LocatedDocument, topElements } from './located-document.ts';
import { hidesOthers } from './reading/reading.ts';

/** Where what the header misses stands: that is told of once, and there. */
export class Elsewhere {
  constructor(
    private readonly document: LocatedDocument,
    private readonly locator: ErrorLocator,
  ) {}

  /** What the header misses, or what keeps the container from its place, may stand behind the container. */
  behindContainer(): ElsewherePlace[] {
    const { document, locator } = this;
    const { header, trailer } = document.segments;
    if (!trailer) return [];
    const { tree } = trailer;
    return locator.issuesIn(header).flatMap((issue) => {
      const isPlace = issue.kind === 'misplacedElement' && issue.node === header.container;
      const name = isPlace ? issue.expected[0] : issue.kind === 'missingElement' ? issue.name : undefined;
      const depth = header.tree.path(header.container).length - 1;
      const node = topElements(tree, -1 - depth).find((other) => tree.localName(other) === name);
      if (node === undefined || issue.inside !== undefined) return [];
      const parent =
        isPlace || typeof issue.before === 'number' ? header.tree.parent(issue.before as NodeId) : issue.node;
      const target = isPlace
        ? { parent: header.tree.parent(issue.node), before: issue.node }
        : { parent, before: issue.before ?? ('end' as const) };
      locator.forget(header, issue);
      const path = [...document.ancestors.slice(0, depth), tree.localName(node)];
      const kind = target.parent === header.tree.parent(header.container) ? 'misplacedElement' : 'wrongParent';
      return [this.report(kind, trailer, node, path, target, issue)];
    });
  }

  /** The records go on in containers behind the first, of which the schema has no more. */
  furtherContainers(): ElsewherePlace[] {
    const { header, trailer } = this.document.segments;
    const { tree, container } = header;
    if (!trailer || container < 0) return [];
    const isContainer = ({ kind, node }: SchemaIssue) =>
      kind === 'surplusElement' && trailer.tree.localName(node) === tree.localName(container);
    const parent = tree.parent(container);
    return this.locator
      .issuesIn(trailer)
      .filter(isContainer)
      .map(({ node }) => ({ segment: trailer, node, parent }));
  }

  /**
   * What an element around the container misses may stand in the container, among the records.
   * @param issue of the header: what is missing
   */
  amongRecords(segment: RecordSegment, issue: SchemaIssue): ElsewherePlace {
    const { ancestors, trees } = this.document;
    const target = { parent: issue.node, before: issue.before ?? ('end' as const) };
    const path = [...ancestors, trees.of(segment).localName(segment.node)];
    return this.report('wrongParent', segment, segment.node, path, target, issue);
  }

  private report(
    kind: 'misplacedElement' | 'wrongParent',
    segment: RecordSegment | TrailerSegment,
    node: NodeId,
    path: readonly string[],
    target: NonNullable<SchemaIssue['target']>,
    { sentence }: SchemaIssue,
  ): ElsewherePlace {
    const { locator } = this;
    const tree = this.document.trees.of(segment);
    for (const other of locator.issuesIn(segment))
      if (other.node === node && hidesOthers(other)) locator.forget(segment, other);
    const about = { kind, node, path, name: tree.localName(node), range: tree.nameRange(node), target } as const;
    locator.report(segment, { ...about, expected: [], sentence });
    return { segment, node, parent: target.parent };
  }
}
