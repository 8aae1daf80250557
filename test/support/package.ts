// npm run package: dist/vscode-katapult.vsix.
import { runCommand } from './ending.ts';
import { makePackage } from './vsix.ts';

await runCommand(async () => {
  await makePackage((line) => console.log(line));
  return 0;
});
