import { timeSliced } from '../engine/text/time-sliced.ts';
import { inDocument } from '../features/actions/refactorings/refactoring.ts';
import { toTextEdits, workspaceEdit } from '../features/actions/workspace-edit.ts';
import { fixesOfKind, nextProblem, problemGroups } from '../features/problem-groups.ts';
import {
  FIX_KIND,
  type FixKindAnswer,
  type FixKindParams,
  NEXT_PROBLEM,
  type NextProblemAnswer,
  type NextProblemParams,
  PROBLEM_GROUPS,
  type ProblemGroupsAnswer,
  type ProblemGroupsParams,
} from '../protocol/problems.ts';
import type { RequestGroup } from './handler-context.ts';

/** The findings of a delivery in groups, for a tree of them. */
export const problems: RequestGroup = {
  capabilities: () => ({}),

  register(connection, { onDelivery }) {
    connection.onRequest(
      PROBLEM_GROUPS,
      onDelivery<ProblemGroupsParams, ProblemGroupsAnswer>('problemGroups', null, async ({ by }, snapshot) => {
        const groups = problemGroups(snapshot.analysis, by, snapshot.options);
        return (await timeSliced(groups, () => !snapshot.isStale())) ?? null;
      }),
    );

    connection.onRequest(
      NEXT_PROBLEM,
      onDelivery<NextProblemParams, NextProblemAnswer>(
        'nextProblem',
        null,
        async ({ position, backwards }, snapshot) => {
          const { analysis, options } = snapshot;
          const steps = nextProblem(analysis, analysis.source.offsetAt(position), backwards, options);
          return (await timeSliced(steps, () => !snapshot.isStale())) ?? null;
        },
      ),
    );

    connection.onRequest(
      FIX_KIND,
      onDelivery<FixKindParams, FixKindAnswer>('fixKind', null, async ({ kind, textDocument }, snapshot) => {
        const { analysis, version, client } = snapshot;
        const fixes = await timeSliced(fixesOfKind(analysis, kind), () => !snapshot.isStale());
        if (!fixes || fixes.length === 0) return null;
        const edits = inDocument(analysis, fixes);
        const versionedEdits = client.workspace?.workspaceEdit?.documentChanges === true;
        const target = { uri: textDocument.uri, version, versionedEdits };
        return { edit: workspaceEdit(toTextEdits(analysis.source, edits), target), count: edits.length };
      }),
    );
  },
};
