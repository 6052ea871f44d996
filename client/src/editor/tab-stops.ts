import { type CompletionItem, type CompletionList, commands, type Disposable } from 'vscode';

/** So many milliseconds after a list was asked for, it is another that the editor asks for. */
const SOON_MS = 1_000;

/**
 * Tab in a snippet goes to the next place to fill in, and opens the list of what may stand there. Markup, such as a
 * comment, is offered where the user asks for the list: the next Tab would take it.
 */
export class TabStops implements Disposable {
  private askedAt = Number.NEGATIVE_INFINITY;
  private readonly command = commands.registerCommand('srg.nextTabStop', async () => {
    await commands.executeCommand('jumpToNextSnippetPlaceholder');
    this.askedAt = Date.now();
    await commands.executeCommand('editor.action.triggerSuggest', { auto: true });
  });

  dispose(): void {
    this.command.dispose();
  }

  /** What is shown of an answer. */
  shown<A extends CompletionItem[] | CompletionList | null | undefined>(answer: A): A {
    const isAsked = Date.now() - this.askedAt < SOON_MS;
    this.askedAt = Number.NEGATIVE_INFINITY;
    if (!isAsked || !answer) return answer;
    const withoutMarkup = (items: CompletionItem[]) => items.filter((item) => !labelOf(item).startsWith('<!'));
    if (Array.isArray(answer)) return withoutMarkup(answer) as A;
    answer.items = withoutMarkup(answer.items);
    return answer;
  }
}

function labelOf({ label }: CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}
