/** The start tag of a delivery's root, or the namespace of one. */
const DELIVERY = /<(?:[\w.-]+:)?SRG[\s>]|\bxmlns(?::[\w.-]+)?\s*=\s*["'][^"']*\bsrg\b/i;
/** What templates are filled in by: moustaches, and the tags of FreeMarker, JSP, ERB, Jinja, Velocity and Thymeleaf. */
const PLACEHOLDER = /\{\{|\$\{|<#|<%|\{%|\[\[|\[\(|#(?:foreach|if)\b|\bth:/;

/** Whether a text looks like a template that a delivery is made from. @param start the first some thousand characters */
export function isDeliveryTemplate(start: string): boolean {
  return DELIVERY.test(start) && PLACEHOLDER.test(start);
}

/** The pattern of files of the same kind: `*.hbs`; the name itself where it has no ending. */
export function patternFor(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `*${name.slice(dot)}` : name;
}
