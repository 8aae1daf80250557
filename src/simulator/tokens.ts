/** API tokens: who may do what, and how often. */
import type { Organization } from './cloud/model.ts';
import { apiError } from './errors.ts';
import type { ApiError } from './errors.ts';
import { header } from './http.ts';
import type { SimulatorRequest } from './http.ts';
import { insideNetwork } from './networks.ts';
import type { Settings } from './options.ts';
import type { Random } from './random.ts';

export interface TokenSpec {
  /** The token itself; made up when left out. */
  value?: string;
  /** Scopes as the API names them. Default: all of them. */
  scopes?: readonly string[];
  /** Requests a minute. Default: the simulator's `permitted`. */
  permitted?: number;
  /** Networks (`10.0.0.0/8`, `::1`) that the token may be used from. Default: all. */
  networks?: readonly string[];
  /** Unix milliseconds from which on the token is no longer valid. */
  expiresAt?: number;
  /** Ids of the organizations it can see. Default: all. */
  organizations?: readonly string[];
  /** Whose it is: a person's, or the organization's own (then users/current answers 404). Default `user`. */
  kind?: 'user' | 'organization';
  /** `restricted` has the scopes but not the permission to change things: 403 permission_denied. Default `owner`. */
  role?: 'owner' | 'restricted';
  /** The token carries capabilities that cannot be verified: 403 invalid_capabilities_token. */
  invalidCapabilities?: boolean;
}

export interface Token extends Required<Omit<TokenSpec, 'networks' | 'expiresAt' | 'organizations'>> {
  id: string;
  networks: readonly string[] | null;
  expiresAt: number | null;
  organizations: readonly string[] | null;
  /** Requests counted in `minute`, a number of minutes since 1970. */
  used: number;
  minute: number;
}

/** Every scope that an endpoint here asks for. */
export const ALL_SCOPES: readonly string[] = [
  'organizations:read',
  'virtual_machines',
  'ip_addresses',
  'tasks',
];

export interface Admission {
  token: Token | null;
  /** Why the request goes no further, if so. */
  error: ApiError | null;
  headers: Record<string, string>;
}

/** The tokens of a cloud, in the order in which they were made. The first is the default token. */
export class TokenStore {
  readonly #tokens = new Map<string, Token>();
  readonly #issued = new Set<string>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  add(token: Token): void {
    this.#tokens.set(token.value, token);
    this.#issued.add(token.value);
  }

  create(spec: TokenSpec, settings: Pick<Settings, 'permitted'>): Token {
    const token = createToken(spec, settings, this.#random);
    this.add(token);
    return { ...token };
  }

  /** Every token there ever was, as a revoked one is no less a secret. */
  everIssued(): string[] {
    return [...this.#issued];
  }

  list(): Token[] {
    return [...this.#tokens.values()];
  }

  /** By id or by value. @throws Error when there is none */
  get(idOrValue: string): Token {
    const token = this.#tokens.get(idOrValue) ?? this.list().find(({ id }) => id === idOrValue);
    if (!token) throw new Error('there is no such token');
    return token;
  }

  revoke(token: Token): void {
    this.#tokens.delete(token.value);
  }

  /**
   * Checks the token of a request, and counts the request against its limit in a fixed minute of the wall clock.
   * A request that fits no route is not counted, as routes come first.
   */
  admit(request: SimulatorRequest, now: number, counts: boolean): Admission {
    const value = bearer(request);
    if (value === null) return turnedAway(apiError('missing_api_token'));
    const token = this.#tokens.get(value);
    if (!token) return turnedAway(apiError('invalid_api_token', { details: 'The token does not exist' }));
    const withinLimit = count(token, now, counts);
    const headers = rateHeaders(token);
    const error =
      refusal(token, request, now) ??
      (withinLimit ? null : apiError('rate_limit_reached', { total_permitted: token.permitted }));
    return { token, error, headers };
  }
}

/**
 * Without the headers of the rate limit: that is a token's own, so there is none to tell. All answers that were
 * recorded have them, but none was recorded that refuses a token.
 */
function turnedAway(error: ApiError): Admission {
  return { token: null, error, headers: {} };
}

/** A token as specified; what is left out is as generous as can be. */
export function createToken(spec: TokenSpec, settings: Pick<Settings, 'permitted'>, random: Random): Token {
  return {
    id: random.id('atok'),
    value: spec.value ?? `simulated_${random.text(40)}`,
    scopes: spec.scopes ?? ALL_SCOPES,
    permitted: spec.permitted ?? settings.permitted,
    networks: spec.networks ?? null,
    expiresAt: spec.expiresAt ?? null,
    organizations: spec.organizations ?? null,
    kind: spec.kind ?? 'user',
    role: spec.role ?? 'owner',
    invalidCapabilities: spec.invalidCapabilities ?? false,
    used: 0,
    minute: 0,
  };
}

export function sees(token: Token, organization: Organization): boolean {
  return token.organizations === null || token.organizations.includes(organization.id);
}

function bearer(request: SimulatorRequest): string | null {
  return /^Bearer (\S+)$/i.exec(header(request.headers, 'authorization') ?? '')?.[1] ?? null;
}

function refusal(token: Token, request: SimulatorRequest, now: number): ApiError | null {
  if (token.expiresAt !== null && now >= token.expiresAt)
    return apiError('invalid_api_token', { details: 'The token has expired' });
  if (token.invalidCapabilities) return apiError('invalid_capabilities_token');
  const ip = request.ip ?? '127.0.0.1';
  const isAllowed = token.networks === null || token.networks.some((network) => insideNetwork(ip, network));
  return isAllowed ? null : apiError('unauthorized_network_for_api_token', { ip_address: ip });
}

/** Counts one request; false when it is one too many. */
function count(token: Token, now: number, counts: boolean): boolean {
  const minute = Math.floor(now / 60_000);
  if (token.minute !== minute) Object.assign(token, { minute, used: 0 });
  if (counts) token.used += 1;
  return token.used <= token.permitted;
}

function rateHeaders(token: Token): Record<string, string> {
  return {
    'X-Ratelimit-Permitted': String(token.permitted),
    'X-Ratelimit-Remaining': String(Math.max(0, token.permitted - token.used)),
  };
}
