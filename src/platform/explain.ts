import { l10n } from 'vscode';
import { UnusableApiUrl } from '../accounts/apiUrl.ts';
import { ReadOnlyAccount } from '../accounts/deeds.ts';
import { SecretsUnavailable, TokenStillStored } from '../accounts/tokenStore.ts';
import { AnswerError, ApiError, NetworkError } from '../api/errors.ts';
import { AlreadyRunning, TaskFailed } from '../inventory/operations/failures.ts';
import type { Explanation } from './explanation.ts';
import { explainCode } from './explainCode.ts';
import { NotNow } from './notNow.ts';
import { plain } from './plain.ts';
import { stateWord } from './stateWord.ts';

/** Says why something failed and what to do now. What nobody foresaw is a bug: the log has it whole. */
export function explain(error: unknown): Explanation {
  if (error instanceof ApiError) return explainCode(error);
  if (error instanceof NetworkError) return explainNetwork(error);
  if (error instanceof AnswerError) return explainAnswer(error);
  if (error instanceof UnusableApiUrl) {
    return {
      text: l10n.t('The setting katapult.apiUrl must be an https address (http only for this machine).'),
      remedy: 'settings',
    };
  }
  if (error instanceof TokenStillStored) {
    return { text: l10n.t('VS Code still has the token after deleting it. Try again.'), remedy: 'retry' };
  }
  if (error instanceof SecretsUnavailable) {
    return {
      text: l10n.t(
        'VS Code’s secret storage does not work here ({0}). A token can be used only until the window closes. On Linux, a keyring such as GNOME Keyring or KWallet has to run and be unlocked.',
        plain(error.cause instanceof Error ? error.cause.message : l10n.t('no answer')),
      ),
      remedy: 'log',
    };
  }
  if (error instanceof ReadOnlyAccount) {
    const name = plain(error.account.name);
    return { text: l10n.t('The account {0} is marked as read-only. Nothing was done.', name), remedy: 'log' };
  }
  if (error instanceof NotNow) return { text: error.message, remedy: error.remedy };
  if (error instanceof AlreadyRunning) {
    return { text: l10n.t('The same change is being made already. Wait until it has ended.'), remedy: 'log' };
  }
  if (error instanceof TaskFailed) return explainTask(error);
  return { text: l10n.t('An unexpected error occurred. The log has the details.'), remedy: 'log' };
}

function explainTask({ task, state }: TaskFailed): Explanation {
  const left = state === undefined ? l10n.t('in a state that could not be read') : stateWord(state);
  const text =
    task === undefined
      ? l10n.t('Katapult has begun with it and not come to its end. The virtual machine is {0} now.', left)
      : l10n.t('Katapult’s task “{0}” has failed. The virtual machine is {1} now.', plain(task), left);
  return { text, remedy: 'log' };
}

function explainNetwork(error: NetworkError): Explanation {
  switch (error.reason) {
    case 'timeout':
      return {
        text: l10n.t('Katapult did not answer in time. Check the connection and try again.'),
        remedy: 'retry',
      };
    case 'unreachable':
      return {
        text: l10n.t(
          'Katapult cannot be reached ({0}). Check the connection, the proxy and the API address.',
          causeOf(error),
        ),
        remedy: 'retry',
      };
    case 'certificate':
      return {
        text: l10n.t(
          "The server's certificate is not trusted ({0}). A proxy may stand in between: its certificate has to be installed on this machine.",
          causeOf(error),
        ),
        remedy: 'log',
      };
    case 'interrupted':
      return {
        text: l10n.t('The connection to Katapult broke off ({0}). Try again.', causeOf(error)),
        remedy: 'retry',
      };
    case 'not_sent':
      return {
        text: l10n.t('Nothing was sent: you stopped waiting for Katapult’s rate limit.'),
        remedy: 'retry',
      };
    case 'cancelled':
      return { text: l10n.t('It was cancelled.'), remedy: 'retry' };
  }
}

function causeOf({ cause, message }: NetworkError): string {
  return plain(cause instanceof Error ? cause.message : message);
}

function explainAnswer(error: AnswerError): Explanation {
  const endpoint = plain(`${error.request.method} ${error.request.path}`);
  if (error.problem === 'shape') {
    return {
      text: l10n.t('Katapult answered {0} with an unexpected {1}.', endpoint, plain(error.field ?? '')),
      remedy: 'log',
    };
  }
  if (error.problem === 'html' || error.problem === 'foreign_error' || error.problem === 'redirect') {
    return {
      text: l10n.t(
        'Something else than Katapult answered {0} (status {1}). Check the proxy and the API address, or try again later.',
        endpoint,
        error.request.status ?? '?',
      ),
      remedy: 'retry',
    };
  }
  return {
    text: l10n.t('The answer to {0} arrived damaged ({1}). Try again.', endpoint, error.problem),
    remedy: 'retry',
  };
}
