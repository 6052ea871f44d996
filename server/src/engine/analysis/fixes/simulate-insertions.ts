import type { Binder } from '../../delivery/binder.ts';
import { containerIn } from '../../delivery/container.ts';
import type { Voorziening } from '../../delivery/record.ts';
import { groupKeysOf } from '../../rules/keys.ts';
import type { GroupKey, Rule, RuleContext } from '../../rules/rule.ts';
import type { TextValidator } from '../../schema/validator.ts';
import { DocumentScanner } from '../../syntax/document-scanner.ts';
import type { OpenElements } from '../../syntax/scanner.ts';
import { startTagOf } from '../../syntax/start-tag.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { HeaderSegment } from '../document/segment.ts';

/** The document that records are inserted into on trial. */
export interface InsertionTarget {
  readonly header: HeaderSegment;
  readonly headerText: string;
  readonly binder: Binder;
  readonly rules: readonly Rule[];
  readonly validator: TextValidator;
}

/**
 * Records inserted on trial, see `FixContext.simulateInsertions`. undefined where the header is not well-formed, or where
 * a record can't be validated apart from the others.
 */
export function simulateInsertions(
  context: RuleContext,
  { header, headerText, binder, rules, validator }: InsertionTarget,
): ((text: string) => Voorziening | undefined) | undefined {
  const { pack } = context;
  if (!header.wellFormed || !pack.validatesInChunks) return undefined;
  const opening = openingOf(header, headerText, context);
  const openElements = header.openElements ?? new DocumentScanner(opening, binder.shape).scanHeader().openElements;
  if (!openElements) return undefined;
  const closing = closingOf(openElements);
  const errorsWith = (text: string) => {
    const result = validator.validate([opening, text, closing]);
    return result.kind === 'validated' ? result.errors.length : Number.POSITIVE_INFINITY;
  };
  const errorsWithout = errorsWith('');
  const trial = new Trial(context, rules);
  return (text) => {
    const fragment = new DocumentScanner(text, binder.shape, 0, openElements).nextRecord();
    if (!fragment?.wellFormed || !fragment.isRepeatingElement || fragment.end < text.length) return undefined;
    const [record, ...others] = binder.bindRepeatingElement(fragment.tree, fragment.node, fragment);
    if (!record || others.length > 0 || errorsWith(text) > errorsWithout) return undefined;
    return trial.add(record, fragment.tree) ? record : undefined;
  };
}

/** From the root up to and including the start tag of the container; empty where there is no container. */
function openingOf({ tree, openElements }: HeaderSegment, text: string, { pack }: RuleContext): string {
  const container = containerIn(tree, pack);
  if (container < 0) return '';
  let root = container;
  while (tree.parent(root) >= 0) root = tree.parent(root);
  if (openElements) return text.slice(tree.start(root));
  return startTagOf(text.slice(tree.start(root), tree.end(container)));
}

function closingOf({ names }: OpenElements): string {
  return names
    .map((name) => `</${name}>`)
    .reverse()
    .join('');
}

/** The document with more records. */
class Trial {
  private readonly added = new Map<string, Voorziening[]>();
  private readonly trees = new Map<object, SyntaxTree>();
  private readonly keys: ReadonlySet<GroupKey>;
  private readonly context: RuleContext;

  constructor(
    private readonly before: RuleContext,
    private readonly rules: readonly Rule[],
  ) {
    this.keys = new Set(['bsn', ...rules.flatMap((rule) => groupKeysOf(rule, before.pack))]);
    this.context = {
      pack: before.pack,
      header: before.header,
      verslagmaand: before.verslagmaand,
      expectedBerichtgevers: before.expectedBerichtgevers,
      treeOf: (owner) => this.trees.get(owner) ?? before.treeOf(owner),
      recordsWith: (key, value) => this.recordsWith(key, value),
    };
  }

  /** @returns false where the record would introduce a finding, and is not added */
  add(record: Voorziening, tree: SyntaxTree): boolean {
    this.trees.set(record.owner, tree);
    if (this.rules.some((rule) => this.introducesFinding(rule, record))) return false;
    for (const key of this.keys) {
      const value = record.value(key);
      if (value === undefined) continue;
      const name = nameOf(key, value);
      this.added.set(name, [...(this.added.get(name) ?? []), record]);
    }
    return true;
  }

  private recordsWith(key: GroupKey, value: string): readonly Voorziening[] {
    const added = this.added.get(nameOf(key, value));
    const before = this.before.recordsWith(key, value);
    return added ? [...before, ...added] : before;
  }

  private introducesFinding(rule: Rule, record: Voorziening): boolean {
    let found = 0;
    const count = () => {
      found++;
    };
    rule.checkRecord?.(record, this.context, count);
    if (found > 0) return true;
    return groupKeysOf(rule, this.before.pack).some((key) => {
      const value = record.value(key);
      if (value === undefined) return false;
      const records = this.recordsWith(key, value);
      const together = [...records, record];
      found = 0;
      if (records.length === 0 && !rule.checksSingleRecords) return false;
      if (records.length > 1 || (records.length === 1 && rule.checksSingleRecords))
        rule.checkGroup!(key, records, this.context, count);
      const before = found;
      found = 0;
      rule.checkGroup!(key, together, { ...this.context, recordsWith: this.withRecord(record) }, count);
      return found > before;
    });
  }

  private withRecord(record: Voorziening): RuleContext['recordsWith'] {
    return (key, value) => {
      const records = this.recordsWith(key, value);
      return record.value(key) === value ? [...records, record] : records;
    };
  }
}

function nameOf(key: GroupKey, value: string): string {
  return `${key} ${value}`;
}
