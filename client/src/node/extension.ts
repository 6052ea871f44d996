import type { ExtensionContext } from 'vscode';
import { startExtension } from '../start-extension.ts';
import { registerCheckTasks } from './check-tasks.ts';

export function activate(context: ExtensionContext): void {
  startExtension(context, async (surroundings) => {
    const { makeClient } = await import('./make-client.ts');
    return makeClient(surroundings);
  });
  context.subscriptions.push(registerCheckTasks(context));
}

export { deactivate } from '../start-extension.ts';
