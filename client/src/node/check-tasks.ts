import {
  type Disposable,
  type ExtensionContext,
  ProcessExecution,
  Task,
  type TaskDefinition,
  tasks,
  Uri,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import { type CheckDefinition, type CheckSettings, checkArguments } from '../check-arguments.ts';
import { activeDelivery } from '../editor/active-delivery.ts';
import { say } from '../say.ts';

const TYPE = 'srg';
/** The variable of the editor that stands for the file in front, whichever that is when the task runs. */
const FRONT = `\${file}`;
const MATCHERS = ['$srg', '$srg-schematron'];

/**
 * Tasks that run the command line that ships, with the Node.js of the editor: for each folder of the workspace, for the
 * file in front, and those that the user writes into tasks.json.
 */
export function registerCheckTasks({ extensionUri }: ExtensionContext): Disposable {
  const program = Uri.joinPath(extensionUri, 'dist', 'srg.mjs').fsPath;
  return tasks.registerTaskProvider(TYPE, {
    provideTasks: () => {
      const folders = (workspace.workspaceFolders ?? []).filter(isOnDisk);
      const front = activeDelivery()?.uri;
      const home = front?.scheme === 'file' ? (workspace.getWorkspaceFolder(front) ?? folders[0]) : undefined;
      return [
        ...folders.map((folder) => makeTask({ type: TYPE, command: 'check' }, folder, 'check', program)),
        ...(home
          ? [makeTask({ type: TYPE, command: 'check', files: [FRONT] }, home, 'check active file', program)]
          : []),
      ];
    },
    resolveTask: ({ definition, scope, name }) => {
      const folder = typeof scope === 'object' ? scope : workspace.workspaceFolders?.[0];
      if (definition.command !== 'check' || !folder || !isOnDisk(folder)) return undefined;
      return makeTask(definition, folder, name, program);
    },
  });
}

function makeTask(definition: TaskDefinition, folder: WorkspaceFolder, name: string, program: string): Task {
  const settings = workspace.getConfiguration('srg', folder.uri) as CheckSettings;
  const args = [program, ...checkArguments(definition as CheckDefinition, settings)];
  // Without this the editor's program would open another window.
  const options = { cwd: folder.uri.fsPath, env: { ELECTRON_RUN_AS_NODE: '1' } };
  const execution = new ProcessExecution(process.execPath, args, options);
  const task = new Task(definition, folder, name, TYPE, execution, MATCHERS);
  task.detail = say(definition.files ? 'tasks.files' : 'tasks.folder');
  return task;
}

/** A process can run in it. */
function isOnDisk({ uri }: WorkspaceFolder): boolean {
  return uri.scheme === 'file';
}
