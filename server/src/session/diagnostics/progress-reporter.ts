import type { Connection } from 'vscode-languageserver';
import { formatMessage, masked } from '../../engine/messages/message.ts';
import { fileNameOf } from '../../engine/text/uri.ts';
import type { Client } from '../client.ts';
import type { OpenDocument } from '../documents/open-document.ts';
import type { Configuration } from '../settings/configuration.ts';

/** Work of so many milliseconds is not worth showing. */
const SHORT = 150;

/** Shows the progress of work that takes longer than one slice, for each document once, and lets the user call it off. */
export class ProgressReporter {
  private readonly followed = new Map<OpenDocument, Promise<void>>();

  constructor(
    private readonly connection: Connection,
    private readonly client: Client,
    private readonly configuration: Configuration,
  ) {}

  /** Resolves when everything is known of a document, or its work was called off. */
  follow(document: OpenDocument): Promise<void> {
    let following = this.followed.get(document);
    if (!following) {
      following = this.show(document).finally(() => this.followed.delete(document));
      this.followed.set(document, following);
    }
    return following;
  }

  private async show(document: OpenDocument): Promise<void> {
    const done = document.analysed();
    if (!this.client.showsProgress || document.awaitsPrevious) {
      await done;
      return;
    }
    if (await isWithin(SHORT, done)) return;
    const progress = await this.connection.window.createWorkDoneProgress();
    const { language } = await this.configuration.of(document.uri);
    const name = fileNameOf(document.uri);
    const title = formatMessage({ key: 'progress.check', parameters: { name } }, masked(language));
    progress.begin(title, 0, undefined, true);
    progress.token.onCancellationRequested(() => document.halt());
    const stop = document.onProgress((fraction) => progress.report(Math.floor(fraction * 100)));
    try {
      await done;
    } finally {
      stop();
      progress.done();
    }
  }
}

/** Whether work is done within so many milliseconds; fails where it does. */
export async function isWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
