/**
 * What a control line of a template does: it opens a block, closes the last one that has its key, or begins another part
 * of it, such as `else`.
 */
export interface BlockPart {
  readonly role: 'open' | 'close' | 'middle';
  /** What opener and closer have in common, as in `{{#each}}` and `{{/each}}`; '' closes whatever is open. */
  readonly key: string;
}

/** Reads a control line; undefined for what opens, closes or parts nothing. One that opens may lack a closer. */
export function blockPartOf(placeholder: string): BlockPart | undefined {
  const text = placeholder.replace(/[ \t\r\n]+/g, ' ').replace(/^(\{\{\{?|\{%|<%)[-~+]? ?/, '$1');
  for (const [form, read] of FORMS) {
    const found = form.exec(text);
    if (found) return read(found[1] ?? '');
  }
  return undefined;
}

const none = () => undefined;
const open = (key: string): BlockPart => ({ role: 'open', key });
const close = (key: string): BlockPart => ({ role: 'close', key });
const openAny = () => open('');
const closeAny = () => close('');
const middle = (): BlockPart => ({ role: 'middle', key: '' });

const OTHER_PART = /^(?:el\w*|when|case|default|otherwise|rescue|ensure|sep)$/i;

/** `if`, `else`, `endif`. */
function byWord(word: string): BlockPart | undefined {
  const lower = word.toLowerCase();
  if (lower.startsWith('end')) return close(lower.slice('end'.length));
  return OTHER_PART.test(lower) ? middle() : open(lower);
}

/** Code: a block is in braces, or goes from `if …`, `if (…):` or `… do |v|` to `end`. */
function byCode(code: string): BlockPart | undefined {
  const text = code.replace(/^ | ?-?$/g, '');
  const opens = /[{:]$|\bdo(?: ?\|[^|]*\|)?$/.test(text);
  if (/^(?:\}|end(?:if|for|foreach|while|switch)?\b)/.test(text)) return opens ? middle() : closeAny();
  const word = /^\w*/.exec(text)![0];
  if (OTHER_PART.test(word)) return middle();
  return opens || /^(?:if|unless|for|while|until|case|begin)$/.test(word) ? openAny() : undefined;
}

/** The first that matches counts, with what it captures. */
const FORMS: readonly (readonly [RegExp, (captured: string) => BlockPart | undefined])[] = [
  // Handlebars, Mustache and Go.
  [/^\{\{(?:[!>&]|\/\*)/, none],
  [/^\{\{(?:\^ ?[-~]?\}|el\w+\b)/, middle],
  [/^\{\{[#^][>*]? ?([^ }~]+)/, open],
  [/^\{\{\/ ?([^ }~]+)/, close],
  [/^\{\{end\b/, closeAny],
  [/^\{\{(?:if|range|with|define|block)\b/, openAny],
  [/^\{\{/, none],
  // Jinja, Twig, Liquid.
  [/^\{%(\w+)/, byWord],
  // ERB, EJS, ASP, JSP, T4.
  [/^<[%#](?:--|[=@!:#+])/, none],
  [/^<%(.*)%>$/, byCode],
  [/^<# (.*)#>$/, byCode],
  // FreeMarker and tag libraries.
  [/^<\/@>/, closeAny],
  [/^<\/([#@\w][\w.:-]*)?/, close],
  [/^<[#@\w].*\/>$/, none],
  [/^<#(?:el\w+|case|default|sep)\b/, middle],
  [/^<(?:c:(?:when|otherwise))\b/, none],
  [/^<([#@\w][\w.:-]*)/, open],
  // PHP.
  [/^<\?php(.*?)[; ]*\?>$/, byCode],
  // Velocity.
  [/^#end/, closeAny],
  [/^#else/, middle],
  [/^#(?:foreach|if|macro|define)\b/, openAny],
  // Razor.
  [/^\}.*\{$/, middle],
  [/^\}$/, () => close('{')],
  [/^@\w.*\{$/, () => open('{')],
  // Blade.
  [/^@(\w+)/, byWord],
];
