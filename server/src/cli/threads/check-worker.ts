// Judges files in a thread of its own for `CheckThreads`.
import { parentPort, workerData } from 'node:worker_threads';
import { keepCompiledProgram } from '../../node/compiled-code.ts';

keepCompiledProgram();
const { judgeFiles } = await import('./judge-files.ts');
await judgeFiles(workerData, parentPort!);
