// An extension for measuring: it runs in the same process as ours, and copies what that process knows of its time.
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { commands, env, type ExtensionContext } from 'vscode';

export function activate(context: ExtensionContext): void {
  const pauses = monitorEventLoopDelay({ resolution: 1 });
  const copy = (value: unknown) => env.clipboard.writeText(JSON.stringify(value));
  context.subscriptions.push(
    // When our extension has marked something, by name, in milliseconds.
    commands.registerCommand('stopwatch.marks', () => copy(marks())),
    commands.registerCommand('stopwatch.watchPauses', () => {
      pauses.reset();
      pauses.enable();
    }),
    // The longest time in which nothing else could be done, in milliseconds.
    commands.registerCommand('stopwatch.pauses', () => {
      pauses.disable();
      return copy({ longest: pauses.max / 1e6 });
    }),
  );
}

function marks(): Record<string, number[]> {
  const times: Record<string, number[]> = {};
  for (const { name, startTime } of performance.getEntriesByType('mark'))
    if (name.startsWith('katapult/')) (times[name] ??= []).push(startTime);
  return times;
}
