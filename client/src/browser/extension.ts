import type { ExtensionContext } from 'vscode';
import { startExtension } from '../start-extension.ts';

export function activate(context: ExtensionContext): void {
  startExtension(context, async (surroundings) => {
    const { makeClient } = await import('./make-client.ts');
    return makeClient(surroundings);
  });
}

export { deactivate } from '../start-extension.ts';
