import type { Pack } from '../packs/load-pack.ts';
import { isRefusal } from '../schema/sentences.ts';
import type { PathStep, SchemaError } from '../schema/validator.ts';
import { escapeAttribute, escapeText } from '../syntax/references.ts';
import type { ModelPlace } from './model-places.ts';
import { filler, type Scaffold, scaffoldOf } from './scaffold.ts';

/** An element that no schema knows, to see whether libxml2 looks at the element that it stands in. */
const PROBE = '<srg-probe xmlns=""/>';

/** So many characters of validated text are kept with their verdicts; a stylesheet that has more is validated again. */
const KEPT = 4_000_000;

/** So many answers on names are kept. */
const MOST_NAMES = 10_000;

const NOTHING_WRONG: readonly never[] = [];

const validates = new WeakMap<Pack, LiteralValidation>();

/**
 * Validates pieces of a delivery against the XSD, each in a scaffold made for it: libxml2 says what is wrong with
 * the piece, whatever may be wrong around it. The same piece is validated once.
 */
export class LiteralValidation {
  /** `undefined` for a place that libxml2 does not come to look at. */
  private readonly ways = new Map<string, Scaffold | undefined>();
  private readonly verdicts = new Map<string, readonly SchemaError[]>();
  private kept = 0;
  /** What is said of elements that have no place where they stand, by that and their names. */
  private readonly unexpected = new Map<string, SchemaError | undefined>();

  private constructor(private readonly pack: Pack) {}

  static of(pack: Pack): LiteralValidation {
    const judge = validates.get(pack) ?? new LiteralValidation(pack);
    validates.set(pack, judge);
    return judge;
  }

  /** What is wrong with an element at a place that holds nothing but this text, apart from its attributes. */
  value(place: ModelPlace, text: string): readonly SchemaError[] {
    return this.judge(place, '', escapeText(text)).filter((error) => error.path.length === 0 && !isOnAttribute(error));
  }

  /** What is wrong with an attribute of the element at a place. */
  attribute(place: ModelPlace, name: string, value: string): readonly SchemaError[] {
    const errors = this.judge(place, ` ${name}="${escapeAttribute(value)}"`, '');
    return errors.filter((error) => error.path.length === 0 && error.sentence.includes(`attribute '${name}'`));
  }

  /** What is wrong with a sequence of child elements, and nothing else, in the element at a place. */
  children(place: ModelPlace, names: readonly string[]): readonly SchemaError[] {
    const way = this.wayTo(place);
    if (!way) return NOTHING_WRONG;
    const declared = place.model.type.children;
    const content = names.map((name) => {
      const model = declared.find((child) => child.name === name);
      return model ? filler(model, way.prefix) : `<${way.prefix}${name}/>`;
    });
    // What is missing in the children is another question.
    return this.judge(place, '', content.join('')).filter((error) =>
      error.path.length === 0
        ? /Missing child element|Element content is not allowed/.test(error.sentence)
        : isRefusal(error, 1),
    );
  }

  /**
   * Whether the element at a place can't hold an element of this name, whatever stands before it.
   * @returns libxml2's word on it, or undefined where it may have its place there
   */
  unexpectedElement(place: ModelPlace, name: string): SchemaError | undefined {
    const key = `${place.key} ${name}`;
    if (!this.unexpected.has(key)) {
      if (this.unexpected.size === MOST_NAMES) this.unexpected.clear();
      this.unexpected.set(key, this.refusalOf(place, name));
    }
    return this.unexpected.get(key);
  }

  private refusalOf(place: ModelPlace, name: string): SchemaError | undefined {
    const must = place.model.type.children.filter(({ min }) => min > 0);
    let last: SchemaError | undefined;
    for (let before = 0; before <= must.length; before++) {
      const names = [...must.slice(0, before).map((child) => child.name), name];
      last = this.children(place, names).find(
        ({ path: [child], sentence }) => child?.name === name || sentence.includes('Element content is not allowed'),
      );
      if (!last) return undefined;
    }
    return last;
  }

  /** The errors of an element at a place and in it, with their paths from that element on, in local names. */
  private judge(place: ModelPlace, attributes: string, content: string): readonly SchemaError[] {
    const way = this.wayTo(place);
    if (!way) return NOTHING_WRONG;
    const key = `${place.key}${attributes}>${content}`;
    const known = this.verdicts.get(key);
    if (known) return known;
    const errors = this.errorsIn(way, place.path, attributes, content);
    this.kept += key.length;
    if (this.kept > KEPT) {
      this.verdicts.clear();
      this.kept = key.length;
    }
    this.verdicts.set(key, errors);
    return errors;
  }

  private wayTo(place: ModelPlace): Scaffold | undefined {
    const { key, path } = place;
    if (!this.ways.has(key)) {
      const admits = (way: Scaffold) => this.errorsIn(way, path, '', PROBE).some((error) => !isRefusal(error, 0));
      this.ways.set(key, scaffoldOf(this.pack, path).find(admits));
    }
    return this.ways.get(key);
  }

  private errorsIn(
    { opening, closing, prefix, declaration }: Scaffold,
    path: readonly string[],
    attributes: string,
    content: string,
  ): readonly SchemaError[] {
    const name = `${prefix}${path[path.length - 1]}`;
    const result = this.pack.validator.validate([
      opening,
      `<${name}${declaration}${attributes}>${content}</${name}>`,
      closing,
    ]);
    if (result.kind !== 'validated') return NOTHING_WRONG;
    return result.errors.flatMap((error) => {
      const isHere = path.every((step, depth) => isStep(error.path[depth], `${prefix}${step}`));
      if (!isHere) return [];
      const rest = error.path
        .slice(path.length)
        .filter((step) => step.name !== 'text()' && !step.name?.startsWith('@'));
      return [{ ...error, path: rest.map(({ name, index }) => ({ name: localPart(name ?? ''), index })) }];
    });
  }
}

/** What stands before an element in its scaffold never has its name. */
function isStep(step: PathStep | undefined, name: string): boolean {
  return step?.name === name && step.index === 1;
}

function localPart(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function isOnAttribute({ sentence }: SchemaError): boolean {
  return /\battribute '/.test(sentence);
}
