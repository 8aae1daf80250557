import { l10n } from 'vscode';
import type { ApiError } from '../api/errors.ts';
import type { Explanation, Remedy } from './explanation.ts';
import { plain } from './plain.ts';

/** Katapult's own errors in a person's words, by their code. Unknown ones are quoted. */
export function explainCode(error: ApiError): Explanation {
  const [text, remedy] = sentence(error) ?? [quote(error), 'log'];
  return { text, remedy };
}

function quote({ code, description, detail }: ApiError): string {
  const more = [description, detail.details, ...(detail.errors ?? [])]
    .filter(Boolean)
    .map((part) => plain(part ?? ''));
  return l10n.t('Katapult answered: {0} ({1})', more.join(' ') || plain(code), plain(code));
}

function sentence({ code, detail }: ApiError): [string, Remedy] | undefined {
  switch (code) {
    case 'invalid_api_token':
    case 'invalid_capabilities_token':
      return [
        l10n.t('Katapult does not accept this token: it is wrong, has expired or was deleted.'),
        'signIn',
      ];
    case 'missing_api_token':
      return [l10n.t('The request reached Katapult without its token. A proxy may have removed it.'), 'log'];
    case 'unauthorized_network_for_api_token':
      return [
        l10n.t(
          'This token may not be used from this network ({0}). Allow the network in the token’s settings, or use another token.',
          plain(detail.ipAddress ?? l10n.t('address unknown')),
        ),
        'signIn',
      ];
    case 'scope_not_granted':
      return [
        l10n.t(
          'The token lacks the scope {0}. Sign in with a token that has it.',
          plain(detail.scopes?.join(l10n.t(' or ')) ?? l10n.t('that this needs')),
        ),
        'signIn',
      ];
    case 'permission_denied':
      return [
        l10n.t('The token’s user has no permission for this. {0}', plain(detail.details ?? '')).trim(),
        'signIn',
      ];
    case 'rate_limit_reached':
      return [
        l10n.t(
          'Too many requests: Katapult permits {0} a minute for this token. Try again in the next minute.',
          detail.totalPermitted ?? '?',
        ),
        'retry',
      ];
    case 'service_unavailable':
      return [l10n.t('Katapult is unavailable at the moment. Try again later.'), 'retry'];
    case 'organization_suspended':
      return [l10n.t('The organization is suspended.'), 'retry'];
    case 'organization_not_activated':
      return [l10n.t('The organization has not been activated yet.'), 'retry'];
    case 'organization_not_found':
      return [l10n.t('The organization does not exist any more, or the token does not reach it.'), 'retry'];
    case 'virtual_machine_not_found':
      return [l10n.t('The virtual machine does not exist any more.'), 'retry'];
    case 'object_in_trash':
      return [
        l10n.t('The virtual machine is in the trash. Restore it in Katapult to work with it.'),
        'retry',
      ];
    case 'virtual_machine_network_interface_not_found':
      return [l10n.t('The network interface does not exist any more.'), 'retry'];
    case 'ip_address_not_found':
      return [l10n.t('The IP address does not belong to the organization any more.'), 'retry'];
    case 'ip_already_allocated':
      return [l10n.t('The address is allocated to something else already. Refresh to see to what.'), 'retry'];
    case 'invalid_ip':
      return [
        l10n.t('The address does not fit this network interface: it belongs to another network.'),
        'retry',
      ];
    case 'no_interface_available':
      return [
        l10n.t('The virtual machine has no network interface in the network of this address.'),
        'retry',
      ];
    case 'no_available_addresses':
      return [l10n.t('Katapult has no free address of this version in this network.'), 'retry'];
    case 'no_allocation':
      return [l10n.t('The address is not allocated any more. Refresh to see how things are.'), 'retry'];
    case 'resource_does_not_support_unallocation':
      return [
        l10n.t(
          'The address belongs to something that cannot give it up, such as a load balancer. Change it there.',
        ),
        'log',
      ];
    case 'network_not_found':
      return [l10n.t('The network does not exist any more, or the token does not reach it.'), 'retry'];
    case 'validation_error':
      return detail.errors?.length
        ? [l10n.t('Katapult does not accept this: {0}.', plain(detail.errors.join('; '))), 'retry']
        : undefined;
    case 'task_queueing_error':
      return [l10n.t('Katapult could not begin with it. {0}', plain(detail.details ?? '')).trim(), 'retry'];
    case 'task_not_found':
      return [l10n.t('Katapult does not know the task any more. Refresh to see how things are.'), 'retry'];
    default:
      return undefined;
  }
}
