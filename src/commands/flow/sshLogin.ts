import { l10n } from 'vscode';
import type { MachineNode } from '../../inventory/nodes.ts';
import { isUser, portOf, type SshLogin } from '../../inventory/ssh/login.ts';
import { plain } from '../../platform/plain.ts';
import type { SshLogins } from '../../platform/sshLogins.ts';
import type { Step, StepEnd, StepPlace } from '../../platform/steps.ts';
import { askText, type TextQuestion } from '../../platform/textInput.ts';

/** A login as it is asked for: texts, empty for what is left to ssh. */
export interface LoginAnswers {
  user?: string;
  port?: string;
}

/**
 * Asks for the user and the port of a machine.
 * @param ask whether to; what is remembered stands in the fields already.
 */
export function loginSteps(
  answers: LoginAnswers,
  logins: SshLogins,
  machineOf: () => MachineNode | undefined,
  ask: (machine: MachineNode) => boolean,
): Step[] {
  const step = (
    key: keyof LoginAnswers,
    question: (name: string, login: SshLogin | undefined) => Asked,
  ): Step => {
    return async (place) => {
      const machine = machineOf();
      if (!machine || !ask(machine)) return 'skip';
      const asked = question(plain(machine.data.name), logins.of(machine.data.id));
      return answer(answers, key, place, asked);
    };
  };
  return [step('user', userQuestion), step('port', portQuestion)];
}

type Asked = Omit<TextQuestion, 'place'>;

async function answer(
  answers: LoginAnswers,
  key: keyof LoginAnswers,
  place: StepPlace,
  question: Asked,
): Promise<StepEnd> {
  const value = answers[key] ?? question.value ?? '';
  const picked = await askText({ ...question, place, value });
  if (!('value' in picked)) return picked.kind;
  answers[key] = picked.value;
  return 'next';
}

function userQuestion(machine: string, login: SshLogin | undefined): Asked {
  return {
    title: l10n.t('SSH to {0}', machine),
    prompt: l10n.t('User to sign in as. Empty: as your SSH configuration has it.'),
    value: login ? (login.user ?? '') : 'root',
    complaint: (text) =>
      text === '' || isUser(text)
        ? undefined
        : l10n.t('A user begins with a lower-case letter or _, and has only those, digits, dots and dashes.'),
  };
}

function portQuestion(machine: string, login: SshLogin | undefined): Asked {
  return {
    title: l10n.t('SSH to {0}', machine),
    prompt: l10n.t('Port. Empty: as your SSH configuration has it, else 22.'),
    placeholder: '22',
    value: login?.port === undefined ? '' : String(login.port),
    complaint: (text) =>
      text === '' || portOf(text) !== undefined ? undefined : l10n.t('A port is a number from 1 to 65535.'),
  };
}

/** The login that was answered. */
export function answeredLogin({ user = '', port = '' }: LoginAnswers): SshLogin {
  return { user: user || undefined, port: portOf(port) };
}
