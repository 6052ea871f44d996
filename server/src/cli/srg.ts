#!/usr/bin/env node
import manifest from '../../../package.json' with { type: 'json' };
import { main } from './main.ts';

// A reader that stops early (`srg check … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await main(process.argv.slice(2), new URL('../', import.meta.url), manifest.version);
