import type { DocPage } from '../features/finding-page.ts';

/** Where a page that ships stands below the root of the extension. */
export function pathOfPage(page: DocPage): string {
  return page === 'beslisboom' ? `docs/${page}.md` : `docs/rules/${page}.md`;
}
