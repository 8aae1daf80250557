// The address that a person opens. It passes everything on to a VS Code server, and tells the page about the
// extension under development and the side bar to begin with: VS Code's page takes both, its server hands out neither.
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** What VS Code's page is told about itself; this is the part of it that we set. */
export interface PageConfiguration {
  readonly developmentOptions?: { readonly extensions: readonly RemoteFile[] };
  readonly defaultLayout?: { readonly views: readonly { readonly id: string }[] };
}

export interface RemoteFile {
  readonly scheme: 'vscode-remote';
  readonly authority: string;
  readonly path: string;
}

export interface FrontOptions {
  /** The server's address. */
  readonly target: string;
  /** The port to listen on; when it is taken, or 0, any free one. */
  readonly port: number;
  /** What to tell a page that was opened under this host. */
  readonly configure: (host: string) => PageConfiguration;
}

/** Listens on 127.0.0.1 and gives the address to open. It ends with the process. */
export async function startFront(options: FrontOptions): Promise<string> {
  const server = createServer((incoming, response) => passOn(incoming, response, options));
  server.on('upgrade', (incoming, socket, head) => tunnel(incoming, socket, head, options));
  const port = await listen(server, options.port).catch(() => listen(server, 0));
  return `http://127.0.0.1:${port}/`;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function passOn(incoming: IncomingMessage, response: ServerResponse, options: FrontOptions): void {
  const isPage = new URL(incoming.url ?? '/', options.target).pathname === '/';
  const headers = isPage ? { ...incoming.headers, 'accept-encoding': 'identity' } : incoming.headers;
  const onward = request(new URL(incoming.url ?? '/', options.target), { method: incoming.method, headers });
  onward.on('response', (answer) => {
    if (isPage) void passPage(answer, response, options.configure(incoming.headers.host ?? ''));
    else answer.pipe(response.writeHead(answer.statusCode ?? 502, answer.headers));
  });
  onward.on('error', () => response.writeHead(502).end('VS Code is not running.'));
  incoming.pipe(onward);
}

async function passPage(answer: IncomingMessage, response: ServerResponse, extra: PageConfiguration) {
  const html = Buffer.concat(await answer.toArray()).toString();
  const page = configure(html, extra);
  const headers = { ...answer.headers, 'content-length': Buffer.byteLength(page) };
  response.writeHead(answer.statusCode ?? 502, headers).end(page);
}

/** Adds to the configuration that VS Code's server has put into its page; other pages stay as they are. */
export function configure(html: string, extra: PageConfiguration): string {
  const attribute = /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)/;
  return html.replace(attribute, (_, start: string, value: string) => {
    const present = JSON.parse(value.replaceAll('&quot;', '"')) as PageConfiguration;
    const developmentOptions = { ...present.developmentOptions, ...extra.developmentOptions };
    return start + JSON.stringify({ ...present, ...extra, developmentOptions }).replaceAll('"', '&quot;');
  });
}

// A web socket: the request as it came, then whatever either side says.
function tunnel(incoming: IncomingMessage, socket: Duplex, head: Buffer, { target }: FrontOptions): void {
  const { hostname, port } = new URL(target);
  const onward = connect(Number(port), hostname, () => {
    const pairs = incoming.rawHeaders.map((text, index) => text + (index % 2 === 0 ? ': ' : '\r\n'));
    onward.write(`${incoming.method ?? 'GET'} ${incoming.url ?? '/'} HTTP/1.1\r\n${pairs.join('')}\r\n`);
    onward.write(head);
    onward.pipe(socket).pipe(onward);
  });
  for (const [one, other] of [
    [socket, onward],
    [onward, socket],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}
