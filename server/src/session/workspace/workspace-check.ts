import type { CancellationToken, Connection } from 'vscode-languageserver';
import { outcomeOf } from '../../engine/analysis/check-delivery.ts';
import { notCheckedIn } from '../../engine/analysis/not-checked.ts';
import { formatMessage, masked } from '../../engine/messages/message.ts';
import { factsOf, type OverviewRow } from '../../engine/report/overview/overview.ts';
import { compareTexts } from '../../engine/text/ascending.ts';
import { fileNameOf, isIn, uriKey } from '../../engine/text/uri.ts';
import type { DeliveryFiles, FileEntry } from '../../engine/workspace/delivery-files.ts';
import { failureDiagnostic } from '../../features/failure.ts';
import type { CheckedWorkspace } from '../../protocol/workspace.ts';
import type { Client } from '../client.ts';
import type { OpenDocument } from '../documents/open-document.ts';
import type { OpenDocuments } from '../documents/open-documents.ts';
import type { Guard } from '../guard.ts';
import type { LastMonth } from '../last-month/last-month.ts';
import type { SchematronProblems } from '../schematron/schematron-problems.ts';
import type { Configuration } from '../settings/configuration.ts';
import { beginProgress, type CheckProgress, UNSEEN } from './check-progress.ts';
import { type CheckedFile, checkClosed, nothing } from './closed-delivery.ts';
import { listWorkspace } from './workspace-files.ts';
import type { WorkspaceFolders } from './workspace-folders.ts';
import { WorkspaceResults } from './workspace-results.ts';

/** So many findings stand at most for all files together; then a file shows no more than a few. */
const MOST_FINDINGS = 10_000;
const A_FEW = 10;
/** Changes are followed up when there have been none for so many milliseconds. */
const DEBOUNCE_MS = 300;
/** Following up more files than these is shown, and can be called off. */
const MANY = 20;

export interface WorkspaceCheckParts {
  readonly client: Client;
  readonly guard: Guard;
  readonly configuration: Configuration;
  readonly documents: OpenDocuments;
  readonly files: DeliveryFiles;
  readonly folders: WorkspaceFolders;
  readonly lastMonth: LastMonth;
  readonly schematronProblems: SchematronProblems;
}

/**
 * Checks all deliveries of the workspace when it is asked to, and publishes what it finds in those that are not open.
 * From then on, until they are cleared, these results are kept current: a file that comes, goes or changes on disk,
 * other settings, and a delivery that is closed are followed up. Where a client pulls, what is published stands beside
 * what it pulls, so a file that gets findings as an open document has none of these here.
 */
export class WorkspaceCheck {
  /** A check was made, and not cleared. */
  private stands = false;
  private readonly results: WorkspaceResults;
  /** Files that have findings as open documents. */
  private readonly live = new Set<string>();
  /** One piece of work at a time: another one ends it, or waits. */
  private turn = 0;
  private last: Promise<unknown> = Promise.resolve();
  private isChecking = false;
  /** Files, and folders of files, that something befell. */
  private readonly touched = new Set<string>();
  /** All that are known are to be looked at again. */
  private allInvalidated = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly parts: WorkspaceCheckParts,
  ) {
    this.results = new WorkspaceResults(connection);
    parts.documents.onDidClose(({ document }) => {
      if (this.live.delete(uriKey(document.uri))) this.changed([document.uri]);
    });
  }

  /** An open document is given its findings, which take the place of those of the file. */
  isOpen({ uri }: OpenDocument): void {
    const key = uriKey(uri);
    this.live.add(key);
    // What is pushed under the same address overwrites them.
    this.results.replaced(key, (address) => !this.parts.client.pullsDiagnostics && address === uri);
  }

  /** Files, or files in these folders, may have come, gone or changed. */
  changed(uris: readonly string[]): void {
    if (!this.stands || uris.length === 0) return;
    for (const uri of uris) this.touched.add(uriKey(uri));
    this.followUpSoon();
  }

  /** Settings, rules or folders are other ones. */
  invalidate(): void {
    if (!this.stands) return;
    this.allInvalidated = true;
    this.followUpSoon();
  }

  /** @param token where the client wants to be told how far it is; without, that is shown as the server's own */
  check(token: string | number | undefined, cancellation: CancellationToken): Promise<CheckedWorkspace> {
    this.stands = true;
    this.forgetTouched();
    const turn = ++this.turn;
    return this.inOrder(async () => {
      this.isChecking = true;
      const progress = await this.progress(token);
      const goesOn = () => turn === this.turn && !cancellation.isCancellationRequested && !progress.isCancelled;
      try {
        const { entries, capped, unreadable } = await this.list();
        if (turn === this.turn) this.keepOnly(entries);
        const seen = await this.look(entries, progress, goesOn);
        const cancelled = seen.length < entries.length;
        return {
          ...countsOf(seen),
          notChecked: notCheckedOf(seen),
          seen: seen.length,
          files: entries.length,
          cancelled,
          capped,
          unreadable,
        };
      } finally {
        progress.done();
        this.results.tellCount();
        this.isChecking = false;
      }
    });
  }

  /** Takes all results away. */
  clear(): void {
    this.stands = false;
    this.turn++;
    this.forgetTouched();
    this.keepOnly([]);
    this.results.tellCount();
  }

  /** What stands of each file; of those that are open, what is known now. */
  async overview(): Promise<OverviewRow[]> {
    const rows: OverviewRow[] = [];
    const folders = this.parts.folders.all;
    for (const { uri, outcome, facts } of this.results.all()) {
      if (outcome === 'other') continue;
      const folder = folders.find((one) => isIn(uri, one));
      const name = decodeURIComponent(
        folder === undefined ? fileNameOf(uri) : uri.slice(folder.length).replace(/^\//, ''),
      );
      const document = this.live.has(uriKey(uri)) ? this.parts.documents.get(uri) : undefined;
      const analysis = await document?.analysed();
      const isKnown = analysis?.done === true && analysis.choice.kind !== 'other';
      rows.push(
        isKnown ? { uri, name, outcome: outcomeOf(analysis), facts: factsOf(analysis) } : { uri, name, outcome, facts },
      );
    }
    return rows;
  }

  private followUpSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.parts.guard('checkWorkspace', undefined, () => this.followUp());
    }, DEBOUNCE_MS);
  }

  private followUp(): Promise<void> {
    // What is being followed up would have to be followed up again; a check goes on, to get to all files.
    if (this.allInvalidated && !this.isChecking) this.turn++;
    const { turn } = this;
    return this.inOrder(async () => {
      if (turn !== this.turn) return;
      const all = this.allInvalidated;
      const touched = new Set(this.touched);
      this.forgetTouched();
      const { entries } = await this.list();
      if (turn !== this.turn) return;
      const gone = this.keepOnly(entries);
      const due = entries.filter((entry) => this.isDue(entry, all, touched));
      const progress = due.length > MANY ? await this.progress(undefined) : UNSEEN;
      const goesOn = () => turn === this.turn && !progress.isCancelled;
      try {
        const before = due.flatMap(({ uri }) => this.results.of(uriKey(uri)) ?? []);
        const now = await this.look(due, progress, goesOn);
        const others = new Set(due);
        const changes = [...gone, ...before, ...now];
        const followers = entries.filter((entry) => !others.has(entry) && this.follows(entry, changes));
        await this.look(followers, progress, goesOn);
      } finally {
        progress.done();
        this.results.tellCount();
        // New files are not among those that the next one looks at by itself.
        if (this.stands && turn !== this.turn) for (const one of touched) this.touched.add(one);
      }
    });
  }

  /** Whether a file is to be looked at again. One that was never looked at is left alone unless something befell it. */
  private isDue({ uri, stamp }: FileEntry, all: boolean, touched: ReadonlySet<string>): boolean {
    const key = uriKey(uri);
    if (touched.has(key) || [...touched].some((folder) => isIn(key, folder))) return true;
    const known = this.results.of(key);
    return known !== undefined && (all || (known.stamp !== stamp && !this.live.has(key)));
  }

  /** Whether one of these files was, is or may be the delivery of the month before a file that is known. */
  private follows({ uri }: FileEntry, others: readonly CheckedFile[]): boolean {
    const known = this.results.of(uriKey(uri));
    if (!known) return false;
    const { previous, delivery } = known;
    return others.some(
      (other) =>
        previous.some((uri) => uriKey(uri) === uriKey(other.uri)) ||
        (delivery !== undefined &&
          other.delivery?.gemeentecode === delivery.gemeentecode &&
          other.delivery?.berichtgevercode === delivery.berichtgevercode &&
          other.delivery?.verslagmaand === delivery.verslagmaand - 1),
    );
  }

  /** Looks at files one by one; gives what came of those that it got to. */
  private async look(
    entries: readonly FileEntry[],
    progress: CheckProgress,
    goesOn: () => boolean,
  ): Promise<CheckedFile[]> {
    const seen: CheckedFile[] = [];
    const end = this.parts.lastMonth.index.hold();
    try {
      for (const entry of entries) {
        if (!goesOn()) break;
        progress.report(seen.length, entries.length);
        const file = await this.lookAt(entry, goesOn);
        if (!file || !goesOn()) break;
        this.results.take(file);
        seen.push(file);
      }
    } finally {
      end();
    }
    return seen;
  }

  /** @returns undefined where it was given up */
  private async lookAt(entry: FileEntry, goesOn: () => boolean): Promise<CheckedFile | undefined> {
    const { configuration, documents, files, lastMonth, schematronProblems } = this.parts;
    const key = uriKey(entry.uri);
    const document = this.live.has(key) ? documents.get(entry.uri) : undefined;
    const limit = Math.max(A_FEW, MOST_FINDINGS - this.results.countWithout(key));
    const sources = { configuration, files, lastMonth, schematronProblems };
    let file: CheckedFile | undefined;
    try {
      if (document) return await this.lookAtOpen(document, entry);
      file = await checkClosed(entry, sources, limit, goesOn);
    } catch (error) {
      file = await this.failed(entry, error);
    }
    if (!documents.get(entry.uri)) configuration.forget(entry.uri);
    // It may have been opened meanwhile.
    return file && this.live.has(key) ? { ...file, stamp: '', diagnostics: [] } : file;
  }

  private async lookAtOpen(document: OpenDocument, { uri }: FileEntry): Promise<CheckedFile> {
    const analysis = await document.analysed();
    const file = nothing({ uri, stamp: '' });
    if (analysis.choice.kind === 'other' || document.isSilent(analysis)) return file;
    if (!analysis.done) return { ...file, outcome: 'unchecked' };
    return {
      ...file,
      outcome: outcomeOf(analysis),
      facts: factsOf(analysis),
      notChecked: analysis.isTemplate ? [] : notCheckedIn(analysis),
    };
  }

  /** A file could not be judged: that is logged, and the one thing to say of it. */
  private async failed(entry: FileEntry, error: unknown): Promise<CheckedFile> {
    const { configuration, guard } = this.parts;
    await guard('checkWorkspace', undefined, () => Promise.reject(error));
    const diagnostics = [failureDiagnostic(error, await configuration.optionsFor(entry.uri))];
    return { ...nothing(entry), outcome: 'unchecked', diagnostics };
  }

  private keepOnly(entries: readonly FileEntry[]): CheckedFile[] {
    const gone = this.results.keepOnly(new Set(entries.map(({ uri }) => uriKey(uri))));
    this.parts.schematronProblems.forgetClosed(gone.map(({ uri }) => uri));
    return gone;
  }

  private list() {
    const { client, files, folders } = this.parts;
    return listWorkspace(this.connection, files, folders, client.answersConfiguration);
  }

  private async progress(token: string | number | undefined): Promise<CheckProgress> {
    const { client, configuration, folders } = this.parts;
    const { language } = await configuration.of(folders.all[0] ?? '');
    return beginProgress(this.connection, token, client.showsProgress, (message) =>
      formatMessage(message, masked(language)),
    );
  }

  private forgetTouched(): void {
    clearTimeout(this.timer);
    this.touched.clear();
    this.allInvalidated = false;
  }

  private inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }
}

function countsOf(files: readonly CheckedFile[]) {
  const counts = {
    ...{ afkeur: 0, 'niet-te-beoordelen': 0, contact: 0, goedgekeurd: 0 },
    ...{ sjabloon: 0, unchecked: 0, other: 0 },
  };
  for (const { outcome } of files) counts[outcome]++;
  const { other: _other, ...deliveries } = counts;
  return deliveries;
}

/** In the order of the codes, with each code those that concern most deliveries first. */
function notCheckedOf(files: readonly CheckedFile[]): CheckedWorkspace['notChecked'] {
  const found = new Map<string, { readonly of: CheckedFile['notChecked'][number]; deliveries: number }>();
  for (const { notChecked } of files) {
    for (const of of notChecked) {
      const key = `${of.code} ${of.reason}`;
      const one = found.get(key) ?? { of, deliveries: 0 };
      one.deliveries++;
      found.set(key, one);
    }
  }
  return Array.from(found.values(), ({ of, deliveries }) => ({ ...of, deliveries })).sort(
    (a, b) => compareTexts(a.code, b.code) || b.deliveries - a.deliveries,
  );
}
