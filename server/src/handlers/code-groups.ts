import { codeGroups } from '../engine/packs/code-groups.ts';
import { CODE_GROUPS, type CodeGroupsAnswer, type CodeGroupsParams } from '../protocol/packs.ts';
import type { RequestGroup } from './handler-context.ts';

/** The codes that a document may use, for the decision tree. */
export const codeGroupsOfPack: RequestGroup = {
  capabilities: () => ({}),

  register(connection, { onDelivery }) {
    connection.onRequest(
      CODE_GROUPS,
      onDelivery<CodeGroupsParams, CodeGroupsAnswer>(
        'codeGroups',
        null,
        (_parameters, { analysis: { choice } }) => {
          if (choice.kind !== 'known') return null;
          return codeGroups(choice.pack.manifest, { lists: choice.pack.codes });
        },
        // The first lines tell which pack it is.
        'place',
      ),
    );
  },
};
