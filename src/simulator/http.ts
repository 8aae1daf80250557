/** The simulator's view of HTTP: requests and answers as plain data, whatever carries them. */

export interface SimulatorRequest {
  method: string;
  /** Path and query, e.g. `/core/v1/organizations?page=1`. */
  url: string;
  headers: Record<string, string>;
  body: string;
  /** The address that the request came from; decides for tokens that are bound to networks. */
  ip?: string;
}

export interface SimulatorResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** A fault has made it what it is: the carrier sends its body byte by byte, not compressed. */
  isSpoiled?: true;
  /** What the carrier is to do to this answer below HTTP. */
  transport?: TransportFault;
}

/** Misbehaviour that no HTTP answer can express: the carrier (a server, the demo's fetch) acts it out. */
export type TransportFault =
  | { kind: 'reset' }
  | { kind: 'reset-mid-body'; afterBytes: number }
  | { kind: 'hang' }
  | { kind: 'slow-body'; msPerByte: number }
  | { kind: 'endless-body' }
  | { kind: 'content-length'; offset: number }
  | { kind: 'invalid-utf8' };

/** One header by name, whatever its case. */
export function header(headers: Record<string, string>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return Object.entries(headers).find(([key]) => key.toLowerCase() === wanted)?.[1];
}
