#!/usr/bin/env node
import nodeModule from 'node:module';
import { version } from '../../../package.json';

// Node.js keeps what it has compiled for the next run, where it can: from version 22 on.
(nodeModule as { enableCompileCache?: () => void }).enableCompileCache?.();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2), new URL('../', import.meta.url), version);
