import type { ElementModel, SchemaModel, TypeModel } from '../../schema/model.ts';
import { hasNotation } from '../notations.ts';
import { type Concept, isRecordConcept, type Paths, VALUE_TYPES } from '../pack.ts';
import type { JsonPath } from './json-text.ts';
import { listOf, sharedSteps, type WrittenManifest } from './normal-form.ts';
import {
  type Found,
  findPath,
  hasSimpleValue,
  isFound,
  isPath,
  type PathProblemKind,
  parsePath,
  typeOf,
} from './paths.ts';

/** What can be wrong with the places of a `pack.json`, held against its schema. The parameters stand behind each. */
export type PlaceProblemKind =
  | PathProblemKind
  /** The schema has no global element `root`; `present` are. */
  | 'place.noRoot'
  /** The target namespace is `found`, and not `namespace`. */
  | 'place.otherNamespace'
  /** `path` doesn't start at `root`. */
  | 'place.notFromRoot'
  /** In `parent` there is no `step`; `present` are. */
  | 'place.notThere'
  /** `path` has elements and no value. */
  | 'place.noValue'
  /** `path` is a value, and no element around others. */
  | 'place.noBlock'
  /** The record `path` occurs once at most, and what is around it too. */
  | 'place.recordOnce'
  /** The record `path` is an attribute or a value. */
  | 'place.noRecord'
  /** The unit `path` is no ancestor of a record. */
  | 'place.unitElsewhere'
  /** The unit `path` occurs once at most. */
  | 'place.unitOnce'
  /** `step` on the way to a value of the header may occur several times. */
  | 'place.headerRepeats'
  /** `step` on the way to a value of the record may occur several times in it: the first counts. */
  | 'place.repeats'
  /** `path` lies neither in the record nor above it. */
  | 'place.outsideRecord'
  /** `concept` and `other` are at `path`, both. */
  | 'place.shared'
  /** The schema's `type` is written as `wanted`, and not as `format`. */
  | 'place.otherNotation';

export interface PlaceProblem {
  readonly at: JsonPath;
  readonly kind: PlaceProblemKind;
  readonly severity?: 'warning';
  readonly parameters: Readonly<Record<string, string>>;
}

/** What repeats in the container, where that is not the record: the outermost ancestor that does. */
export function repeatingAncestors(model: SchemaModel, records: readonly (readonly string[])[]): string[] | undefined {
  const units = records.map((record) => {
    const found = findPath(model, record, undefined);
    const depth = isFound(found) ? found.elements.findIndex(({ max }) => max > 1) : -1;
    return (depth < 0 ? record : record.slice(0, depth + 1)).join('/');
  });
  return units.every((unit, index) => unit === records[index]!.join('/')) ? undefined : [...new Set(units)];
}

/** Holds the places of a manifest against the schema. */
export class PlaceChecks {
  private readonly problems: PlaceProblem[] = [];
  /** From the root on, those that are in the schema. */
  private readonly records: { readonly steps: readonly string[]; readonly elements: readonly ElementModel[] }[] = [];
  /** The places of concepts, by path. */
  private readonly taken = new Map<string, Concept>();

  constructor(
    private readonly manifest: WrittenManifest,
    private readonly model: SchemaModel,
  ) {}

  run(): readonly PlaceProblem[] {
    const { manifest, model } = this;
    const { namespace, root } = manifest;
    if (namespace !== undefined && namespace !== model.namespace) {
      this.report(['namespace'], 'place.otherNamespace', { namespace, found: model.namespace });
    }
    if (!model.roots.some(({ name }) => name === root)) {
      this.report(['root'], 'place.noRoot', { root, present: namesOf(model.roots.map(({ name }) => name)) });
      return this.problems;
    }
    for (const [path, at] of placesIn(manifest.record, ['record'])) this.checkRecord(path, at);
    for (const [path, at] of placesIn(manifest.unit ?? [], ['unit'])) this.checkUnit(path, at);
    // What is wrong with the record would be told again of each of its concepts.
    const hasRecords = this.records.length === listOf(manifest.record).length;
    for (const [concept, { path }] of Object.entries(manifest.concepts) as [Concept, { path: Paths }][]) {
      if (!hasRecords && isRecordConcept(concept)) continue;
      for (const [one, at] of placesIn(path, ['concepts', concept, 'path'])) this.checkConcept(concept, one, at);
    }
    for (const [index, { path }] of (manifest.when ?? []).entries()) {
      const at = ['when', index, 'path'];
      const found = this.look(path, at);
      if (found) this.checkHeaderPlace(found, at);
    }
    return this.problems;
  }

  private report(at: JsonPath, kind: PlaceProblemKind, parameters: Record<string, string>, severity?: 'warning'): void {
    this.problems.push({ at, kind, parameters, ...(severity ? { severity } : {}) });
  }

  /** What the schema has at a path from the root on. */
  private look(path: string, at: JsonPath): Found | undefined {
    const parsed = parsePath(path);
    if (!isPath(parsed)) {
      this.report(at, parsed.kind, parsed.parameters);
      return undefined;
    }
    const { elements, attribute } = parsed;
    if (parsed.up > 0 || elements[0] !== this.manifest.root) {
      this.report(at, 'place.notFromRoot', { path, root: this.manifest.root });
      return undefined;
    }
    return this.find(elements, attribute, at);
  }

  private find(elements: readonly string[], attribute: string | undefined, at: JsonPath): Found | undefined {
    const found = findPath(this.model, elements, attribute);
    if (isFound(found)) return found;
    const { step, parent, present } = found;
    this.report(at, 'place.notThere', { step, parent, present: namesOf(present) });
    return undefined;
  }

  private checkRecord(path: string, at: JsonPath): void {
    const found = this.look(path, at);
    if (!found) return;
    const { elements, attribute } = found;
    const last = elements.at(-1)!;
    const holds = [last.type, ...this.model.typesFor(last.type)].some(
      (type) => type.children.length > 0 || type.attributes.length > 0 || type.isOpen,
    );
    if (attribute || !holds) {
      this.report(at, 'place.noRecord', { path });
      return;
    }
    if (!elements.some(({ max }) => max > 1)) {
      this.report(at, 'place.recordOnce', { path });
      return;
    }
    this.records.push({ steps: elements.map(({ name }) => name), elements });
  }

  private checkUnit(path: string, at: JsonPath): void {
    const found = this.look(path, at);
    if (!found) return;
    const steps = found.elements.map(({ name }) => name);
    const isAround = this.records.some((record) => sharedSteps(record.steps, steps) === steps.length);
    if (found.attribute || (!isAround && this.records.length > 0)) this.report(at, 'place.unitElsewhere', { path });
    else if (found.elements.at(-1)!.max <= 1) this.report(at, 'place.unitOnce', { path });
  }

  private checkConcept(concept: Concept, path: string, at: JsonPath): void {
    if (!isRecordConcept(concept)) {
      const found = this.look(path, at);
      if (!found) return;
      this.checkHeaderPlace(found, at);
      this.checkPlace(concept, found, at);
      return;
    }
    const parsed = parsePath(path);
    if (!isPath(parsed)) {
      this.report(at, parsed.kind, parsed.parameters);
      return;
    }
    if (parsed.isAbsolute) {
      const found = this.look(path, at);
      if (!found) return;
      const most = Math.max(...this.records.map(({ steps }) => sharedSteps(steps, namesOn(found))));
      const near = this.records.filter(({ steps }) => sharedSteps(steps, namesOn(found)) === most);
      for (const record of near) this.checkWithin(record.elements, most, found, path, at);
      this.checkPlace(concept, found, at);
      return;
    }
    // A path from the record on may be that of one record of several.
    let first: { elements: readonly string[]; attribute: string | undefined } | undefined;
    let isThere = false;
    for (const { steps, elements } of this.records) {
      const way = [...steps.slice(0, Math.max(0, steps.length - parsed.up)), ...parsed.elements];
      first ??= { elements: way, attribute: parsed.attribute };
      const found = findPath(this.model, way, parsed.attribute);
      if (!isFound(found)) continue;
      isThere = true;
      this.checkWithin(elements, steps.length - parsed.up, found, path, at);
      this.checkPlace(concept, found, at);
    }
    if (!isThere && first) this.find(first.elements, first.attribute, at);
  }

  private checkHeaderPlace({ elements }: Found, at: JsonPath): void {
    const repeated = elements.find(({ max }) => max > 1);
    if (repeated) this.report(at, 'place.headerRepeats', { step: repeated.name });
  }

  /** @param shared so many steps the record has in common with the place */
  private checkWithin(
    record: readonly ElementModel[],
    shared: number,
    { elements }: Found,
    path: string,
    at: JsonPath,
  ): void {
    const unit = record.findIndex(({ max }) => max > 1);
    if (shared <= unit) {
      this.report(at, 'place.outsideRecord', { path });
      return;
    }
    const repeated = elements.slice(shared).find(({ max }) => max > 1);
    if (repeated) this.report(at, 'place.repeats', { step: repeated.name }, 'warning');
  }

  private checkPlace(concept: Concept, found: Found, at: JsonPath): void {
    const path = `/${[...namesOn(found), ...(found.attribute ? [`@${found.attribute.name}`] : [])].join('/')}`;
    const other = this.taken.get(path);
    if (other !== undefined && other !== concept) {
      this.report(at, 'place.shared', { concept, other, path });
      return;
    }
    this.taken.set(path, concept);
    const type = typeOf(found);
    const isSimple = hasSimpleValue(this.model, type);
    if (VALUE_TYPES[concept] === 'block') {
      if (isSimple || found.attribute) this.report(at, 'place.noBlock', { path });
    } else if (!isSimple) {
      this.report(at, 'place.noValue', { path, present: namesOf(type.children.map(({ name }) => name)) });
    } else this.checkNotation(concept, type, at);
  }

  private checkNotation(concept: Concept, { base = '' }: TypeModel, at: JsonPath): void {
    const format = this.manifest.concepts[concept]?.format;
    const wanted = NOTATION_OF[base];
    if (!hasNotation(VALUE_TYPES[concept]) || format === undefined || wanted === undefined || format === wanted) return;
    this.report([...at.slice(0, 2), 'format'], 'place.otherNotation', { type: `xs:${base}`, wanted, format });
  }
}

/** The built-in types of XSD that have one notation. */
const NOTATION_OF: Readonly<Record<string, string>> = {
  date: 'jjjj-mm-dd',
  dateTime: 'jjjj-mm-ddThh:mm:ss',
  gYearMonth: 'jjjj-mm',
  gYear: 'jjjj',
  gMonth: '--mm',
};

/** Names as a message lists them: not more than so many. */
const MOST_NAMES = 12;

function namesOf(names: readonly string[]): string {
  const different = [...new Set(names)];
  const shown = different.slice(0, MOST_NAMES).join(', ');
  return different.length > MOST_NAMES ? `${shown}, …` : shown;
}

function namesOn({ elements }: Found): string[] {
  return elements.map(({ name }) => name);
}

function placesIn(paths: Paths, at: JsonPath): [path: string, at: JsonPath][] {
  return typeof paths === 'string' ? [[paths, at]] : paths.map((path, index) => [path, [...at, index]]);
}
