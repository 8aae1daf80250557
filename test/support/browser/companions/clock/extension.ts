// An extension that tests may have installed beside ours: it sets the clock of the process forward in which both
// run, and brings a folder that is on no disk.
import { install } from '@sinonjs/fake-timers';
import { commands, Disposable, type ExtensionContext, workspace } from 'vscode';
import { Nowhere } from './nowhere.ts';

const minute = 60_000;
/** Longer than windows that wait for the same minute hold back at its beginning. */
const wellInto = 5_000;

export function activate(context: ExtensionContext): void {
  // Never near the end of a minute, which would come by itself while a test looks on.
  const now = Math.floor(Date.now() / minute) * minute + wellInto;
  const clock = install({ now, toFake: ['Date', 'setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  context.subscriptions.push(
    new Disposable(() => clock.uninstall()),
    commands.registerCommand('companion.nextMinute', () =>
      clock.tickAsync(minute - (clock.now % minute) + wellInto),
    ),
    workspace.registerFileSystemProvider('nowhere', new Nowhere(), { isReadonly: true }),
  );
}
