import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails where axe-core finds anything in a page or a frame. What is evaluated is not subject to the page's content security policy. */
export async function hasNoViolations(target) {
  const violations = await target.locator('html').evaluate(`(async () => {
    ${axe}
    const { violations } = await window.axe.run(document);
    return violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | '));
  })()`);
  if (violations.length > 0) throw new Error(violations.join('\n'));
}
