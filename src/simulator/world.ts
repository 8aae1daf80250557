/** Everything that a running simulator knows. */
import type { Arguments } from './arguments.ts';
import type { Cloud } from './cloud/cloud.ts';
import type { JsonObject } from './json.ts';
import type { OperationLog } from './operations.ts';
import type { Settings } from './options.ts';
import type { Random } from './random.ts';
import type { Token, TokenStore } from './tokens.ts';

export interface World {
  settings: Settings;
  cloud: Cloud;
  random: Random;
  tokens: TokenStore;
  operations: OperationLog;
  /** While true, every request answers 503 service_unavailable. */
  maintenance: boolean;
  /** Requests handled so far; turns the lists whose order is not promised. */
  served: number;
}

/** One request on its way through an endpoint. */
export interface Call {
  world: World;
  token: Token;
  args: Arguments;
  /** Unix milliseconds. */
  now: number;
  requestId: string;
  /** The pattern of the route, by which endpoints opt in to large sets. */
  route: string;
}

/** What an endpoint does: gives the body of a 200, or throws an ApiError. */
export type Action = (call: Call) => JsonObject;
