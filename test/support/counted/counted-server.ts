import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeHost } from '../../../server/src/node-host.ts';
import '../../../server/src/engine/schema/libxml2.ts';
import { serve } from '../../../server/src/server.ts';

// From the folder of the project, for this is run as a bundle with counters.
const connection = createConnection(ProposedFeatures.all);
serve(connection, nodeHost(connection, pathToFileURL(`${process.cwd()}/`)));
connection.listen();
