// Makes the .vsix: `npm run package [-- <path>]`.
import path from 'node:path';
import { buildForRelease, manifest, packExtension, root } from './packing.mjs';

buildForRelease();
await packExtension(path.resolve(process.argv[2] ?? path.join(root, `${manifest.name}-${manifest.version}.vsix`)));
