import {
  commands,
  type Disposable,
  EventEmitter,
  Range,
  Selection,
  TextEditorRevealType,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  FIX_KIND,
  type FixKindAnswer,
  type FixKindParams,
  NEXT_PROBLEM,
  type NextProblemAnswer,
  type NextProblemParams,
  PROBLEM_GROUPS,
  type Problem,
  type ProblemGroup,
  type ProblemGrouping,
  type ProblemGroupsAnswer,
  type ProblemGroupsParams,
} from '../../../server/src/protocol/problems.ts';
import { activeDelivery } from '../editor/active-delivery.ts';
import { language, say } from '../say.ts';

/** The tree follows the delivery when that has been quiet for so many milliseconds. */
const DEBOUNCE_MS = 600;

const ICON = {
  error: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
  warning: new ThemeIcon('warning', new ThemeColor('list.warningForeground')),
  information: new ThemeIcon('info'),
};

type Node = { readonly group: ProblemGroup } | { readonly problem: Problem } | { readonly rest: number };

/**
 * The tree of findings of the delivery that the user is in: by kind of problem, by rule or by person. It asks the server
 * while it is seen, and not at each keystroke.
 */
export class ProblemsView implements TreeDataProvider<Node>, Disposable {
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private by: ProblemGrouping = 'kind';
  private uri: Uri | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly view: TreeView<Node>;
  private readonly parts: Disposable[];

  constructor(private readonly getClient: () => Promise<BaseLanguageClient | undefined>) {
    this.view = window.createTreeView<Node>('srg.problems', { treeDataProvider: this, showCollapseAll: true });
    const group = (by: ProblemGrouping) => () => {
      this.by = by;
      this.refresh();
    };
    this.parts = [
      this.view,
      this.changed,
      this.view.onDidChangeVisibility(() => this.refresh()),
      window.onDidChangeActiveTextEditor(() => this.follow(activeDelivery()?.uri)),
      commands.registerCommand('srg.problemsByKind', group('kind')),
      commands.registerCommand('srg.problemsByRule', group('rule')),
      commands.registerCommand('srg.problemsByPerson', group('person')),
      commands.registerCommand('srg.nextProblemOfKind', () => this.goToNext(false)),
      commands.registerCommand('srg.previousProblemOfKind', () => this.goToNext(true)),
      commands.registerCommand('srg.fixKind', (node?: Node) => this.fix(node)),
      commands.registerCommand('srg.showProblem', (uri: string, range: Problem['range']) => showProblem(uri, range)),
    ];
    this.follow(activeDelivery()?.uri);
  }

  /** The server has looked at a document. */
  take(uri: string): void {
    if (uri !== this.uri?.toString() || !this.view.visible) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), DEBOUNCE_MS);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) return (await this.groups()).map((group) => ({ group }));
    if (!('group' in node)) return [];
    const { problems, count } = node.group;
    const shown: Node[] = problems.map((problem) => ({ problem }));
    return count > problems.length ? [...shown, { rest: count - problems.length }] : shown;
  }

  getTreeItem(node: Node): TreeItem {
    if ('rest' in node)
      return new TreeItem(say('client.problems.rest', { count: node.rest.toLocaleString(language()) }));
    if ('group' in node) {
      const { id, title, severity, count, isFixable } = node.group;
      const item = new TreeItem(title, TreeItemCollapsibleState.Collapsed);
      item.id = `${this.by} ${id}`;
      item.description = count.toLocaleString(language());
      // Both are cut off where the side bar is narrow.
      item.tooltip = `${title} · ${item.description}`;
      item.iconPath = ICON[severity];
      item.contextValue = isFixable ? 'srg.fixableKind' : 'srg.kind';
      return item;
    }
    const { code, message, record, range, severity } = node.problem;
    const item = new TreeItem(record ?? say('client.problems.line', { line: `${range.start.line + 1}` }));
    item.description = this.by === 'person' ? `${code} ${message}` : message;
    item.tooltip = `${code}\n${message}`;
    if (this.by === 'person') item.iconPath = ICON[severity];
    item.command = { command: 'srg.showProblem', title: '', arguments: [this.uri?.toString(), range] };
    return item;
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const part of this.parts) part.dispose();
  }

  private follow(uri: Uri | undefined): void {
    // Another view in front leaves the delivery where it is.
    if (uri === undefined && window.activeTextEditor === undefined) return;
    if (uri?.toString() === this.uri?.toString()) return;
    this.uri = uri;
    this.refresh();
  }

  private refresh(): void {
    if (this.view.visible) this.changed.fire(undefined);
  }

  private async groups(): Promise<readonly ProblemGroup[]> {
    const { uri } = this;
    if (!uri) {
      this.view.message = say('client.problems.noDelivery');
      return [];
    }
    const parameters: ProblemGroupsParams = { textDocument: { uri: uri.toString() }, by: this.by };
    const groups = await this.ask<ProblemGroupsAnswer>(PROBLEM_GROUPS, parameters);
    this.view.message = groups?.length === 0 ? say('client.problems.none') : '';
    return groups ?? [];
  }

  private async goToNext(backwards: boolean): Promise<void> {
    const editor = window.activeTextEditor;
    if (!editor) return;
    const { active } = editor.selection;
    const position = { line: active.line, character: active.character };
    const parameters: NextProblemParams = {
      textDocument: { uri: editor.document.uri.toString() },
      position,
      backwards,
    };
    const next = await this.ask<NextProblemAnswer>(NEXT_PROBLEM, parameters);
    if (!next) return;
    await showProblem(editor.document.uri.toString(), next.range);
    const { title, at, count } = next;
    window.setStatusBarMessage(say('client.problems.next', { title, at: `${at}`, count: `${count}` }), 5_000);
  }

  /** Puts right all of a kind that can be, after the user has seen what changes. */
  private async fix(node?: Node): Promise<void> {
    const { uri } = this;
    if (!uri || !node || !('group' in node)) return;
    const parameters: FixKindParams = { textDocument: { uri: uri.toString() }, kind: node.group.id };
    const client = await this.getClient();
    const answer = await this.ask<FixKindAnswer>(FIX_KIND, parameters);
    if (!client || !answer) {
      window.setStatusBarMessage(say('client.problems.noFix'), 5_000);
      return;
    }
    const edit = new WorkspaceEdit();
    const label = say('client.problems.fix', { title: node.group.title, count: `${answer.count}` });
    const given = await client.protocol2CodeConverter.asWorkspaceEdit(answer.edit);
    for (const [target, edits] of given?.entries() ?? []) {
      for (const { range, newText } of edits) edit.replace(target, range, newText, { needsConfirmation: true, label });
    }
    await workspace.applyEdit(edit);
  }

  /** What fails, the client has written into the log. */
  private async ask<A>(request: string, parameters: object): Promise<A | null> {
    const client = await this.getClient();
    return client ? client.sendRequest<A | null>(request, parameters).catch(() => null) : null;
  }
}

async function showProblem(uri: string, { start, end }: Problem['range']): Promise<void> {
  const editor = await window.showTextDocument(Uri.parse(uri, true));
  const range = new Range(start.line, start.character, end.line, end.character);
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}
