/** Every error that the API answers with, in one place. */
import type { JsonObject } from './json.ts';

/** Code → HTTP status and description, as the API's pages and its framework have them. */
const CATALOGUE = {
  // The framework's own; in no page of the documentation.
  route_not_found: [404, 'No route matches the path and the method of this request'],
  invalid_json_body: [400, 'The request body is not valid JSON, or is no JSON object'],
  missing_required_argument: [400, 'An argument that is required was not provided'],
  invalid_argument: [400, 'The value of an argument is not valid'],
  generic_runtime_error: [400, 'The request could not be carried out'],
  null_value_for_non_null_field: [500, 'The value for a field that cannot be null was null'],
  unhandled_exception: [500, 'This is an exception that has occurred and not been handled.'],
  // Every endpoint.
  missing_api_token: [
    400,
    'No API token was provided in the Authorization header. Ensure a token is provided prefixed with Bearer',
  ],
  invalid_api_token: [403, 'The API token provided was not valid (it may not exist or have expired)'],
  unauthorized_network_for_api_token: [403, 'Network is not allowed to access the API with this API token'],
  invalid_capabilities_token: [
    403,
    'The capabilities token provided was not valid (either not valid, expired or not signed by the correct key)',
  ],
  scope_not_granted: [
    403,
    'The scope required for this endpoint has not been granted to the authenticating identity',
  ],
  rate_limit_reached: [429, 'You have reached the rate limit for this type of request'],
  service_unavailable: [503, 'The service is currently unavailable, please try again later'],
  // Lookups.
  organization_not_found: [
    404,
    'No organization was found matching any of the criteria provided in the arguments',
  ],
  organization_suspended: [403, 'An organization was found from the arguments provided but it was suspended'],
  organization_not_activated: [
    403,
    "An organization was found from the arguments provided but it wasn't activated yet",
  ],
  virtual_machine_not_found: [
    404,
    'No virtual machine was found matching any of the criteria provided in the arguments',
  ],
  object_in_trash: [
    406,
    'The object found is in the trash and therefore cannot be manipulated through the API. It should be restored in order to run this operation.',
  ],
  virtual_machine_network_interface_not_found: [
    404,
    'No network interface was found matching any of the criteria provided in the arguments',
  ],
  ip_address_not_found: [
    404,
    'No IP addresses were found matching any of the criteria provided in the arguments',
  ],
  network_not_found: [404, 'No network was found matching any of the criteria provided in the arguments'],
  task_not_found: [404, 'No task was found matching any of the criteria provided in the arguments'],
  no_user_associated_with_identity: [404, 'There is no user associated with this API token'],
  // Actions.
  permission_denied: [403, 'The authenticated identity is not permitted to perform this action'],
  ip_already_allocated: [422, 'This IP address has already been allocated to another resource'],
  invalid_ip: [422, 'This IP address cannot be allocated to this network interface'],
  no_interface_available: [
    422,
    'This virtual machine does not have a network interface that is compatible with the provided IP address',
  ],
  no_available_addresses: [
    503,
    'Our pool of addresses for that version seems to have run dry. If this issue continues, please contact support.',
  ],
  resource_does_not_support_unallocation: [
    409,
    'The resource this IP address belongs to does not allow you to unallocate it.',
  ],
  no_allocation: [
    422,
    'This IP address is not currently allocated to any object, and cannot be unallocated.',
  ],
  validation_error: [
    422,
    'A validation error occurred with the object that was being created/updated/deleted',
  ],
  task_queueing_error: [
    406,
    'This error means that a background task that was needed to complete your request could not be queued',
  ],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof CATALOGUE;

export function isErrorCode(code: string): code is ErrorCode {
  return code in CATALOGUE;
}

/** Every code there is; tests see to it that each can be reached. */
export function errorCodes(): ErrorCode[] {
  return Object.keys(CATALOGUE).filter(isErrorCode);
}

/** An error as the API answers it. Thrown by endpoints, written by `answer.ts`. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: JsonObject;

  constructor(code: string, status: number, description: string, detail: JsonObject) {
    super(description);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.detail = detail;
  }
}

/** The error of a known code, with the detail fields that its page documents. */
export function apiError(code: ErrorCode, detail: JsonObject = {}): ApiError {
  const [status, description] = CATALOGUE[code];
  return new ApiError(code, status, description, detail);
}
