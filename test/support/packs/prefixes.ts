/**
 * How the names in a text are written: each element under one of two prefixes, or without one; where what that takes is
 * not declared around it, it declares it itself. 3 declares the default namespace again.
 */
export type NameForm = 0 | 1 | 2 | 3;

const PREFIXES = ['', 's', 't', ''] as const;

/** The same document with other prefixes: the forms are taken in turn, over and over. */
export function withPrefixes(text: string, namespace: string, forms: readonly NameForm[]): string {
  let count = 0;
  const open: { readonly name: string; readonly declared: ReadonlySet<string> }[] = [];
  return text
    .replace(/ xmlns="[^"]*"/g, '')
    .replace(/<!--.*?-->|<\?.*?\?>|<(\/?)(\w+)([^<>]*)>/gs, (markup, slash, local, rest) => {
      if (local === undefined) return markup;
      if (slash === '/') return `</${open.pop()!.name}${rest}>`;
      const form = forms[count++ % forms.length]!;
      const prefix = PREFIXES[form]!;
      const declared = new Set(open.at(-1)?.declared);
      const attribute = prefix === '' ? ' xmlns' : ` xmlns:${prefix}`;
      const declaration = declared.has(prefix) && form !== 3 ? '' : `${attribute}="${namespace}"`;
      declared.add(prefix);
      const name = prefix === '' ? local : `${prefix}:${local}`;
      if (!rest.endsWith('/')) open.push({ name, declared });
      return `<${name}${declaration}${rest}>`;
    });
}

/** What is left of a text whatever its prefixes. */
export function withoutPrefixes(text: string): string {
  return text.replace(/ xmlns(?::\w+)?="[^"]*"/g, '').replace(/(<\/?|^)\w+:(?=\w)/g, '$1');
}
