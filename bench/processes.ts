import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** How long a process took, in milliseconds, and the most memory that it held, in megabytes. */
export interface ProcessCost {
  readonly time: number;
  readonly memory: number;
}

/**
 * Runs a command to its end, without its output.
 * @param watchMemory looks every few milliseconds at how much memory it holds (Linux only), which costs a little time
 * @param input a file that it gets as its standard input
 */
export function run(
  command: string,
  args: readonly string[],
  watchMemory = false,
  input?: string,
): Promise<ProcessCost> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const opened = input === undefined ? undefined : openSync(input, 'r');
    const child = spawn(command, args, { stdio: [opened ?? 'ignore', 'ignore', 'ignore'] });
    if (opened !== undefined) closeSync(opened);
    let memory = 0;
    const timer = watchMemory ? setInterval(look, 5) : undefined;
    function look() {
      memory = Math.max(memory, peakOf(child.pid!));
    }
    child.once('error', reject);
    child.once('exit', () => {
      clearInterval(timer);
      resolve({ time: performance.now() - started, memory });
    });
  });
}

/** The most memory (resident set) that a running process has held, in megabytes; 0 where it is not known. */
export function peakOf(pid: number): number {
  return kilobytes(pid, 'VmHWM') / 1_024;
}

function kilobytes(pid: number, field: string): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
