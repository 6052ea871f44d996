import type { ElementDeclaration, ElementModel, Particle } from '../model.ts';

/** Content models as a whole: what a list of children can tell of them. */

/** The elements of a content model, each once, in the order in which they first stand there. */
export function flatten(content: Particle | undefined): ElementModel[] {
  const found = new Map<string, { element: ElementDeclaration; min: number; max: number }>();
  if (content) collect(content, 1, 1, found);
  return Array.from(found.values(), ({ element, min, max }) => elementModel(element, min, max));
}

/** An element among others; its type is made when it is first asked for, since types may hold themselves. */
export function elementModel(element: ElementDeclaration, min: number, max: number): ElementModel {
  return Object.create(element, {
    min: { value: min, enumerable: true },
    max: { value: max, enumerable: true },
  }) as ElementModel;
}

function collect(
  particle: Particle,
  least: number,
  most: number,
  found: Map<string, { element: ElementDeclaration; min: number; max: number }>,
): void {
  if (particle.max === 0) return;
  const min = least * particle.min;
  const max = most * particle.max;
  if (particle.kind === 'any') return;
  if (particle.kind === 'element') {
    const { element } = particle;
    const key = `${element.name} ${element.namespace}`;
    const before = found.get(key);
    found.set(key, { element, min: (before?.min ?? 0) + min, max: (before?.max ?? 0) + max });
    return;
  }
  if (particle.kind !== 'choice') {
    for (const child of particle.particles) collect(child, min, max, found);
    return;
  }
  // Of alternatives an element must stand there so often as the one that has it least.
  const branches = particle.particles.map((branch) => {
    const inBranch: typeof found = new Map();
    collect(branch, min, max, inBranch);
    return inBranch;
  });
  for (const branch of branches) {
    for (const [key, { element }] of branch) {
      const counts = branches.map((other) => other.get(key));
      if (counts.find((count) => count !== undefined) !== branch.get(key)) continue;
      const before = found.get(key);
      found.set(key, {
        element,
        min: (before?.min ?? 0) + Math.min(...counts.map((count) => count?.min ?? 0)),
        max: (before?.max ?? 0) + Math.max(...counts.map((count) => count?.max ?? 0)),
      });
    }
  }
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

export function hasWildcard(content: Particle | undefined): boolean {
  if (!content || content.kind === 'element') return false;
  return content.kind === 'any' || content.particles.some(hasWildcard);
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
