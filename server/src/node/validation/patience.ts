import type { Reply } from './validation-thread.ts';

/** How long a text is waited for, and a little for each thousand characters, in milliseconds. */
const TEXT_MS = 3_000;

/** How long libxml2 is waited for. */
export class Patience {
  private inVain = 0;

  /** For a text of this length, in milliseconds. */
  for(length: number): number {
    return TEXT_MS + length / 1_000;
  }

  /** libxml2 may give up on each of thousands of records, after a second each. */
  isLeftAfter(reply: Reply): boolean {
    if ('result' in reply && reply.result.kind === 'limited') this.inVain += reply.took;
    return this.inVain <= TEXT_MS;
  }
}
