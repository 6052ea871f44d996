import { type Disposable, languages, type Memento, Range, type TextDocument, window, workspace } from 'vscode';
import { say } from '../say.ts';
import { isDeliveryTemplate, patternFor } from './template-signs.ts';

/** So many characters of a document are looked at. */
const LOOKED_AT = 8_192;
/** What the user has answered, by pattern. */
const ANSWERED = 'srg.templateModeAnswered';

/**
 * Makes a template of a delivery one of our language, whatever its file is called: where a pattern of the setting says
 * so, at once; where what is in it shows what it is, after the user has agreed. Each kind of file is asked about once.
 */
export class TemplateMode implements Disposable {
  /** Who changes the language back keeps it. */
  private readonly seen = new Set<string>();
  private readonly opened: Disposable;

  constructor(private readonly answers: Memento) {
    this.opened = workspace.onDidOpenTextDocument((document) => this.look(document));
    for (const document of workspace.textDocuments) this.look(document);
  }

  dispose(): void {
    this.opened.dispose();
  }

  private look(document: TextDocument): void {
    const uri = document.uri.toString();
    const { scheme } = document.uri;
    const isOurs = ['srg-xml', 'xml', 'xsl', 'xslt'].includes(document.languageId);
    if (isOurs || this.seen.has(uri) || scheme === 'output' || scheme === 'git') return;
    const start = document.getText(new Range(document.positionAt(0), document.positionAt(LOOKED_AT)));
    const isNamed = this.isNamed(document) && start.includes('<');
    if (!isNamed && !isDeliveryTemplate(start)) return;
    this.seen.add(uri);
    if (isNamed) void languages.setTextDocumentLanguage(document, 'srg-xml');
    else void this.offer(document);
  }

  private isNamed(document: TextDocument): boolean {
    const patterns = workspace.getConfiguration('srg', document).get<unknown>('templates.files', []);
    if (!Array.isArray(patterns)) return false;
    return patterns
      .filter((pattern) => typeof pattern === 'string')
      .some((pattern) => languages.match({ pattern: pattern.includes('/') ? pattern : `**/${pattern}` }, document) > 0);
  }

  private async offer(document: TextDocument): Promise<void> {
    const pattern = patternFor(document.uri.path);
    const answered = this.answers.get<readonly string[]>(ANSWERED, []);
    if (answered.includes(pattern)) return;
    const [once, always, never] = [say('template.once'), say('template.always', { pattern }), say('template.never')];
    const chosen = await window.showInformationMessage(say('template.offer'), once, always, never);
    if (chosen === undefined) return;
    if (chosen !== once) await this.answers.update(ANSWERED, [...answered, pattern]);
    if (chosen === always) {
      const settings = workspace.getConfiguration('srg', document);
      await settings.update('templates.files', [...settings.get<string[]>('templates.files', []), pattern]);
    }
    if (chosen !== never) await languages.setTextDocumentLanguage(document, 'srg-xml');
  }
}
