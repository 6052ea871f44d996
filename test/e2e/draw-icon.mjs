// Draws media/icon.png from media/icon.svg, in the browser that the tests use anyway.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { launchBrowser } from './editor.mjs';

const SIZE = 256;
const media = path.join(import.meta.dirname, '../../media');
const svg = await readFile(path.join(media, 'icon.svg'), 'utf8');

const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
  await page.screenshot({ path: path.join(media, 'icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
