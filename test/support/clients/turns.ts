import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LspClient } from './lsp-client.ts';

const IS_TOLD = process.platform === 'linux';

/** How long a server is busy before it looks at what has come in. */
export class Turns {
  /** What the server is to be started with. */
  readonly flags: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  private readonly folder = mkdtempSync(join(tmpdir(), 'srg-turns-'));
  private readonly told = join(this.folder, 'longest');

  /** @param counter what is run before the server, and measures its turns: by processor time, or by work counted */
  constructor(counter: 'longest-turn' | 'counted-turn' = 'longest-turn') {
    this.flags = IS_TOLD ? ['--require', `./test/support/preload/${counter}.cjs`] : [];
    this.environment = { LONGEST_TURN: this.told };
  }

  /** The longest since it was last asked, in milliseconds of processor time or as work; 0 where nothing tells it. */
  async longest(client: LspClient): Promise<number> {
    if (!IS_TOLD) return 0;
    rmSync(this.told, { force: true });
    client.process.kill('SIGUSR2');
    while (!existsSync(this.told)) await new Promise((resolve) => setTimeout(resolve, 5));
    return Math.round(Number(readFileSync(this.told, 'utf8')));
  }

  end(): void {
    rmSync(this.folder, { recursive: true });
  }
}
