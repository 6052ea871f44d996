/**
 * What is known of the elements of a format, by their local names: enough to tell what a mistake in a tag was meant to
 * be. Only fragments that are not well-formed are read by it.
 */
export interface ElementGrammar {
  isKnown(name: string): boolean;
  /** Elements of that name hold a value and no elements. */
  isValue(name: string): boolean;
  mayHold(parent: string, child: string): boolean;
  /** The one element that may stand in `parent` and hold `child`, where `parent` itself may not hold it. */
  wrapperFor(parent: string, child: string): string | undefined;
  /** The element that comes first in one of that name and stands there once; undefined where that can't be told. */
  firstIn(parent: string): string | undefined;
}

/** What is known where the format is not. */
export const NO_ELEMENTS: ElementGrammar = {
  isKnown: () => false,
  isValue: () => false,
  mayHold: () => false,
  wrapperFor: () => undefined,
  firstIn: () => undefined,
};

export function localPart(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
