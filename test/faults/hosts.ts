// Where requests end up that do not reach Katapult: closed ports, unknown names, wrong certificates.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { httpFetch } from '../../src/api/fetch.ts';

export interface Hosts {
  /** Base addresses to send a request to instead. */
  readonly instead: Readonly<Record<HostName, string>>;
  /** How a request to a name that does not exist ends. */
  readonly unknownName: Error;
  /** Another origin, to which a redirect may point. */
  readonly elsewhere: string;
  /** How many requests the other origin has seen. None may ever come. */
  visits(): number;
  /** Whether anything that came to another host held the text. */
  received(text: string): boolean;
  close(): Promise<void>;
}

export type HostName = 'refused' | 'unknownName' | 'wrongCertificate';

/** Opens servers on this machine's loopback interface. */
export async function openHosts(): Promise<Hosts> {
  let visits = 0;
  const heard: string[] = [];
  const listenIn = (request: IncomingMessage): void => {
    heard.push(request.url ?? '', ...request.rawHeaders);
    request.on('data', (chunk: unknown) => heard.push(String(chunk)));
  };
  const other = createServer((request, response) => {
    visits++;
    listenIn(request);
    response.end('{}');
  });
  const read = (name: string): Buffer => readFileSync(join(import.meta.dirname, name));
  const tls = createTlsServer(
    { key: read('untrusted-key.pem'), cert: read('untrusted-certificate.pem') },
    (request, response) => {
      listenIn(request);
      response.end('{}');
    },
  );
  const closed = createServer();
  const [otherPort, tlsPort, closedPort] = await Promise.all([listen(other), listen(tls), listen(closed)]);
  await close(closed);
  const unknownName = await failureAt('http://katapult.invalid');
  return {
    unknownName,
    instead: {
      refused: `http://127.0.0.1:${closedPort}`,
      unknownName: 'http://katapult.invalid',
      wrongCertificate: `https://127.0.0.1:${tlsPort}`,
    },
    elsewhere: `http://127.0.0.1:${otherPort}`,
    visits: () => visits,
    received: (text) => heard.some((each) => each.includes(text)),
    close: async () => {
      other.closeAllConnections();
      tls.closeAllConnections();
      await Promise.all([close(other), close(tls)]);
    },
  };
}

async function failureAt(url: string): Promise<Error> {
  try {
    await httpFetch(url, { method: 'GET', headers: {} });
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error(`${url} has answered`);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(address.port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
