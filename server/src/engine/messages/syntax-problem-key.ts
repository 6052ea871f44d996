import type { SyntaxProblemKind } from '../syntax/syntax-problem.ts';
import type { MessageKey } from './message.ts';

/**
 * The rule that a syntax problem is told under. Where both tags are missing, the text is well-formed, and not as the
 * schema has it; what was not read may be well-formed or not.
 */
export function codeOfSyntaxProblem(kind: SyntaxProblemKind): 'SRG-T001' | 'SRG-T002' | 'SRG-T006' {
  if (kind === 'missingTags') return 'SRG-T002';
  return kind === 'tooManyAttributes' ? 'SRG-T006' : 'SRG-T001';
}

export function keyOfSyntaxProblem(kind: SyntaxProblemKind): MessageKey {
  if (kind === 'missingTags') return 'SRG-T002.missingTags';
  return kind === 'tooManyAttributes' ? 'SRG-T006.tooManyAttributes' : `SRG-T001.${kind}`;
}
