// node setup/main.ts STEPS_DONE STEPS NEED…: installs what a command needs beyond the packages and Node.
import { countSteps, passSignalsOn, SetupError } from './kit.mjs';
import { installChromium, installFonts } from './chromium.ts';
import { installVSCode, newest, oldest } from './vscode.ts';

const pieces: Readonly<Record<string, () => Promise<void>>> = {
  vscode: () => installVSCode(newest),
  'oldest-vscode': () => installVSCode(oldest),
  chromium: installChromium,
  fonts: installFonts,
};

async function main(done: number, total: number, needs: readonly string[]): Promise<void> {
  countSteps(done, total);
  for (const need of needs) {
    const install = pieces[need];
    if (!install) throw new SetupError(`There is no set-up piece called ${need}.`);
    await install();
  }
}

passSignalsOn();
const [done, total, ...needs] = process.argv.slice(2);
await main(Number(done), Number(total), needs).catch((error: unknown) => {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
});
