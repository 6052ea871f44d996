import type { CodeActionOptions } from '../../../server/src/features/actions/code-actions.ts';

/** What an editor that can do all asks with, of a document at this address. */
export const ACTION_OPTIONS = {
  language: 'nl',
  maskBsn: false,
  uri: 'file:///levering.srg.xml',
  version: 1,
  versionedEdits: true,
  resolvesEdits: true,
  createsDocuments: true,
  takesEdits: true,
  only: undefined,
  maxProblems: 100,
  canGoTo: true,
  pageOf: () => undefined,
} as const satisfies CodeActionOptions;
