/** Calls methods of the inspector protocol in the user worker's isolate, one after the other. */

/** Miniflare's name for the service with the measured worker; its own workers have other names. */
const USER_WORKER = /\/core:user:[^/]*$/;
const CAP_MS = 30_000;

export async function callInspector(url: URL, methods: readonly string[]): Promise<unknown[]> {
  const listed = await fetch(`http://${url.host}/json`);
  const targets = (await listed.json()) as { webSocketDebuggerUrl: string }[];
  const target = targets.find(({ webSocketDebuggerUrl }) => USER_WORKER.test(webSocketDebuggerUrl));
  if (!target) throw new Error('the inspector does not know the worker');
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error('the inspector does not answer'));
  });
  try {
    const results: unknown[] = [];
    for (const [id, method] of methods.entries()) results.push(await call(socket, id, method));
    return results;
  } finally {
    socket.close();
  }
}

function call(socket: WebSocket, id: number, method: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${method} got no reply`)), CAP_MS);
    socket.onclose = () => reject(new Error('the inspector closed the connection'));
    socket.onmessage = ({ data }) => {
      const reply = JSON.parse(String(data));
      if (reply.id !== id) return;
      clearTimeout(timer);
      if (reply.error) reject(new Error(`${method}: ${reply.error.message}`));
      else resolve(reply.result);
    };
    socket.send(JSON.stringify({ id, method }));
  });
}
