import type { ElementDeclaration, ElementModel, GroupParticle, Particle } from '../model.ts';

/** Content models as a whole: what a list of children can tell of them. */

interface Count {
  readonly element: ElementDeclaration;
  readonly min: number;
  readonly max: number;
}
type Counts = ReadonlyMap<string, Count>;

/** The elements of a content model, each once, in the order in which they first stand there. */
export function flatten(content: Particle | undefined): ElementModel[] {
  const counts = content ? countsOf(content) : new Map<string, Count>();
  return Array.from(counts.values(), ({ element, min, max }) => elementModel(element, min, max));
}

/** An element among others; its type is made when it is first asked for, since types may hold themselves. */
export function elementModel(element: ElementDeclaration, min: number, max: number): ElementModel {
  return Object.create(element, {
    min: { value: min, enumerable: true },
    max: { value: max, enumerable: true },
  }) as ElementModel;
}

/** How often elements stand in the particles of a group; groups share them wherever they are referred to. */
const known = new WeakMap<readonly Particle[], Map<GroupParticle['kind'], Counts>>();

function countsOf(particle: Particle): Counts {
  if (particle.max === 0 || particle.kind === 'any') return new Map();
  if (particle.kind === 'element') {
    const { element, min, max } = particle;
    return new Map([[`${element.name} ${element.namespace}`, { element, min, max }]]);
  }
  const ofKind = known.get(particle.particles) ?? new Map<GroupParticle['kind'], Counts>();
  known.set(particle.particles, ofKind);
  let counts = ofKind.get(particle.kind);
  if (!counts) {
    counts = together(particle.particles.map(countsOf), particle.kind === 'choice');
    ofKind.set(particle.kind, counts);
  }
  if (particle.min === 1 && particle.max === 1) return counts;
  const scaled = new Map<string, Count>();
  for (const [key, { element, min, max }] of counts) {
    scaled.set(key, { element, min: min * particle.min, max: max * particle.max });
  }
  return scaled;
}

/** Of a sequence the counts add up; of a choice an element stands there so often as in the branch with least or most. */
function together(parts: readonly Counts[], isChoice: boolean): Counts {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const found = new Map<string, Count & { readonly parts: number }>();
  for (const part of parts) {
    for (const [key, { element, min, max }] of part) {
      const before = found.get(key);
      if (!before) found.set(key, { element, min, max, parts: 1 });
      else if (isChoice) {
        found.set(key, {
          element,
          min: Math.min(before.min, min),
          max: Math.max(before.max, max),
          parts: before.parts + 1,
        });
      } else found.set(key, { element, min: before.min + min, max: before.max + max, parts: before.parts + 1 });
    }
  }
  if (!isChoice) return found;
  return new Map(
    Array.from(found, ([key, { element, min, max, parts: branches }]) => [
      key,
      { element, min: branches < parts.length ? 0 : min, max },
    ]),
  );
}

/** The elements stand in one order, and those of a name together. */
export function isOrdered(content: Particle | undefined): boolean {
  const names = new Set<string>();
  const visit = (particle: Particle): boolean => {
    switch (particle.kind) {
      case 'any':
      case 'choice':
      case 'all':
        return false;
      case 'element': {
        const isNew = !names.has(particle.element.name);
        names.add(particle.element.name);
        return isNew;
      }
      case 'sequence':
        return (particle.max <= 1 || particle.particles.length <= 1) && particle.particles.every(visit);
    }
  };
  return content === undefined || visit(content);
}

const wildcards = new WeakMap<readonly Particle[], boolean>();

export function hasWildcard(content: Particle | undefined): boolean {
  if (!content || content.kind === 'element') return false;
  if (content.kind === 'any') return true;
  let has = wildcards.get(content.particles);
  if (has === undefined) {
    has = content.particles.some(hasWildcard);
    wildcards.set(content.particles, has);
  }
  return has;
}

/** Any number of elements in any order: whether one is right has nothing to do with those beside it. */
export function isFree(content: Particle | undefined): boolean {
  const bare = content && unwrapped(content);
  if (!bare || bare.max !== Number.POSITIVE_INFINITY || bare.min > 1) return false;
  return isSingle(bare);
}

/** What stands alone in groups, as often as they let it. */
function unwrapped(particle: Particle): Particle {
  if (particle.kind === 'element' || particle.kind === 'any' || particle.particles.length !== 1) return particle;
  const inner = unwrapped(particle.particles[0]!);
  return { ...inner, min: particle.min * inner.min, max: particle.max * inner.max };
}

/** One element at a time will do. */
function isSingle(particle: Particle): boolean {
  if (particle.kind === 'element' || particle.kind === 'any') return true;
  if (particle.kind !== 'choice') return false;
  return particle.particles.map(unwrapped).every((branch) => branch.min <= 1 && branch.max >= 1 && isSingle(branch));
}
