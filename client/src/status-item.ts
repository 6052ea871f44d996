import {
  type Command,
  commands,
  type Disposable,
  type DocumentSelector,
  LanguageStatusSeverity,
  languages,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { DeliveryStatus, StylesheetStatus } from '../../server/src/features/status.ts';
import { DELIVERY_LANGUAGES, STYLESHEET_LANGUAGES, type StatusParams } from '../../server/src/srg-protocol.ts';
import { language, say } from './say.ts';
import { statusWords } from './status-words.ts';

const SELECTOR: DocumentSelector = [...DELIVERY_LANGUAGES, ...STYLESHEET_LANGUAGES].map((language) => ({ language }));
const NOWHERE: DocumentSelector = [];
const SEVERITY = {
  error: LanguageStatusSeverity.Error,
  warning: LanguageStatusSeverity.Warning,
  information: LanguageStatusSeverity.Information,
};

export type ServerState = 'starting' | 'running' | 'stopped';

/** The one language status item, and the context key `srg.isDelivery` for the document in the active editor. */
export class StatusItem implements Disposable {
  private readonly item = languages.createLanguageStatusItem('srg.status', NOWHERE);
  private readonly known = new Map<string, DeliveryStatus | StylesheetStatus>();
  private server: ServerState = 'starting';
  private isDelivery: boolean | undefined;
  private readonly listeners: Disposable[];

  constructor() {
    this.item.name = 'SRG XML';
    this.listeners = [
      window.onDidChangeActiveTextEditor(() => this.show()),
      workspace.onDidCloseTextDocument(({ uri }) => this.known.delete(uri.toString())),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('srg.language')) this.show();
      }),
    ];
    this.show();
  }

  take({ uri, status }: StatusParams): void {
    if (status) this.known.set(uri, status);
    else this.known.delete(uri);
    this.show();
  }

  /** The delivery of the month before a document that is open; undefined where that is not known. */
  previousOf(document: Uri): Uri | undefined {
    const status = this.known.get(document.toString());
    const previous = status && 'previous' in status ? status.previous : undefined;
    return previous?.state === 'found' ? Uri.parse(previous.uri, true) : undefined;
  }

  serverIs(state: ServerState): void {
    this.server = state;
    if (state !== 'running') this.known.clear();
    this.show();
  }

  dispose(): void {
    for (const one of [this.item, ...this.listeners]) one.dispose();
  }

  private show(): void {
    const { item } = this;
    const document = window.activeTextEditor?.document;
    const status = document && this.known.get(document.uri.toString());
    this.setContext(status !== undefined && 'pack' in status && status.pack !== undefined);
    item.busy = this.server === 'starting' && document?.languageId === 'srg-xml';
    if (status) {
      const { text, detail, spoken, severity, target, busy } = statusWords(status, language());
      item.text = text;
      item.busy = busy;
      item.detail = detail;
      item.accessibilityInformation = { label: spoken };
      item.severity = SEVERITY[severity];
      item.command = target === 'packs' ? openPackSettings() : openProblems();
      item.selector = SELECTOR;
    } else if (document?.languageId === 'srg-xml' && this.server !== 'running') {
      const stopped = this.server === 'stopped';
      item.text = say(stopped ? 'client.status.stopped' : 'client.status.starting');
      item.detail = '';
      item.accessibilityInformation = { label: item.text };
      item.severity = stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
      item.command = stopped ? { command: 'srg.restartServer', title: say('client.status.restart') } : undefined;
      item.selector = SELECTOR;
    } else item.selector = NOWHERE;
  }

  private setContext(isDelivery: boolean): void {
    if (this.isDelivery === isDelivery) return;
    this.isDelivery = isDelivery;
    void commands.executeCommand('setContext', 'srg.isDelivery', isDelivery);
  }
}

function openProblems(): Command {
  return { command: 'workbench.actions.view.problems', title: say('client.status.showProblems') };
}

function openPackSettings(): Command {
  return { command: 'workbench.action.openSettings', title: say('client.status.choosePack'), arguments: ['srg.packs'] };
}
