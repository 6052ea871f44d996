import { resembles } from '../../syntax/resemblance.ts';
import type { JsonPath } from './json-text.ts';

/**
 * The part of JSON Schema that the schemas of packs are written in. What a `pattern` says of a path is told in better
 * words where paths are looked at: editors alone go by it.
 */
export interface JsonShape {
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonShape>>;
  readonly additionalProperties?: boolean | JsonShape;
  readonly items?: JsonShape;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly enum?: readonly unknown[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonShape>>;
}

/** What can be wrong with the shape of a JSON file; the parameters stand behind each. */
export type ShapeProblemKind =
  /** The value of `key` is none of the types `wanted`. */
  | 'json.type'
  /** `key` has to be there. */
  | 'json.missingKey'
  /** `key` is not known here; `known` are. */
  | 'json.unknownKey'
  /** The same, and `meant` may be what was meant. */
  | 'json.mistypedKey'
  /** `value` is none of `allowed`. */
  | 'json.value'
  /** `key` is an empty text or list. */
  | 'json.empty'
  /** The list `key` has to have `wanted` items. */
  | 'json.items';

export interface ShapeProblem {
  readonly path: JsonPath;
  /** The problem is the key itself, and not its value. */
  readonly isKey: boolean;
  readonly kind: ShapeProblemKind;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Holds a value against a schema. */
export function* shapeProblems(value: unknown, root: JsonShape): Generator<ShapeProblem> {
  yield* visit(value, root, []);

  function* visit(found: unknown, given: JsonShape, path: JsonPath): Generator<ShapeProblem> {
    const shape = given.$ref ? { ...root.$defs![given.$ref.replace('#/$defs/', '')]!, ...without$ref(given) } : given;
    const key = keyOf(path);
    const problem = (kind: ShapeProblemKind, parameters: Record<string, string>, at = path, isKey = false) => ({
      path: at,
      isKey,
      kind,
      parameters,
    });
    const types = shape.type === undefined ? [] : [shape.type].flat();
    if (types.length > 0 && !types.some((type) => isOfType(found, type))) {
      yield problem('json.type', { key, wanted: types.join(' ') });
      return;
    }
    if (shape.enum && !shape.enum.includes(found)) {
      yield problem('json.value', { value: String(found), allowed: shape.enum.join(', ') });
    }
    if (typeof found === 'string' && found.length < (shape.minLength ?? 0)) yield problem('json.empty', { key });
    if (Array.isArray(found)) {
      const [least, most] = [shape.minItems ?? 0, shape.maxItems ?? Number.POSITIVE_INFINITY];
      if (found.length < least && found.length === 0) yield problem('json.empty', { key });
      else if (found.length < least || found.length > most) {
        yield problem('json.items', { key, wanted: String(found.length < least ? least : most) });
      }
      for (const [index, item] of found.entries()) if (shape.items) yield* visit(item, shape.items, [...path, index]);
    } else if (typeof found === 'object' && found !== null) {
      const object = found as Record<string, unknown>;
      for (const needed of shape.required ?? []) {
        if (!Object.hasOwn(object, needed)) yield problem('json.missingKey', { key: needed });
      }
      const known = Object.keys(shape.properties ?? {});
      for (const [name, inner] of Object.entries(object)) {
        const at = [...path, name];
        const own = Object.hasOwn(shape.properties ?? {}, name) ? shape.properties![name] : undefined;
        if (own) yield* visit(inner, own, at);
        else if (typeof shape.additionalProperties === 'object') yield* visit(inner, shape.additionalProperties, at);
        else if (shape.additionalProperties === false) {
          const meant = FORMER[name] ?? known.find((one) => resembles(one, name));
          yield meant !== undefined && known.includes(meant)
            ? problem('json.mistypedKey', { key: name, meant }, at, true)
            : problem('json.unknownKey', { key: name, known: known.join(', ') }, at, true);
        }
      }
    }
  }
}

/** What keys of the first form of `pack.json` are called now. */
const FORMER: Readonly<Record<string, string>> = {
  standing: 'provenance',
  startdatum: 'begindatum',
  voorzieningnummer: 'registratienummer',
};

function without$ref({ $ref: _, ...rest }: JsonShape): JsonShape {
  return rest;
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/** The last key on the way; what is in a list is told of by the list's. */
function keyOf(path: JsonPath): string {
  return (path.filter((step) => typeof step === 'string').at(-1) as string | undefined) ?? '';
}
