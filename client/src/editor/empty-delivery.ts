import { type Disposable, Range, type TextEditor, ThemeColor, window, workspace } from 'vscode';
import { say } from '../say.ts';

/** Says in an empty delivery, as long as it is empty, how to get a whole one to fill in. */
export class EmptyDeliveryHint implements Disposable {
  private readonly hint = window.createTextEditorDecorationType({
    after: { color: new ThemeColor('editorGhostText.foreground'), fontStyle: 'italic' },
  });
  private readonly parts: Disposable[];

  constructor() {
    this.parts = [
      this.hint,
      window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.show(editor);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        for (const editor of window.visibleTextEditors) if (editor.document === document) this.show(editor);
      }),
      workspace.onDidOpenTextDocument((document) => {
        for (const editor of window.visibleTextEditors) if (editor.document === document) this.show(editor);
      }),
    ];
    for (const editor of window.visibleTextEditors) this.show(editor);
  }

  dispose(): void {
    for (const part of this.parts) part.dispose();
  }

  /** A document of more than one line is not empty, which spares reading a large one. */
  private show(editor: TextEditor): void {
    const { document } = editor;
    const isEmpty = document.languageId === 'srg-xml' && document.lineCount === 1 && document.lineAt(0).text === '';
    const decoration = { range: new Range(0, 0, 0, 0), renderOptions: { after: { contentText: say('empty.hint') } } };
    editor.setDecorations(this.hint, isEmpty ? [decoration] : []);
  }
}
