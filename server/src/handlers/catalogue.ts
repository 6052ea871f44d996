import { codeGroups } from '../engine/packs/code-groups.ts';
import { RULES } from '../engine/rules/registry.ts';
import { factsOf } from '../engine/rules/rule-metadata.ts';
import { importTexts } from '../features/import-texts.ts';
import { IMPORT_REQUEST, type ImportAnswer, type ImportNeeds, type ImportParameters } from '../protocol/import.ts';
import { CODE_GROUPS, type CodeGroupsAnswer, type CodeGroupsParams } from '../protocol/packs.ts';
import { RULES_REQUEST, type RuleFacts, type RulesParams } from '../protocol/rules.ts';
import type { RequestGroup } from './handler-context.ts';

/**
 * The rules that there are, for a client to choose from; the codes that a document may use, for the decision tree; and
 * packs that are made of a schema.
 */
export const catalogue: RequestGroup = {
  capabilities: () => ({}),

  register(connection, { onDelivery, onRequest, shippedPacks, compileSchema }) {
    connection.onRequest(
      RULES_REQUEST,
      onRequest<RulesParams | null, readonly RuleFacts[]>('rules', [], (parameters) => {
        const language = parameters?.language === 'en' ? 'en' : 'nl';
        return RULES.map((rule) => factsOf(rule, language));
      }),
    );

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

    connection.onRequest<ImportAnswer | ImportNeeds | null, void>(
      IMPORT_REQUEST,
      onRequest<ImportParameters, ImportAnswer | ImportNeeds | null>('import', null, async (parameters) => {
        const [law] = await shippedPacks();
        return importTexts(parameters, law!, compileSchema);
      }),
    );
  },
};
