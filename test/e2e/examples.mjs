import { readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '../../examples');

/** The text of one of the example deliveries. */
export function example(name) {
  return readFileSync(path.join(folder, name), 'utf8');
}
