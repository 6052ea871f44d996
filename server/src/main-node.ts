#!/usr/bin/env node
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeHost } from './node-host.ts';
import { failureIn } from './session/guard.ts';
import './engine/schema/libxml2.ts';
import { serve } from './server.ts';

// Standard output carries the protocol and nothing else.
console.log = console.error;

// What nobody catches ends the server, and an editor starts another. Node itself would write what the error says, which
// may be a text of a file.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${failureIn('server', error)}\n`, () => process.exit(1));
});

const transport = process.argv.some((arg) => /^--(stdio|node-ipc|socket|pipe)/.test(arg));
if (!transport) process.argv.push('--stdio');

const connection = createConnection(ProposedFeatures.all);
serve(connection, nodeHost(connection, new URL('../', import.meta.url)));
connection.listen();
