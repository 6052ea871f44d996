import type { CodeGroup } from '../engine/packs/code-groups.ts';

export { type CodeGroup, codeGroups } from '../engine/packs/code-groups.ts';
export type { Code } from '../engine/packs/pack.ts';
export { SHIPPED_PACKS } from '../engine/packs/shipped.ts';

/** A pack that a document may be judged by. */
export interface PackReference {
  /** What it is chosen by: the address of its `pack.json`, or its id where it has none. */
  readonly key: string;
  readonly id: string;
  readonly title: string;
}

/**
 * Notification to the server: the pack that the user chooses for one document, among those with its root and namespace;
 * null for the first that holds for it. The client remembers it, and sends what it remembers with `initialize`
 * (`chosenPacks`, keys by address).
 */
export const CHOOSE_PACK = 'srg/choosePack';
export interface ChoosePackParams {
  readonly uri: string;
  readonly pack: string | null;
}

/**
 * Request to the server, with a document: the types of voorziening in the pack that it is judged by. null where the
 * document is no delivery that a pack is known for.
 */
export const CODE_GROUPS = 'srg/codeGroups';
export interface CodeGroupsParams {
  readonly textDocument: { readonly uri: string };
}
export type CodeGroupsAnswer = readonly CodeGroup[] | null;
