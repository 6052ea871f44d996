import { masked } from '../../engine/messages/message.ts';
import { describePackError } from '../../engine/messages/pack-problem.ts';
import { PackError } from '../../engine/packs/load-pack.ts';
import { DamagedError } from '../files/input.ts';
import { hasChanged, isTooLarge, isUnreadable } from '../files/inputs.ts';
import { describeUnexpected } from '../output.ts';
import type { Program } from '../program.ts';

/** A file could not be judged, for a reason that is in the words of the user already. */
export class ToldFailure extends Error {}

/** Why a file could not be judged, in a line. */
export function describeFailure(
  { say, language }: Pick<Program, 'say' | 'language'>,
  path: string,
  error: unknown,
): string {
  if (error instanceof ToldFailure) return error.message;
  if (hasChanged(error)) return say('file.changed', { path });
  if (isTooLarge(error)) return say('file.tooLarge', { path });
  if (isUnreadable(error)) return say('file.unreadable', { path });
  if (error instanceof DamagedError) return say('file.damaged', { path });
  const problem =
    error instanceof PackError ? describePackError(error, masked(language)).join('; ') : describeUnexpected(say, error);
  return say('error.judging', { path, problem });
}
