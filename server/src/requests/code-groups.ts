import { codeGroups } from '../packs/code-groups.ts';
import { CODE_GROUPS, type CodeGroupsAnswer, type CodeGroupsParams } from '../srg-protocol.ts';
import type { RequestGroup } from './request-group.ts';

/** The codes that a document may use, for the decision tree. */
export const codeGroupsOfPack: RequestGroup = {
  capabilities: () => ({}),

  register(connection, { about }) {
    connection.onRequest(
      CODE_GROUPS,
      about<CodeGroupsParams, CodeGroupsAnswer>(
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
