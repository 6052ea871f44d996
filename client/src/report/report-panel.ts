import { commands, Range, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { renderViewDocument } from '../../../server/src/engine/report/html/view.ts';
import {
  FINDINGS_REQUEST,
  type FindingQuery,
  type FindingsAnswer,
  type FindingsParameters,
  REPORT_REQUEST,
  type Report,
  type ReportParameters,
  TIMELINE_REQUEST,
  type Timeline,
  type TimelineParameters,
} from '../../../server/src/protocol/report.ts';
import { reportLanguage } from './report-export.ts';
import type { ReportNotice, ToExtension, ToView } from './report-messages.ts';

/** After a change the view waits this many milliseconds for the next one. */
const DEBOUNCE = 300;

/**
 * The view of one delivery's report at a time: of the one that the user is in, or of the one that it is pinned to. It
 * asks for the report anew while it is to be seen, and only then.
 */
export class ReportPanel {
  private bsnShown = false;
  /** The document that was asked for last: others may be waited for still. */
  private wanted: Uri | undefined;
  /** The record whose person's timeline is open, and the end of the person's BSN. */
  private person: { readonly record: number; readonly bsn: string | undefined } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = false;
  /** Something has changed since the report was last asked for. */
  private stale = true;
  /** The view's script runs, so what is posted arrives. */
  private ready = false;

  constructor(
    private readonly panel: WebviewPanel,
    private delivery: Uri | undefined,
    extension: Uri,
    private readonly getClient: () => Promise<BaseLanguageClient | undefined>,
    private pinned = false,
  ) {
    const { webview } = panel;
    const folder = Uri.joinPath(extension, 'dist');
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    panel.iconPath = Uri.joinPath(extension, 'media', 'icon.png');
    const script = webview.asWebviewUri(Uri.joinPath(folder, 'report-view.js')).toString();
    webview.onDidReceiveMessage((message: ToExtension) => this.receive(message));
    // The document of a view that can't be seen is thrown away; the script says so when it runs again.
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.ready = false;
    });
    panel.onDidDispose(() => clearTimeout(this.timer));
    webview.html = renderViewDocument(script, webview.cspSource, reportLanguage());
    this.setTitle();
  }

  get uri(): Uri | undefined {
    return this.delivery;
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  /** It goes on showing its delivery. */
  get isPinned(): boolean {
    return this.pinned && this.delivery !== undefined;
  }

  get showsBsn(): boolean {
    return this.bsnShown;
  }

  reveal(): void {
    this.panel.reveal();
  }

  /** Shows another delivery. What is no delivery leaves the view as it is, unless it is empty. */
  async follow(uri: Uri): Promise<void> {
    if (this.isPinned) return;
    this.wanted = uri;
    if (uri.toString() === this.delivery?.toString()) return;
    if (this.delivery && !(await this.ask(uri).catch(() => null))) return;
    if (this.wanted !== uri || this.isPinned) return;
    this.delivery = uri;
    this.bsnShown = false;
    this.person = undefined;
    this.setTitle();
    this.refresh();
  }

  /** What is known of a document may have changed. */
  changed(uri: Uri): void {
    if (uri.toString() !== this.delivery?.toString()) return;
    this.stale = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), DEBOUNCE);
  }

  private refresh(): void {
    this.stale = true;
    void this.update();
  }

  /** Asks until nothing has changed meanwhile; one question at a time. */
  private async update(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    try {
      while (this.stale && this.ready) {
        this.stale = false;
        await this.show();
      }
    } finally {
      this.asking = false;
    }
  }

  private async show(): Promise<void> {
    const uri = this.delivery;
    if (!uri) return this.tell('report.noDelivery');
    if (!(await this.getClient())) return this.tell('report.noServer');
    try {
      const report = await this.ask(uri);
      const { person } = this;
      const timeline = report && person ? await this.askTimeline(uri, { record: person.record }) : undefined;
      if (uri !== this.delivery) return;
      if (!report) return this.tell('report.noDelivery');
      this.post({ kind: 'report', uri: uri.toString(), report, pinned: this.pinned });
      // Another timeline was asked for meanwhile.
      if (person !== this.person) return;
      // An edit may have moved another person's record to the place.
      if (!timeline || endOf(timeline) !== person?.bsn) this.person = undefined;
      this.post({ kind: 'timeline', timeline: this.person && timeline });
    } catch {
      // The log has it: the client writes down what fails.
      this.tell('report.noServer');
    }
  }

  private async ask(uri: Uri): Promise<Report | null> {
    if (!(await this.opened(uri))) return null;
    const parameters: ReportParameters = {
      textDocument: { uri: uri.toString() },
      showBsn: this.bsnShown && uri === this.delivery,
    };
    return (await (await this.getClient())?.sendRequest<Report | null>(REPORT_REQUEST, parameters)) ?? null;
  }

  private async askTimeline(uri: Uri, place: TimelineParameters['place']): Promise<Timeline | null> {
    const parameters: TimelineParameters = { textDocument: { uri: uri.toString() }, showBsn: this.bsnShown, place };
    return (await (await this.getClient())?.sendRequest<Timeline | null>(TIMELINE_REQUEST, parameters)) ?? null;
  }

  /** The server knows open documents only. One that was never saved can't be opened again. */
  private async opened(uri: Uri): Promise<boolean> {
    const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    if (isOpen || uri.scheme === 'untitled') return isOpen;
    return workspace.openTextDocument(uri).then(
      () => true,
      () => false,
    );
  }

  private receive(message: ToExtension): unknown {
    switch (message.kind) {
      case 'ready':
        this.ready = true;
        this.tell('report.waiting');
        return this.refresh();
      case 'jump':
        return this.jump(message.place);
      case 'page':
        return commands.executeCommand('srg.explain', message.code);
      case 'bsn':
        this.bsnShown = message.shown;
        return this.refresh();
      case 'pin':
        return this.pin(message.pinned);
      case 'findings':
        return this.find(message.question, message.query);
      case 'export':
        return commands.executeCommand('srg.exportReport', this.delivery);
      case 'timeline':
        return this.openTimeline(message.record);
      case 'closeTimeline':
        this.person = undefined;
        return this.post({ kind: 'timeline', timeline: undefined });
    }
  }

  /** The next file that is opened is to stand beside it, and not in its place. */
  private pin(pinned: boolean): unknown {
    this.pinned = pinned;
    this.setTitle();
    const command = pinned ? 'workbench.action.lockEditorGroup' : 'workbench.action.unlockEditorGroup';
    return this.panel.active ? commands.executeCommand(command) : undefined;
  }

  private async find(question: number, query: FindingQuery): Promise<void> {
    const uri = this.delivery;
    if (!uri) return;
    const parameters: FindingsParameters = {
      textDocument: { uri: uri.toString() },
      showBsn: this.bsnShown,
      query,
    };
    // What fails, the client has written into the log.
    const asked = (await this.getClient())?.sendRequest<FindingsAnswer>(FINDINGS_REQUEST, parameters);
    const page = (await asked?.catch(() => null)) ?? null;
    if (uri === this.delivery) this.post({ kind: 'findings', question, page });
  }

  private async openTimeline(record: number | undefined): Promise<void> {
    const uri = this.delivery;
    if (!uri) return;
    const cursor = this.editor()?.selection.active;
    if (record === undefined && !cursor) return this.post({ kind: 'timeline', timeline: null });
    const place =
      record === undefined ? { position: { line: cursor!.line, character: cursor!.character } } : { record };
    try {
      const timeline = await this.askTimeline(uri, place);
      if (uri !== this.delivery) return;
      this.person = timeline ? { record: timeline.record, bsn: endOf(timeline) } : undefined;
      this.post({ kind: 'timeline', timeline });
    } catch {
      this.tell('report.noServer');
    }
  }

  private async jump([line = 0, character = 0, endLine = line, endCharacter = character]: readonly number[]) {
    if (!this.delivery) return;
    const elsewhere = this.panel.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
    await window.showTextDocument(this.delivery, {
      selection: new Range(line, character, endLine, endCharacter),
      viewColumn: this.editor()?.viewColumn ?? elsewhere,
    });
  }

  /** The editor that shows the delivery. */
  private editor() {
    const uri = this.delivery?.toString();
    return window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
  }

  private setTitle(): void {
    const name = this.delivery?.path.slice(this.delivery.path.lastIndexOf('/') + 1);
    this.panel.title = name === undefined ? 'SRG' : `${this.isPinned ? '📌 ' : ''}SRG: ${name}`;
  }

  private tell(key: ReportNotice): void {
    this.post({ kind: 'notice', uri: this.delivery?.toString(), key, language: reportLanguage() });
  }

  private post(message: ToView): void {
    if (this.ready) void this.panel.webview.postMessage(message);
  }
}

/** The same of a BSN that is masked and one that is not. */
function endOf({ bsn }: Timeline): string | undefined {
  return bsn?.slice(-4);
}
