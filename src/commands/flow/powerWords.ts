import { l10n } from 'vscode';
import type { Words } from '../../inventory/activities/activity.ts';
import type { PowerAction } from '../../inventory/types.ts';

/** What is said about switching machines. Names are plain text. */
export interface PowerWords {
  readonly title: string;
  /** The button of the question. */
  readonly act: string;
  /** Of one, by its name, or of several, by their number. */
  readonly question: (machines: string) => string;
  /** What it means for whoever uses the machine, a line each. */
  readonly consequences: readonly string[];
  readonly of: (name: string) => Words;
  /** Why a machine is left alone. */
  readonly needless: string;
  readonly running: (machines: string) => string;
  readonly report: (done: number, machines: string) => string;
}

/** `1 virtual machine` or `3 virtual machines`. */
export function machineCount(count: number): string {
  return count === 1 ? l10n.t('1 virtual machine') : l10n.t('{0} virtual machines', count);
}

/** What is said about an action. */
export function wordsFor(action: PowerAction): PowerWords {
  switch (action) {
    case 'start':
      return startWords();
    case 'shutdown':
      return shutDownWords();
    case 'stop':
      return stopWords();
    case 'reset':
      return resetWords();
  }
}

function startWords(): PowerWords {
  return {
    title: l10n.t('Start Virtual Machine'),
    act: l10n.t('Start'),
    question: (machines) => l10n.t('Start {0}?', machines),
    consequences: [],
    of: (name) => ({
      running: l10n.t('Starting {0}…', name),
      failed: l10n.t('Could not start {0}.', name),
      unknown: l10n.t('It is not known whether {0} was started.', name),
      done: l10n.t('Started {0}', name),
      already: l10n.t('{0} runs already', name),
    }),
    needless: l10n.t('runs already.'),
    running: (machines) => l10n.t('Starting {0}', machines),
    report: (done, machines) => l10n.t('Started {0} of {1}.', done, machines),
  };
}

function shutDownWords(): PowerWords {
  return {
    title: l10n.t('Shut Down Virtual Machine'),
    act: l10n.t('Shut Down'),
    question: (machines) => l10n.t('Shut down {0}?', machines),
    consequences: [
      l10n.t('Katapult asks the operating system to end what runs and to shut down.'),
      l10n.t('That may take minutes, and a system may ignore it.'),
    ],
    of: (name) => ({
      running: l10n.t('Shutting down {0}…', name),
      failed: l10n.t('Could not shut down {0}.', name),
      unknown: l10n.t('It is not known whether {0} was told to shut down.', name),
      done: l10n.t('Shut down {0}', name),
      already: l10n.t('{0} does not run any more', name),
    }),
    needless: l10n.t('does not run.'),
    running: (machines) => l10n.t('Shutting down {0}', machines),
    report: (done, machines) => l10n.t('Shut down {0} of {1}.', done, machines),
  };
}

function stopWords(): PowerWords {
  return {
    title: l10n.t('Stop Virtual Machine'),
    act: l10n.t('Stop'),
    question: (machines) => l10n.t('Stop {0} at once?', machines),
    consequences: [
      l10n.t('This is like pulling the plug: what was not written to disk is lost, and data can be damaged.'),
      l10n.t('Shut Down lets the operating system end in order.'),
    ],
    of: (name) => ({
      running: l10n.t('Stopping {0}…', name),
      failed: l10n.t('Could not stop {0}.', name),
      unknown: l10n.t('It is not known whether {0} was stopped.', name),
      done: l10n.t('Stopped {0}', name),
      already: l10n.t('{0} does not run any more', name),
    }),
    needless: l10n.t('does not run.'),
    running: (machines) => l10n.t('Stopping {0}', machines),
    report: (done, machines) => l10n.t('Stopped {0} of {1}.', done, machines),
  };
}

function resetWords(): PowerWords {
  return {
    title: l10n.t('Reset Virtual Machine'),
    act: l10n.t('Reset'),
    question: (machines) => l10n.t('Reset {0} at once?', machines),
    consequences: [
      l10n.t(
        'This is like pressing the reset button: what was not written to disk is lost, and data can be damaged.',
      ),
      l10n.t('The system then starts anew.'),
    ],
    of: (name) => ({
      running: l10n.t('Resetting {0}…', name),
      failed: l10n.t('Could not reset {0}.', name),
      unknown: l10n.t('It is not known whether {0} was reset.', name),
      done: l10n.t('Reset {0}', name),
    }),
    needless: l10n.t('does not run.'),
    running: (machines) => l10n.t('Resetting {0}', machines),
    report: (done, machines) => l10n.t('Reset {0} of {1}.', done, machines),
  };
}
