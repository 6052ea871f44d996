import type { Language } from '../../messages/message.ts';
import { html, Markup, type Piece } from './markup.ts';
import { STYLE, STYLE_HASH } from './style.ts';

/**
 * A whole HTML document. Its content security policy lets it have the one style, and nothing else.
 * @param kind `page` for a file, `view` for the view in the editor; the style goes by it
 * @param scripts the source that scripts may come from; none without it
 */
export function renderDocument(
  kind: 'page' | 'view',
  title: string,
  body: Piece,
  language: Language,
  scripts?: string,
): string {
  const policy = [
    "default-src 'none'",
    `style-src '${STYLE_HASH}'`,
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
<style>${new Markup(STYLE)}</style>
</head>
<body class="${kind}">
${body}
</body>
</html>
`.text;
}
