#!/usr/bin/env node
import { version } from '../../../package.json';
import { growAtOnce, keepCompiledProgram, optimiseLate } from '../node/compiled-code.ts';

keepCompiledProgram();
optimiseLate();
growAtOnce();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2), new URL('../', import.meta.url), version);
