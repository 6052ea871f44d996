import {
  type Command,
  commands,
  type Disposable,
  type DocumentSelector,
  type LanguageStatusItem,
  LanguageStatusSeverity,
  languages,
  StatusBarAlignment,
  ThemeColor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { DELIVERY_LANGUAGES, STYLESHEET_LANGUAGES } from '../../../server/src/protocol/documents.ts';
import type { StatusParams } from '../../../server/src/protocol/status.ts';
import { language, say } from '../say.ts';
import { CHOOSE_PACK_COMMAND } from './choose-pack.ts';
import { type StatusLine, statusWords } from './status-words.ts';
import { verdictWords } from './verdict-words.ts';

const SELECTOR: DocumentSelector = [...DELIVERY_LANGUAGES, ...STYLESHEET_LANGUAGES].map((language) => ({ language }));
const NOWHERE: DocumentSelector = [];
const SEVERITY = {
  error: LanguageStatusSeverity.Error,
  warning: LanguageStatusSeverity.Warning,
  information: LanguageStatusSeverity.Information,
};

export type ServerState = 'starting' | 'running' | 'stopped';

/**
 * The language status of the document in the active editor, and the context key `srg.isDelivery` for it. What the editor
 * has room for in one line is the delivery; what it is held against, and what it was not, have lines and links of their
 * own.
 */
export class StatusItem implements Disposable {
  private readonly item = languages.createLanguageStatusItem('srg.status', NOWHERE);
  private readonly heldAgainst = languages.createLanguageStatusItem('srg.statusHeldAgainst', NOWHERE);
  private readonly pack = languages.createLanguageStatusItem('srg.statusPack', NOWHERE);
  private readonly notChecked = languages.createLanguageStatusItem('srg.statusNotChecked', NOWHERE);
  /** The verdict, in plain sight; it leads to the report. */
  private readonly bar = window.createStatusBarItem('srg.verdict', StatusBarAlignment.Left, 40);
  private readonly known = new Map<string, NonNullable<StatusParams['status']>>();
  private server: ServerState = 'starting';
  private isDelivery: boolean | undefined;
  /** The delivery that the user was in last. */
  private latest: Uri | undefined;
  private readonly listeners: Disposable[];

  constructor() {
    this.item.name = 'SRG XML';
    this.heldAgainst.name = say('client.status.heldAgainst');
    this.pack.name = say('client.status.packName');
    this.notChecked.name = say('client.status.notCheckedName');
    this.bar.name = 'SRG XML';
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
    if (status && 'pack' in status && !this.latestDelivery()) this.latest = Uri.parse(uri, true);
    this.show();
  }

  /** What is known of a document that is open. */
  statusOf(document: Uri): StatusParams['status'] | undefined {
    return this.known.get(document.toString());
  }

  /** The delivery of the month before a document that is open; undefined where that is not known. */
  previousOf(document: Uri): Uri | undefined {
    const status = this.known.get(document.toString());
    const previous = status && 'previous' in status ? status.previous : undefined;
    return previous?.state === 'found' ? Uri.parse(previous.uri, true) : undefined;
  }

  /** The delivery that the user is in, or was in last, where it is open still. */
  latestDelivery(): Uri | undefined {
    return this.latest && this.known.has(this.latest.toString()) ? this.latest : undefined;
  }

  serverIs(state: ServerState): void {
    this.server = state;
    if (state !== 'running') this.known.clear();
    this.show();
  }

  dispose(): void {
    for (const one of [this.item, this.pack, this.heldAgainst, this.notChecked, this.bar, ...this.listeners])
      one.dispose();
  }

  private show(): void {
    const { item, pack, heldAgainst, notChecked } = this;
    const document = window.activeTextEditor?.document;
    const status = document && this.known.get(document.uri.toString());
    if (status && 'pack' in status) this.latest = document.uri;
    this.setContext(status !== undefined && 'pack' in status && status.pack !== undefined);
    heldAgainst.selector = NOWHERE;
    notChecked.selector = NOWHERE;
    pack.selector = NOWHERE;
    this.showVerdict(status);
    item.busy = this.server === 'starting' && document?.languageId === 'srg-xml';
    if (status) {
      const words = statusWords(status, language());
      write(item, words, words.target === 'packs' ? choosePack('client.status.pack.choose') : openProblems());
      item.busy = words.busy;
      if (words.pack) write(pack, words.pack, choosePack('client.status.pack.other'));
      if (words.notChecked) write(notChecked, words.notChecked, showReport());
      if (!words.heldAgainst) return;
      const { target } = words.heldAgainst;
      write(heldAgainst, words.heldAgainst, target === 'previous' ? openSetting('srg.previousDelivery') : open(target));
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

  private showVerdict(status: StatusParams['status'] | undefined): void {
    const { bar } = this;
    if (!status) {
      bar.hide();
      return;
    }
    const { text, spoken, color } = verdictWords(status, language());
    const words = statusWords(status, language());
    bar.text = text;
    bar.accessibilityInformation = { label: spoken };
    bar.tooltip = words.spoken;
    bar.backgroundColor = color && new ThemeColor(`statusBarItem.${color}Background`);
    bar.command =
      'pack' in status && status.pack
        ? 'srg.showReport'
        : words.target === 'packs'
          ? choosePack('client.status.pack.choose')
          : openProblems();
    bar.show();
  }

  private setContext(isDelivery: boolean): void {
    if (this.isDelivery === isDelivery) return;
    this.isDelivery = isDelivery;
    void commands.executeCommand('setContext', 'srg.isDelivery', isDelivery);
  }
}

function write(item: LanguageStatusItem, { text, detail, spoken, severity }: StatusLine, command?: Command): void {
  item.text = text;
  item.detail = detail;
  item.accessibilityInformation = { label: spoken };
  item.severity = SEVERITY[severity];
  item.command = command;
  item.selector = SELECTOR;
}

function openProblems(): Command {
  return { command: 'workbench.actions.view.problems', title: say('client.status.showProblems') };
}

function showReport(): Command {
  return { command: 'srg.showReport', title: say('client.status.report') };
}

function openSetting(setting: string): Command {
  return { command: 'workbench.action.openSettings', title: say('client.status.choosePack'), arguments: [setting] };
}

function choosePack(title: 'client.status.pack.choose' | 'client.status.pack.other'): Command {
  return { command: CHOOSE_PACK_COMMAND, title: say(title) };
}

function open(file: { readonly uri: string } | undefined): Command | undefined {
  return (
    file && { command: 'vscode.open', title: say('client.status.openPrevious'), arguments: [Uri.parse(file.uri, true)] }
  );
}
