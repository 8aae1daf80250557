// Stands between the extension and a simulator, and keeps chosen requests waiting: to see what becomes of them.
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';

/** A way to Katapult on which requests can be held up. */
export interface HoldingServer {
  /** The API's address by way of it. */
  readonly url: string;
  /** Answers no request whose path and query matches, from now on; undefined lets all through. */
  readonly hold: (path: RegExp | undefined) => void;
  /** Requests held up so far, as `GET /organizations`; and those of them that the client gave up. */
  readonly held: readonly string[];
  readonly closed: readonly string[];
  readonly stop: () => Promise<void>;
}

/** Starts one on a free port of 127.0.0.1, before the API at `apiUrl`. */
export async function startHoldingServer(apiUrl: string): Promise<HoldingServer> {
  const held: string[] = [];
  const closed: string[] = [];
  let holding: RegExp | undefined;
  const server = createServer((incoming, outgoing) => {
    const name = `${incoming.method} ${(incoming.url ?? '').replace(/^\/core\/v1/, '').replace(/\?.*/, '')}`;
    if (holding?.test(incoming.url ?? '')) {
      held.push(name);
      // It is never answered, so only the client can have closed it.
      outgoing.on('close', () => closed.push(name));
    } else pass(apiUrl, incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}${new URL(apiUrl).pathname}`,
    hold: (path) => (holding = path),
    held,
    closed,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pass(apiUrl: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers, url = '/' } = incoming;
  const onward = forward(new URL(url, apiUrl), { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}
