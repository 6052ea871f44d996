import type { CodeGroup } from '../engine/packs/code-groups.ts';

export { type CodeGroup, codeGroups } from '../engine/packs/code-groups.ts';
export type { Code } from '../engine/packs/pack.ts';
export { SHIPPED_PACKS } from '../engine/packs/shipped.ts';

/**
 * Request to the server, with a document: the types of voorziening in the pack that it is judged by. null where the
 * document is no delivery that a pack is known for.
 */
export const CODE_GROUPS = 'srg/codeGroups';
export interface CodeGroupsParams {
  readonly textDocument: { readonly uri: string };
}
export type CodeGroupsAnswer = readonly CodeGroup[] | null;
