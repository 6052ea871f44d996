import type { Pack } from '../../packs/load-pack.ts';
import type { Concept } from '../../packs/pack.ts';
import { conceptAt, pathOfConcept, recordPaths, repeatingElementPath } from '../../packs/places.ts';
import { isNumeric, meetsFacets } from '../../schema/facets.ts';
import type { ElementDeclaration, Particle, TypeModel } from '../../schema/model.ts';

/** What is written at a place: the value of a concept, or what the schema can't do without. */
export type Content = { readonly concept: Concept; readonly type: TypeModel } | { readonly text: string };

export interface ElementPlan {
  readonly kind: 'element';
  readonly name: string;
  readonly namespace: string;
  /** It must be there. */
  readonly isRequired: boolean;
  readonly attributes: readonly { readonly name: string; readonly isRequired: boolean; readonly content: Content }[];
  /** Of an element without elements in it. */
  readonly content: Content | undefined;
  readonly children: readonly Plan[];
  /** It repeats in the container, or under what does. */
  readonly repeats: 'unit' | 'record' | undefined;
}

/** One of several must be there, or may be. */
export interface ChoicePlan {
  readonly kind: 'choice';
  readonly isRequired: boolean;
  readonly branches: readonly (readonly Plan[])[];
}

export type Plan = ElementPlan | ChoicePlan;

/** Deeper nothing is written: a type may hold itself. */
const DEEPEST = 24;

/** What a delivery of a pack consists of. */
export function planOf(pack: Pack): ElementPlan {
  const { manifest, model } = pack;
  const root = model.roots.find(({ name }) => name === manifest.root)!;
  const record = recordPaths(pack)[0]!.join('/');
  const unit = repeatingElementPath(pack).join('/');
  const given = new Map((manifest.when ?? []).map(({ path, values }) => [path.replace(/^\//, ''), values[0] ?? '']));
  const wanted = new Set<string>([record, unit, ...given.keys()]);
  for (const concept of Object.keys(manifest.concepts) as Concept[]) {
    const path = pathOfConcept(pack, concept);
    if (path) wanted.add(path.join('/'));
  }
  const isWanted = (path: string) => [...wanted].some((one) => one === path || one.startsWith(`${path}/`));

  const contentAt = (path: readonly string[], type: TypeModel, fixed: string | undefined): Content => {
    const text = given.get(path.join('/'));
    if (text !== undefined) return { text };
    const concept = conceptAt(pack, path);
    if (concept && pathOfConcept(pack, concept)?.join('/') === path.join('/')) return { concept, type };
    return { text: fixed ?? sampleOf(type) };
  };

  const element = (declaration: ElementDeclaration, above: readonly string[], isRequired: boolean): ElementPlan => {
    const path = [...above, declaration.name];
    const { type } = declaration;
    const here = path.join('/');
    const attributes = type.attributes
      .filter(({ name, required }) => required || isWanted(`${here}/@${name}`))
      .map(({ name, required, type: own, fixed }) => ({
        name,
        isRequired: required,
        content: contentAt([...path, `@${name}`], own, fixed),
      }));
    const hasElements = type.content !== undefined;
    return {
      kind: 'element',
      name: declaration.name,
      namespace: declaration.namespace,
      isRequired,
      attributes,
      content: hasElements || type.base === undefined ? undefined : contentAt(path, type, declaration.fixed),
      children: type.content && path.length < DEEPEST ? particles(type.content, path) : [],
      repeats: here === record ? 'record' : here === unit ? 'unit' : undefined,
    };
  };

  const particles = (particle: Particle, path: readonly string[], isOptional = false): Plan[] => {
    const isRequired = particle.min > 0 && !isOptional;
    if (particle.kind === 'any') return [];
    if (particle.kind === 'element') {
      const isThere = isRequired || isWanted([...path, particle.element.name].join('/'));
      return isThere && particle.max > 0 ? [element(particle.element, path, isRequired)] : [];
    }
    if (particle.kind !== 'choice') {
      return particle.particles.flatMap((one) => particles(one, path, !isRequired));
    }
    const branches = particle.particles.map((one) => particles(one, path));
    // A choice that may be made again and again is a list.
    if (particle.max > 1) return branches.flat().filter((plan) => plan.kind === 'choice' || holdsConcept(plan));
    return [{ kind: 'choice', isRequired, branches }];
  };

  return element(root, [], true);
}

/** It, or something in it, is there for a concept or for records. */
export function holdsConcept(plan: Plan): boolean {
  if (plan.kind === 'choice') return plan.branches.some((branch) => branch.some(holdsConcept));
  const contents = [plan.content, ...plan.attributes.map(({ content }) => content)];
  return (
    plan.repeats !== undefined ||
    contents.some((content) => content && 'concept' in content) ||
    plan.children.some(holdsConcept)
  );
}

const SAMPLES: Readonly<Record<string, string>> = {
  boolean: 'true',
  date: '2025-01-01',
  dateTime: '2025-01-01T00:00:00',
  time: '00:00:00',
  gYear: '2025',
  gYearMonth: '2025-01',
  gMonth: '--01',
  duration: 'P1D',
};

/** What may stand where the schema asks for something that no concept is. */
function sampleOf(type: TypeModel): string {
  const [first] = type.enumerations;
  if (first) return first.value;
  const own = type.base === undefined ? undefined : SAMPLES[type.base];
  if (own !== undefined) return own;
  const texts = isNumeric(type.base) ? [] : ['', 'x', 'onbekend'];
  const digits = Array.from({ length: 12 }, (_, n) => '1'.padStart(n + 1, '0'));
  const letters = Array.from({ length: 12 }, (_, n) => 'x'.repeat(n + 1));
  return [...texts, ...digits, ...letters].find((text) => meetsFacets(text, type)) ?? '1';
}
