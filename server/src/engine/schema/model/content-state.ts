import type { ElementDeclaration, Particle } from '../model.ts';

/**
 * What may still come in an element behind what stands there: a content model with what has been read taken off
 * (a derivative, as Brzozowski has them for regular expressions). Since XSD lets an element match one place only
 * (Unique Particle Attribution), it stays as small as the content model.
 */
export type ContentState =
  | { readonly kind: 'end' }
  | { readonly kind: 'particle'; readonly particle: Particle }
  /** What is left of one turn of a group, and then the group as often as it may still come. */
  | { readonly kind: 'sequence'; readonly states: readonly ContentState[] }
  /** The particles of an `xs:all` that have not come. */
  | { readonly kind: 'all'; readonly particles: readonly Particle[] };

const END: ContentState = { kind: 'end' };

export function startOf(content: Particle | undefined): ContentState {
  return content ? { kind: 'particle', particle: content } : END;
}

/**
 * The state behind an element; undefined where it may not come.
 * @param isDeclared the content model has elements of that name; else a wildcard lets it in
 */
export function advance(state: ContentState, name: string, isDeclared: boolean): ContentState | undefined {
  switch (state.kind) {
    case 'end':
      return undefined;
    case 'particle':
      return advanceParticle(state.particle, name, isDeclared);
    case 'sequence':
      return advanceSequence(state.states, name, isDeclared);
    case 'all': {
      const found = state.particles.findIndex((particle) => advanceParticle(particle, name, isDeclared));
      if (found < 0) return undefined;
      const particles = state.particles.filter((_, index) => index !== found);
      return particles.length === 0 ? END : { kind: 'all', particles };
    }
  }
}

function advanceParticle(particle: Particle, name: string, isDeclared: boolean): ContentState | undefined {
  const { min, max } = particle;
  if (max === 0) return undefined;
  const once = advanceOnce(particle, name, isDeclared);
  if (!once || max === 1) return once;
  const again = { ...particle, min: Math.max(0, min - 1), max: max - 1 };
  return sequence([once, { kind: 'particle', particle: again }]);
}

function advanceOnce(particle: Particle, name: string, isDeclared: boolean): ContentState | undefined {
  switch (particle.kind) {
    case 'element':
      return particle.element.name === name ? END : undefined;
    case 'any':
      return isDeclared ? undefined : END;
    case 'choice':
      for (const branch of particle.particles) {
        const state = advanceParticle(branch, name, isDeclared);
        if (state) return state;
      }
      return undefined;
    case 'all':
      return advance({ kind: 'all', particles: particle.particles }, name, isDeclared);
    case 'sequence':
      for (const [index, child] of particle.particles.entries()) {
        const state = advanceParticle(child, name, isDeclared);
        if (state) return sequence([state, ...particle.particles.slice(index + 1).map(asState)]);
        if (!isEmptiable(child)) return undefined;
      }
      return undefined;
  }
}

function advanceSequence(states: readonly ContentState[], name: string, isDeclared: boolean): ContentState | undefined {
  for (const [index, state] of states.entries()) {
    const advanced = advance(state, name, isDeclared);
    if (advanced) return sequence([advanced, ...states.slice(index + 1)]);
    if (!mayEnd(state)) return undefined;
  }
  return undefined;
}

function asState(particle: Particle): ContentState {
  return { kind: 'particle', particle };
}

function sequence(states: readonly ContentState[]): ContentState {
  const left = states.filter((state) => state.kind !== 'end');
  return left.length > 1 ? { kind: 'sequence', states: left } : (left[0] ?? END);
}

/** Nothing need come any more. */
export function mayEnd(state: ContentState): boolean {
  switch (state.kind) {
    case 'end':
      return true;
    case 'particle':
      return isEmptiable(state.particle);
    case 'sequence':
      return state.states.every(mayEnd);
    case 'all':
      return state.particles.every(isEmptiable);
  }
}

const emptiable = new WeakMap<readonly Particle[], Map<Particle['kind'], boolean>>();

function isEmptiable(particle: Particle): boolean {
  if (particle.min === 0 || particle.max === 0) return true;
  if (particle.kind === 'element' || particle.kind === 'any') return false;
  const known = emptiable.get(particle.particles) ?? new Map<Particle['kind'], boolean>();
  emptiable.set(particle.particles, known);
  let result = known.get(particle.kind);
  if (result === undefined) {
    const { kind, particles } = particle;
    result = kind === 'choice' ? particles.some(isEmptiable) || particles.length === 0 : particles.every(isEmptiable);
    known.set(kind, result);
  }
  return result;
}

/** The elements that may come next, each once, in the order of the schema; those of wildcards are not among them. */
export function nextElements(state: ContentState): ElementDeclaration[] {
  const found = new Map<string, ElementDeclaration>();
  collectNext(state, found);
  return [...found.values()];
}

function collectNext(state: ContentState, found: Map<string, ElementDeclaration>): void {
  switch (state.kind) {
    case 'end':
      return;
    case 'particle':
      collectFirst(state.particle, found, new Set());
      return;
    case 'all':
      for (const particle of state.particles) collectFirst(particle, found, new Set());
      return;
    case 'sequence':
      for (const part of state.states) {
        collectNext(part, found);
        if (!mayEnd(part)) return;
      }
  }
}

function collectFirst(particle: Particle, found: Map<string, ElementDeclaration>, seen: Set<object>): void {
  if (particle.max === 0 || particle.kind === 'any') return;
  if (particle.kind === 'element') {
    if (!found.has(particle.element.name)) found.set(particle.element.name, particle.element);
    return;
  }
  // A group that is referred to from many places says the same in each.
  if (seen.has(particle.particles)) return;
  seen.add(particle.particles);
  for (const child of particle.particles) {
    collectFirst(child, found, seen);
    if (particle.kind === 'sequence' && !isEmptiable(child)) return;
  }
}

/** The names of the elements that must still come, whatever else does, in the order of the schema. */
export function requiredElements(state: ContentState): string[] {
  switch (state.kind) {
    case 'end':
      return [];
    case 'particle':
      return [...requiredIn(state.particle)];
    case 'sequence':
      return [...new Set(state.states.flatMap(requiredElements))];
    case 'all':
      return [...new Set(state.particles.flatMap((particle) => [...requiredIn(particle)]))];
  }
}

const required = new WeakMap<readonly Particle[], Map<Particle['kind'], ReadonlySet<string>>>();

function requiredIn(particle: Particle): ReadonlySet<string> {
  if (particle.min === 0 || particle.max === 0 || particle.kind === 'any') return new Set();
  if (particle.kind === 'element') return new Set([particle.element.name]);
  const known = required.get(particle.particles) ?? new Map<Particle['kind'], ReadonlySet<string>>();
  required.set(particle.particles, known);
  let names = known.get(particle.kind);
  if (!names) {
    const parts = particle.particles.map(requiredIn);
    const [first = new Set<string>(), ...others] = parts;
    const all = () => new Set(parts.flatMap((part) => [...part]));
    names = particle.kind === 'choice' ? new Set([...first].filter((name) => others.every((o) => o.has(name)))) : all();
    known.set(particle.kind, names);
  }
  return names;
}
