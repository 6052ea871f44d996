import { html, type Markup, type Piece } from '../../html/markup.ts';
import type { MessageKey } from '../../messages/message.ts';
import type { Words } from './words.ts';

/** A stretch of the page that is drawn anew as a whole, and left alone where nothing in it has changed. */
export interface Part {
  readonly id: string;
  readonly markup: Markup;
}

/** How a report stands in its page. */
export interface PageLayout {
  readonly words: Words;
  /** Of the report's own heading: 1, or 2 where the page holds several reports. */
  readonly level: 1 | 2;
  /** Stands before each id, so that ids of several reports differ. */
  readonly prefix: string;
  /** With what only a script can answer: filters, jumps, the timeline. */
  readonly interactive: boolean;
}

/** A section of the view that unfolds; its heading is to be seen all the time. */
export function foldedSection(
  name: string,
  title: MessageKey,
  about: string | undefined,
  content: Piece,
  { words, level, prefix }: PageLayout,
): Part {
  const id = `${prefix}${name}`;
  return {
    id,
    markup: html`<section class="${name}"${labelled(level, `${id}-title`)}>
<details class="fold" id="${id}">
<summary>${heading(level + 1, words.say(title), `${id}-title`)}${about !== undefined && html` <span class="muted">${about}</span>`}</summary>
${content}
</details>
</section>
`,
  };
}

/** A section under the report's heading. */
export function section(name: string, title: MessageKey, content: Piece, { words, level, prefix }: PageLayout): Part {
  const id = `${prefix}${name}`;
  return {
    id,
    markup: html`<section class="${name}"${labelled(level, `${id}-title`)}>
${heading(level + 1, words.say(title), `${id}-title`)}
${content}
</section>
`,
  };
}

/** Of several reports, the sections are no landmarks: there would be many of one name. */
export function labelled(level: PageLayout['level'], id: string): Piece {
  return level === 1 && html` aria-labelledby="${id}"`;
}

export function heading(level: number, content: Piece, id: string): Markup {
  return html`<h${level} id="${id}">${content}</h${level}>`;
}

/** What the reader can't see, and a screen reader says. */
export function unseen(text: string): Markup {
  return html`<span class="unseen">${text}</span>`;
}

/** The field's own terms are Dutch on an English page, too. */
export function dutch(text: string, { language }: Words): Markup {
  return language === 'nl' ? html`${text}` : html`<span lang="nl">${text}</span>`;
}

/** A bar of parts of a whole, beside the number that tells the same; what is `overig` is striped. */
export function bar(parts: readonly { readonly size: number; readonly kind: string }[], whole: number): Markup {
  const percent = (size: number) => `${whole === 0 ? 0 : Math.round((size / whole) * 10_000) / 100}%`;
  let at = 0;
  const pieces = parts.map(({ size, kind }) => {
    const x = at;
    at += size;
    if (size === 0) return undefined;
    const stripes =
      kind.includes('overig') &&
      html`<rect x="${percent(x)}" width="${percent(size)}" height="10" fill="url(#stripes)"/>`;
    return html`<rect class="${kind}" x="${percent(x)}" width="${percent(size)}" height="10"/>${stripes}`;
  });
  return html`<svg class="bar" width="100%" height="10" aria-hidden="true">${pieces}</svg>`;
}
