import { Binder } from '../delivery/binder.ts';
import { choosingPack, namespaceInPlace, type PackChoice } from '../packs/choose-pack.ts';
import type { Pack } from '../packs/load-pack.ts';
import { containerPath } from '../packs/places.ts';
import type { TypeModel } from '../schema/model.ts';
import { DocumentScanner } from '../syntax/document-scanner.ts';
import { NodeKind } from '../syntax/node-table.ts';
import { Placeholders } from '../syntax/placeholders/placeholders.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { SourceText } from '../text/source-text.ts';
import { atOnce, type Steps } from '../text/time-sliced.ts';

/** The settings on templates, for one document. */
export interface TemplateSettings {
  /** The name of the document's file makes it one. */
  readonly isNamed: boolean;
  readonly placeholders: Placeholders;
}

/** Why a document is a template: the name of its file, or a placeholder in the place of a value. */
export type TemplateSign = 'name' | 'placeholder';

/** What a document is. */
export interface Recognition {
  readonly choice: PackChoice;
  /** undefined for a delivery. */
  readonly template: TemplateSign | undefined;
  /** What its placeholders look like, where it is a template. */
  readonly placeholders: Placeholders | undefined;
}

/** A placeholder that makes a template of a document stands in so many characters from its start, or not at all. */
export const SIGN_WITHIN = 16_384;

const NO_TEMPLATE_NAME: TemplateSettings = { isNamed: false, placeholders: new Placeholders() };

/**
 * Tells which pack a document follows, and whether it is a template. Without the name of its file saying so, it is one
 * where a value in the header or in the first record is nothing but a placeholder, and the schema calls for something
 * other than free text there: `@` or `[[` in a name or a number makes no template of a delivery.
 */
export function recognise(source: SourceText, packs: readonly Pack[], settings?: TemplateSettings): Recognition {
  return atOnce(recognising(source, packs, settings));
}

/** The same in steps. */
export function* recognising(
  source: SourceText,
  packs: readonly Pack[],
  { isNamed, placeholders } = NO_TEMPLATE_NAME,
): Steps<Recognition> {
  const asTemplate = function* (template: TemplateSign): Steps<Recognition> {
    return { choice: yield* choosingPack(source, packs, placeholders), template, placeholders };
  };
  if (isNamed) return yield* asTemplate('name');
  const choice = yield* choosingPack(source, packs);
  if (choice.kind === 'known') {
    const beginning = source.slice(0, SIGN_WITHIN);
    if (placeholders.mayStandIn(beginning)) {
      const { shape } = new Binder(choice.pack, {
        placeholders,
        unresolvedNamespace: namespaceInPlace(choice),
      });
      if (showsSign(new DocumentScanner(beginning, shape), choice.pack)) return yield* asTemplate('placeholder');
    }
  }
  return { choice, template: undefined, placeholders: undefined };
}

function showsSign(scanner: DocumentScanner, pack: Pack): boolean {
  const headerFragment = scanner.scanHeader();
  if (holdsSign(headerFragment.tree, [], pack)) return true;
  const first = headerFragment.openElements && scanner.nextRecord();
  return first !== undefined && holdsSign(first.tree, containerPath(pack), pack);
}

/** @param ancestors local names of the elements around the tree */
function holdsSign(tree: SyntaxTree, ancestors: readonly string[], pack: Pack): boolean {
  for (const placeholder of tree.placeholders()) {
    const holder = tree.parent(placeholder);
    if (holder < 0 || !tree.isUnresolved(holder)) continue;
    const isAttribute = tree.kind(holder) === NodeKind.Attribute;
    if (!isAttribute && tree.kind(holder) !== NodeKind.Element) continue;
    const { start, end } = tree.valueRange(holder);
    const isWhole = start === tree.start(placeholder) && end === tree.end(placeholder);
    if (!isWhole && !tree.isInTag(placeholder)) continue;
    const element = pack.model.element([...ancestors, ...tree.path(isAttribute ? tree.parent(holder) : holder)]);
    const type = isAttribute
      ? element?.type.attributes.find(({ name }) => name === tree.localName(holder))?.type
      : element?.type;
    if (type && !holdsFreeText(type)) return true;
  }
  return false;
}

const FREE_TEXT: readonly (string | undefined)[] = ['string', 'normalizedString', 'token', 'anySimpleType', 'anyType'];

/** Any text may stand there, as far as the length allows; or elements. */
function holdsFreeText({ base, children, enumerations, facets }: TypeModel): boolean {
  if (children.length > 0 || base === undefined) return true;
  return FREE_TEXT.includes(base) && enumerations.length === 0 && !facets.some(({ name }) => name === 'pattern');
}
