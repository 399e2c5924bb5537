import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Job, Message } from './job.ts';

/** Runs a job in its own process, and reports why it failed. */

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
export const JOB_FLAG = '--internal-job';

export interface Outcome {
  messages: Message[];
  /** Absent after a success. */
  failure?: string;
}

export async function runJob(
  job: Job,
  capMs: number,
  heapMB: number,
  interrupted?: AbortSignal,
): Promise<Outcome> {
  const child = fork(MAIN, [JOB_FLAG], {
    // Fifteen processes read the same modules.
    env: { ...process.env, NODE_COMPILE_CACHE: `${job.folder}/compiled` },
    execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning', `--max-old-space-size=${heapMB}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const messages: Message[] = [];
  let errors = '';
  let isOverTime = false;
  child.on('message', (message) => messages.push(message as Message));
  child.stderr?.on('data', (chunk) => {
    errors = (errors + String(chunk)).slice(-4000);
  });
  const timer = setTimeout(() => {
    isOverTime = true;
    child.kill('SIGKILL');
  }, capMs);
  const interrupt = () => child.kill('SIGKILL');
  interrupted?.addEventListener('abort', interrupt);
  child.send(job);
  const code = await ended(child);
  clearTimeout(timer);
  interrupted?.removeEventListener('abort', interrupt);
  if (interrupted?.aborted) return { messages, failure: 'interrupted' };
  const failed = messages.find((message) => message.kind === 'failed');
  if (isOverTime) return { messages, failure: `exceeded its ${capMs / 1000} s` };
  if (failed) return { messages, failure: failed.message };
  if (/heap out of memory|heap limit/iu.test(errors)) {
    return { messages, failure: `does not fit a heap of ${heapMB} MB` };
  }
  return code === 0
    ? { messages }
    : { messages, failure: `ended with ${code}: ${errors.trim().slice(-200)}` };
}

function ended(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal ?? 'nothing')));
}

/** The child's side: does the one job that arrives. */
export function takeJob(): void {
  process.once('message', async (job) => {
    try {
      await perform(job as Job);
    } catch (error) {
      const message = error instanceof Error ? error.message.split('\n')[0] : 'unknown';
      process.send?.({ kind: 'failed', message: message ?? 'unknown' });
    }
    // Messages under way are delivered before the channel closes.
    process.disconnect();
  });
}

async function perform(job: Job): Promise<void> {
  switch (job.kind) {
    case 'prepare':
      return (await import('./prepare.ts')).prepare(job);
    case 'measure':
      return (await import('./measure.ts')).measure(job);
    case 'prepare-worker':
      return (await import('../worker/prepare.ts')).prepareWorker(job);
    case 'cold':
      return (await import('./cold.ts')).measureCold(job);
  }
}
