/** Carries an answer to the client, with whatever is to go wrong below HTTP. */
import type { SimulatorResponse, TransportFault } from './http.ts';

/** The connection that an answer goes over. */
export interface Connection {
  /** Sends status and headers. */
  begin(status: number, headers: Record<string, string>): void;
  /** Resolves once the bytes are on their way, or the client is gone. */
  write(bytes: Uint8Array): Promise<void>;
  end(): void;
  /** Cuts the connection off, without a farewell. */
  reset(): void;
  isOpen(): boolean;
  /** The body as gzip, if it is worth it and the client takes that; otherwise null. */
  compress(body: Uint8Array): Promise<Uint8Array | null>;
  sleep(milliseconds: number): Promise<void>;
}

const encoder = new TextEncoder();
const ENDLESS_CHUNK = encoder.encode(' '.repeat(16_384));

/** Sends an answer. Resolves when there is nothing more to send. */
export async function carry(response: SimulatorResponse, connection: Connection): Promise<void> {
  const { transport, status, headers } = response;
  const bytes = encoder.encode(response.body);
  if (transport) return misbehave(transport, response, bytes, connection);
  const compressed = response.isSpoiled ? null : await connection.compress(bytes);
  const hasBody = status !== 204 && status !== 304;
  if (compressed) connection.begin(status, { ...headers, 'Content-Encoding': 'gzip' });
  else connection.begin(status, hasBody ? { ...headers, 'Content-Length': String(bytes.length) } : headers);
  if (hasBody && bytes.length > 0) await connection.write(compressed ?? bytes);
  connection.end();
}

async function misbehave(
  fault: TransportFault,
  { status, headers }: SimulatorResponse,
  bytes: Uint8Array,
  connection: Connection,
): Promise<void> {
  const begin = (length: number): void =>
    connection.begin(status, { ...headers, 'Content-Length': String(length) });
  switch (fault.kind) {
    case 'hang':
      return;
    case 'reset':
      connection.reset();
      return;
    case 'reset-mid-body':
      begin(bytes.length);
      await connection.write(bytes.subarray(0, fault.afterBytes));
      connection.reset();
      return;
    case 'slow-body':
      begin(bytes.length);
      return drip(bytes, fault.msPerByte, connection);
    case 'endless-body':
      connection.begin(status, headers);
      return pour(bytes, connection);
    case 'content-length':
      begin(bytes.length + fault.offset);
      await connection.write(bytes.subarray(0, bytes.length + Math.min(0, fault.offset)));
      // Bytes that were promised can only fail to come by the connection's end.
      if (fault.offset > 0) connection.reset();
      else connection.end();
      return;
    case 'invalid-utf8': {
      const spoiled = spoil(bytes);
      begin(spoiled.length);
      await connection.write(spoiled);
      connection.end();
      return;
    }
  }
}

async function drip(bytes: Uint8Array, msPerByte: number, connection: Connection): Promise<void> {
  for (let index = 0; index < bytes.length && connection.isOpen(); index += 1) {
    await connection.write(bytes.subarray(index, index + 1));
    await connection.sleep(msPerByte);
  }
  connection.end();
}

async function pour(bytes: Uint8Array, connection: Connection): Promise<void> {
  // White space after a JSON value is allowed, so only its length gives it away.
  await connection.write(bytes);
  while (connection.isOpen()) {
    await connection.write(ENDLESS_CHUNK);
    await connection.sleep(0);
  }
}

/** Puts a byte that UTF-8 never has behind the first quotation mark that opens a value. */
function spoil(bytes: Uint8Array): Uint8Array {
  const quotation = 34;
  const start = bytes.findIndex((byte, index) => byte === quotation && bytes[index - 1] === 58) + 1;
  return Uint8Array.from([...bytes.subarray(0, start), 0xff, ...bytes.subarray(start)]);
}
