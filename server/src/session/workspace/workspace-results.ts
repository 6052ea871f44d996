import type { Connection } from 'vscode-languageserver';
import { uriKey } from '../../engine/text/uri.ts';
import { WORKSPACE_FINDINGS, type WorkspaceFindingsParams } from '../../protocol/workspace.ts';
import type { CheckedFile } from './closed-delivery.ts';

/** What stands of the files that were checked, and the client's copy of it. */
export class WorkspaceResults {
  private readonly known = new Map<string, CheckedFile>();
  private count = 0;
  private told = 0;

  constructor(private readonly connection: Connection) {}

  /** @param key of the file, as `uriKey` has it */
  of(key: string): CheckedFile | undefined {
    return this.known.get(key);
  }

  /** Those that are deliveries, in no order. */
  all(): CheckedFile[] {
    return [...this.known.values()].filter(({ outcome }) => outcome !== 'other');
  }

  /** How many findings stand, without those of one file. */
  countWithout(key: string): number {
    return this.count - (this.known.get(key)?.diagnostics.length ?? 0);
  }

  take(file: CheckedFile): void {
    const key = uriKey(file.uri);
    const before = this.known.get(key)?.diagnostics.length ?? 0;
    this.count += file.diagnostics.length - before;
    this.known.set(key, file);
    if (file.diagnostics.length > 0 || before > 0) this.publish(file);
  }

  /** Other findings have taken the place of those of a file. */
  replaced(key: string, isOverwritten: (uri: string) => boolean): void {
    const file = this.known.get(key);
    if (!file || file.diagnostics.length === 0) return;
    const bare = { ...file, stamp: '', diagnostics: [] };
    this.count -= file.diagnostics.length;
    this.known.set(key, bare);
    if (!isOverwritten(file.uri)) this.publish(bare);
    this.tellCount();
  }

  /** Leaves nothing of other files than these; gives what stood of them. */
  keepOnly(kept: ReadonlySet<string>): CheckedFile[] {
    const gone = [...this.known].filter(([key]) => !kept.has(key)).map(([, file]) => file);
    for (const file of gone) {
      this.known.delete(uriKey(file.uri));
      this.count -= file.diagnostics.length;
      if (file.diagnostics.length > 0) this.publish({ ...file, diagnostics: [] });
    }
    return gone;
  }

  /** Tells the client how many findings stand, where that is another number than it knows. */
  tellCount(): void {
    if (this.count === this.told) return;
    this.told = this.count;
    const parameters: WorkspaceFindingsParams = { findings: this.count };
    void this.connection.sendNotification(WORKSPACE_FINDINGS, parameters);
  }

  private publish({ uri, diagnostics }: CheckedFile): void {
    void this.connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
  }
}
