import type { MessageKey } from '../../messages/message.ts';
import type { RootFacts } from '../../packs/choose-pack.ts';
import type { Pack } from '../../packs/load-pack.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { FindingDraft, Fix, OwnedEdit, Rule } from '../rule.ts';

/**
 * The root and its namespace are those of a known pack. Judged before there is a pack to judge with: the file may be
 * right, but nobody can tell.
 */
export const t005: Rule = {
  code: 'SRG-T005',
  name: { nl: 'onbekend formaat', en: 'unknown format' },
  summary: {
    nl: 'root en namespace horen bij een bekend pack',
    en: 'root and namespace belong to a known pack',
  },
  severity: 'error',
  consequence: 'niet-te-beoordelen',
  provenance: [{ id: 'eigen' }],
  needs: [],
};

/** The finding on the root of a document that looks like SRG and is in no known pack. */
export function draftOfUnknownFormat(root: RootFacts, tree: SyntaxTree, packs: readonly Pack[]): FindingDraft {
  return {
    range: tree.nameRange(tree.firstElement),
    message: {
      key: keyOf(root, packs),
      parameters: {
        root: root.localName,
        namespace: root.namespace ?? '',
        packs: { list: packs.map(({ manifest }) => `${manifest.namespace} (${manifest.title})`) },
      },
    },
    data: root,
  };
}

/** The one finding on what is meant to be a delivery and is something else: SRG-T001 where it isn't well-formed either. */
export function draftOfOtherXml(root: RootFacts, tree: SyntaxTree, code: 'SRG-T001' | 'SRG-T005'): FindingDraft {
  const key = code === 'SRG-T001' ? 'SRG-T001.otherXml' : 'SRG-T005.otherXml';
  const message = { key, parameters: { root: root.localName } } as const;
  return { range: tree.nameRange(tree.firstElement), message, data: root };
}

/** The finding on a root that is a pack's but for its name or its namespace; undefined where its form tells of it. */
export function draftOfSlip(root: RootFacts, tree: SyntaxTree, pack: Pack): FindingDraft | undefined {
  const { manifest } = pack;
  const parameters = { root: root.localName, expected: manifest.root, namespace: root.namespace ?? '' };
  const node = tree.firstElement;
  if (root.localName !== manifest.root) {
    return { range: tree.nameRange(node), message: { key: 'SRG-T005.root', parameters }, data: root };
  }
  if (root.namespace === undefined) return undefined;
  const attribute = declarationOf(tree, node, root);
  const range = tree.nameRange(node);
  const message = { key: root.namespace === '' ? 'SRG-T005.missingNamespace' : 'SRG-T005.namespace' } as const;
  return {
    range: attribute === undefined || root.namespace === '' ? range : tree.valueRange(attribute),
    message: { ...message, parameters: { ...parameters, expected: manifest.namespace } },
    data: root,
  };
}

/** Gives such a root the name and the namespace of the pack. */
export function fixesOfSlip(
  root: RootFacts,
  tree: SyntaxTree,
  pack: Pack,
  owner: object,
  endTag: OwnedEdit | undefined,
): Fix[] {
  const { manifest } = pack;
  const node = tree.firstElement;
  if (root.localName === manifest.root) {
    return fixesOfUnknownFormat(root, tree, [pack], owner).map((fix) => ({ ...fix, preferred: true }));
  }
  const { end } = tree.nameRange(node);
  const start = { owner, start: end - root.localName.length, end, newText: manifest.root };
  const title = { key: 'fix.rename', parameters: { name: root.localName, expected: manifest.root } } as const;
  return [{ title, edits: [start, ...(endTag ? [endTag] : [])], preferred: true }];
}

function declarationOf(tree: SyntaxTree, node: number, { prefix }: RootFacts): number | undefined {
  const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  return [...tree.attributes(node)].find((candidate) => tree.nameIs(candidate, declaration));
}

/** One fix for each pack with a root of that name: take its namespace. A prefix stands for one, so that it can't take none. */
export function fixesOfUnknownFormat(root: RootFacts, tree: SyntaxTree, packs: readonly Pack[], owner: object): Fix[] {
  const node = tree.firstElement;
  const declaration = root.prefix === '' ? 'xmlns' : `xmlns:${root.prefix}`;
  const attribute = declarationOf(tree, node, root);
  const candidates = packs.filter(
    ({ manifest: { root: name, namespace } }) =>
      name === root.localName && namespace !== (root.namespace ?? '') && (namespace !== '' || root.prefix === ''),
  );
  return candidates.map(({ manifest }) => {
    const at = tree.nameRange(node).end;
    const edit = attribute
      ? { ...tree.contentRange(attribute), newText: manifest.namespace }
      : { start: at, end: at, newText: ` ${declaration}="${manifest.namespace}"` };
    return {
      title: { key: 'fix.usePack', parameters: { title: manifest.title, namespace: manifest.namespace } },
      edits: [{ owner, ...edit }],
    };
  });
}

function keyOf({ localName, namespace = '' }: RootFacts, packs: readonly Pack[]): MessageKey {
  const isKnown = packs.some(({ manifest }) => manifest.root === localName && manifest.namespace === namespace);
  if (isKnown) return 'SRG-T005.otherDelivery';
  return namespace === '' ? 'SRG-T005.noNamespace' : 'SRG-T005';
}
