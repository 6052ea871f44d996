import type { Language } from '../messages/message.ts';
import { html, Markup, type Piece } from './markup.ts';

/**
 * Style sheets that make one, and the hash that the content security policy knows that by: `sha256-…`. They are put
 * together when they are needed, so that a bundle that does not need them leaves them out.
 */
export interface PageStyle {
  readonly sheets: readonly string[];
  readonly hash: string;
}

export interface Page {
  /** `page` for a file, `view` for the view in the editor; the style goes by it. */
  readonly kind: 'page' | 'view';
  readonly title: string;
  readonly body: Piece;
  readonly language: Language;
  readonly style: PageStyle;
  /** The source that scripts may come from; none without it. */
  readonly scripts?: string;
}

/** A whole HTML document. Its content security policy lets it have the one style, and nothing else. */
export function renderDocument({ kind, title, body, language, style, scripts }: Page): string {
  const policy = [
    "default-src 'none'",
    `style-src '${style.hash}'`,
    ...(scripts === undefined ? [] : [`script-src ${scripts}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(style.sheets.join(''))}</style>
</head>
<body class="${kind}">
${body}
</body>
</html>
`.text;
}
