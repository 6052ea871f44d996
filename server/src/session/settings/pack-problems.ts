import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { MessageOptions } from '../../engine/messages/message.ts';
import type { PackProblem } from '../../engine/packs/pack-problem.ts';
import { packDiagnostics } from '../../features/pack-diagnostics.ts';

/**
 * Tells what is wrong with the files of packs, in those files. That is pushed, also to a client that pulls: it asks for
 * the findings of documents in a language that it knows, and these are none.
 */
export class PackProblems {
  /** By the pack, then by the file's URI. */
  private readonly found = new Map<string, ReadonlyMap<string, readonly Diagnostic[]>>();
  /** What the client has, by the file's URI. */
  private readonly published = new Map<string, string>();

  constructor(private readonly connection: Connection) {}

  /** @param pack what it is kept by */
  set(pack: string, problems: readonly PackProblem[], options: MessageOptions): void {
    this.show(pack, packDiagnostics(problems, options));
  }

  /** The same for a file of another kind that documents are judged by. */
  show(key: string, diagnostics: ReadonlyMap<string, readonly Diagnostic[]>): void {
    if (diagnostics.size > 0) this.found.set(key, diagnostics);
    else if (!this.found.delete(key)) return;
    this.publish();
  }

  /** All packs are to be loaded anew. */
  clear(): void {
    this.found.clear();
    this.publish();
  }

  private publish(): void {
    const wanted = new Map<string, Diagnostic[]>();
    for (const byUri of this.found.values()) {
      for (const [uri, diagnostics] of byUri) wanted.set(uri, [...(wanted.get(uri) ?? []), ...diagnostics]);
    }
    for (const uri of this.published.keys()) if (!wanted.has(uri)) wanted.set(uri, []);
    for (const [uri, diagnostics] of wanted) {
      const text = JSON.stringify(diagnostics);
      if ((this.published.get(uri) ?? '[]') === text) continue;
      if (diagnostics.length > 0) this.published.set(uri, text);
      else this.published.delete(uri);
      void this.connection.sendDiagnostics({ uri, diagnostics });
    }
  }
}
