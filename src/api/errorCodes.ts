/**
 * The error codes that Katapult documents for the endpoints used here, and those of the framework
 * it is built with. `(string & {})` keeps codes that it adds later.
 */
export type ApiErrorCode = (typeof knownErrorCodes)[number] | (string & {});

/** Every code known, for tests and for the texts that explain them. */
export const knownErrorCodes = [
  // every endpoint
  'missing_api_token',
  'invalid_api_token',
  'unauthorized_network_for_api_token',
  'invalid_capabilities_token',
  'scope_not_granted',
  'rate_limit_reached',
  'service_unavailable',
  // the framework
  'route_not_found',
  'invalid_json_body',
  'missing_required_argument',
  'invalid_argument',
  'generic_runtime_error',
  'null_value_for_non_null_field',
  'unhandled_exception',
  // organizations and users
  'organization_not_found',
  'organization_suspended',
  'organization_not_activated',
  'no_user_associated_with_identity',
  'permission_denied',
  // virtual machines and their network interfaces
  'virtual_machine_not_found',
  'object_in_trash',
  'virtual_machine_network_interface_not_found',
  // IP addresses
  'ip_address_not_found',
  'ip_already_allocated',
  'invalid_ip',
  'no_interface_available',
  'no_available_addresses',
  'no_allocation',
  'resource_does_not_support_unallocation',
  'network_not_found',
  'validation_error',
  // power and tasks
  'task_queueing_error',
  'task_not_found',
] as const;

/** The parts of an error's `detail` that are used; everything else of it is dropped. */
export interface ApiErrorDetail {
  /** scope_not_granted: the scopes of which one would do. */
  readonly scopes?: readonly string[];
  /** unauthorized_network_for_api_token: the address that the request came from. */
  readonly ipAddress?: string;
  /** rate_limit_reached: requests permitted a minute. */
  readonly totalPermitted?: number;
  /** permission_denied, invalid_api_token, task_queueing_error: more words. */
  readonly details?: string;
  /** validation_error: one sentence each. */
  readonly errors?: readonly string[];
  /** object_in_trash: unix seconds until which the object is kept. */
  readonly keepUntil?: number;
}
