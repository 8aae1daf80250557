// npm run pictures: takes the README's pictures anew, in media/pictures.
import { runCommand } from './ending.ts';
import { report } from './tiers/report.ts';
import { picturesTier } from './tiers/browser.ts';

await runCommand(async () => report(await picturesTier({})));
