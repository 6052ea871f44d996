#!/usr/bin/env node
import { version } from '../../../package.json';
import { main } from './main.ts';

process.exitCode = await main(process.argv.slice(2), new URL('../', import.meta.url), version);
