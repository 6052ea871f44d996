/** Control words of the languages that write `{{…}}` and `{%…%}`: what begins with one brings nothing of its own. */
const CONTROL_WORDS = new Set(
  (
    'if elif elsif elseif else unless end case when default for foreach each range with without while break continue ' +
    'define set assign capture macro import from load use extends raw verbatim autoescape spaceless filter trans ' +
    'comment do let var const switch cycle increment decrement empty'
  ).split(' '),
);
const IS_END = /^end/i;
/** What code calls to write something. */
const WRITES = /\b(?:include|render|partial|print|printf|echo|write|writeln|puts|require|yield)(?:_once)?\b/i;

/**
 * Whether a placeholder between elements may bring elements: a value, or what another template gives. Comments and
 * control lines bring nothing. What is no common placeholder may bring anything.
 */
export function mayBringElements(placeholder: string): boolean {
  for (const [form, brings] of FORMS) {
    const found = form.exec(placeholder);
    if (found) return brings(found[1] ?? '', placeholder);
  }
  return true;
}

const OTHER_BRANCH =
  /^(?:\{\{[-~]?[ \t\r\n]*(?:else\b|\^)|\{%[-+~]?[ \t\r\n]*(?:el\w+|when)\b|<%-?[ \t\r\n}]*(?:el\w+|when)\b|<#[ \t\r\n}]*(?:el\w+|case)\b|<\?php[ \t\r\n}]*el\w+\b|#\{?el\w+|[} \t\r\n]*@?el\w+\b|<c:(?:when|otherwise)\b)/i;

/** Whether another branch of a condition begins with a placeholder: what stands before it comes instead. */
export function beginsOtherBranch(placeholder: string): boolean {
  return OTHER_BRANCH.test(placeholder);
}

const never = () => false;
const always = () => true;
const unlessControl = (word: string) => !CONTROL_WORDS.has(word.toLowerCase()) && !IS_END.test(word);
const ifItWrites = (_word: string, code: string) => WRITES.test(code);

/** The first that matches counts, with the word that it captures. */
const FORMS: readonly (readonly [RegExp, (word: string, placeholder: string) => boolean])[] = [
  // Handlebars, Mustache, Go, Jinja, Twig, Liquid.
  [/^\{\{\{?[-~]?[ \t\r\n]*(?:[#/^!]|--|\$\w+[ \t\r\n]*:?=)(?!>)/, never],
  [/^\{\{\{?[-~]?[ \t\r\n]*([\w.]*)/, unlessControl],
  [/^\{#/, never],
  [/^\{%[-+~]?[ \t\r\n]*(\w*)/, unlessControl],
  // ERB, EJS, ASP, JSP: `<%-` writes in one of them, and is a control line in another.
  [/^<%(?:=|:|@[ \t\r\n]*include)/, always],
  [
    /^<%-(?!-)[ \t\r\n]*(\w*)/,
    (word, code) => WRITES.test(code) || (!code.includes('-%>') && word !== '' && unlessControl(word)),
  ],
  [/^<%[#!@-]/, never],
  [/^<%/, ifItWrites],
  // T4 and FreeMarker.
  [/^<#--|^<\/[#@]/, never],
  [/^<#(?:=|@[ \t\r\n]*include)/, always],
  [/^<#@/, never],
  [/^<#(?:include|nested|visit|recurse)\b/, always],
  [/^<#\w/, never],
  [/^<#/, ifItWrites],
  // Tag libraries.
  [/^<\/|^<(?:c:(?!out|import)|fmt:(?!format)|jsp:(?!include)|th:|tal:|py:)/, never],
  // PHP.
  [/^<\?=/, always],
  [/^<\?/, ifItWrites],
  // Velocity.
  [/^#[*#]/, never],
  [/^#(?:parse|include|evaluate)\b/, always],
  [/^#(\w+)/, unlessControl],
  // Razor and Blade.
  [/^@[*{]|^\}/, never],
  [/^@(\w+)@$/, always],
  [/^@(?:model|using|inherits|inject|namespace|php|isset|forelse|lock|try|page|layout)\b/, never],
  [/^@(\w+)/, unlessControl],
];
