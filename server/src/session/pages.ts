import type { Language } from '../engine/messages/message.ts';
import type { DocPage } from '../features/finding-page.ts';

/** Where a page that ships stands below the root of the extension. */
export function pathOfPage(page: DocPage, language: Language): string {
  if (page === 'beslisboom') return `docs/${page}.md`;
  return language === 'nl' ? `docs/rules/${page}.md` : `docs/rules/${language}/${page}.md`;
}
