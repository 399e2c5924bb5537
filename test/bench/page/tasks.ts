import type { BrowserContext } from 'playwright-core';
import * as z from 'zod/mini';

/** Tasks of a page's main thread in a browser trace, in milliseconds of the thread's own time, without the machine's other load. */

const traceEvent = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  tdur: z.optional(z.number()),
});
type TraceEvent = z.infer<typeof traceEvent>;

const TASK = 'ThreadControllerImpl::RunTask';
const PARSED = 'MarkDOMContent';

/** Starts a trace. The returned function ends it, and gives the tasks that began after the document was parsed. */
export async function recordTasks(context: BrowserContext): Promise<() => Promise<number[]>> {
  const devTools = await context.browser()?.newBrowserCDPSession();
  if (!devTools) throw new Error('this browser cannot be traced');
  const events: TraceEvent[] = [];
  devTools.on('Tracing.dataCollected', ({ value }) => {
    for (const one of value) {
      const event = traceEvent.safeParse(one);
      if (event.success && [TASK, PARSED].includes(event.data.name)) events.push(event.data);
    }
  });
  await devTools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'devtools.timeline'] },
  });
  return async () => {
    const complete = new Promise((resolve) => devTools.once('Tracing.tracingComplete', resolve));
    await devTools.send('Tracing.end');
    await complete;
    await devTools.detach();
    const parsed = events.findLast(({ name }) => name === PARSED);
    if (!parsed) throw new Error('the page was not parsed');
    return events
      .filter(
        ({ name, pid, tid, ts }) =>
          name === TASK && pid === parsed.pid && tid === parsed.tid && ts > parsed.ts,
      )
      .map(({ tdur = 0 }) => tdur / 1000);
  };
}
