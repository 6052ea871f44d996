import { CompletionItemKind } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../../engine/analysis/delivery-analysis.ts';
import { formatMessage } from '../../../engine/messages/message.ts';
import { XSI } from '../../../engine/rules/technical/schema-location.ts';
import type { CompletionDraft, CompletionOptions } from '../item.ts';
import type { CompletionPlace } from '../place.ts';

/**
 * What a root may have beside the attributes of its schema: the declaration of its namespace, and where its XSD lies
 * for other programs.
 */
export function rootAttributesAt(
  analysis: DeliveryAnalysis,
  place: CompletionPlace,
  options: CompletionOptions,
): CompletionDraft[] {
  const { tag, open, range } = place;
  if (!tag || open.length > 0) return [];
  const packs = analysis.packs.filter(({ manifest }) => manifest.root === tag.localName);
  const kind = CompletionItemKind.Field;
  const drafts: CompletionDraft[] = [];
  const prefix = tag.name.includes(':') ? tag.name.slice(0, tag.name.indexOf(':')) : '';
  const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  if (!tag.attributes.includes(declaration)) {
    for (const { manifest } of packs) {
      const text = `${declaration}="${manifest.namespace}"`;
      drafts.push({ label: declaration, remark: manifest.title, kind, text, range });
    }
  } else if (packs.length > 0 && !tag.attributes.includes('xmlns:xsi') && !place.hasValue) {
    const remark = formatMessage({ key: 'complete.schemaLocation' }, options);
    drafts.push({ label: 'xmlns:xsi', remark, kind, text: `xmlns:xsi="${XSI}"`, range });
  }
  return place.hasValue ? drafts.map(({ label, ...draft }) => ({ ...draft, label, text: label })) : drafts;
}

/** The namespaces that a declaration on the root may have: those of the known packs, or the one behind `xsi`. */
export function namespacesAt(analysis: DeliveryAnalysis, place: CompletionPlace): CompletionDraft[] {
  const { attribute, open, range } = place;
  if (!attribute || !/^xmlns(:|$)/.test(attribute.name) || open.length > 0) return [];
  const draft = (label: string, remark?: string): CompletionDraft => ({
    label,
    remark,
    kind: CompletionItemKind.Module,
    text: quoted(place, label),
    range,
  });
  if (attribute.name === 'xmlns:xsi') return [draft(XSI)];
  return analysis.packs.map(({ manifest }) => draft(manifest.namespace, manifest.title));
}

/** A value as it has to stand in an attribute: in quotes, where none are there yet. */
export function quoted(place: CompletionPlace, value: string): string {
  return place.attribute && !place.attribute.quoted ? `"${value}"` : value;
}
