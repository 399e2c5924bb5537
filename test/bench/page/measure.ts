import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { BenchPage } from './pages.ts';
import { recordTasks } from './tasks.ts';

/** The cost of one page visit to the main thread, from the request on. */
export interface Visit {
  /** All tasks of the main thread until it was idle, in the thread's own time. */
  cpuMs: number;
  /** The longest task after the document was parsed, scrolling included, and the number of tasks of 50 ms and more. */
  longestTaskMs: number;
  longTasks: number;
  /** After a collection, for all worlds together. */
  heapMB: number;
  layoutShift: number;
  /** Mutations that the page's own observer sees after the page was read. */
  mutations: number;
  /** All tasks of scrolling down 20 screens. */
  scrollMs: number;
}

interface Seen {
  shift: number;
  mutations: number;
}
declare const seen: Seen;

const QUIET_MS = 5;
const MAX_SECONDS = 120;

export async function visit(context: BrowserContext, { html }: BenchPage): Promise<Visit> {
  const page = await context.newPage();
  try {
    await page.addInitScript(watchPage);
    await page.route('http://site.example/**', (route) =>
      route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: new URL(route.request().url()).pathname === '/' ? html : '',
      }),
    );
    const devTools = await context.newCDPSession(page);
    await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const tasks = await recordTasks(context);
    await page.goto('http://site.example/', { timeout: 1000 * MAX_SECONDS });
    await quiet(page, devTools);
    const loaded = await metrics(devTools);
    for (let screen = 0; screen < 20; screen++) {
      await page.mouse.wheel(0, 800);
      await page.waitForTimeout(60);
    }
    await quiet(page, devTools);
    const scrolled = await metrics(devTools);
    await devTools.send('HeapProfiler.collectGarbage');
    const { JSHeapUsedSize: heap = 0 } = await metrics(devTools);
    const { shift, mutations } = await page.evaluate(() => seen);
    const lengths = await tasks();
    return {
      cpuMs: (loaded.TaskDuration ?? 0) * 1000,
      longestTaskMs: Math.max(0, ...lengths),
      longTasks: lengths.filter((ms) => ms >= 50).length,
      heapMB: heap / 1e6,
      layoutShift: shift,
      mutations,
      scrollMs: ((scrolled.TaskDuration ?? 0) - (loaded.TaskDuration ?? 0)) * 1000,
    };
  } finally {
    await page.close();
  }
}

/** Waits until the main thread works less than a few milliseconds in each of two seconds. */
async function quiet(page: Page, devTools: CDPSession): Promise<void> {
  let before = (await metrics(devTools)).TaskDuration ?? 0;
  for (let second = 0, calm = 0; second < MAX_SECONDS && calm < 2; second++) {
    await page.waitForTimeout(1000);
    const now = (await metrics(devTools)).TaskDuration ?? 0;
    calm = (now - before) * 1000 < QUIET_MS ? calm + 1 : 0;
    before = now;
  }
}

async function metrics(devTools: CDPSession): Promise<Record<string, number>> {
  const { metrics: all } = await devTools.send('Performance.getMetrics');
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}

/** Runs in the page before any other script. */
function watchPage(): void {
  const seen: Seen = { shift: 0, mutations: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      seen.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver((records) => {
      seen.mutations += records.length;
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}
