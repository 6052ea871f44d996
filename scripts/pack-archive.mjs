// Makes the .tgz alone, of what is in dist/ but for source maps: `node scripts/pack-archive.mjs FOLDER`. For tests.
import path from 'node:path';
import { packArchive } from './packing.mjs';

await packArchive(path.resolve(process.argv[2]), { leavesOutMaps: true });
