// npm test [TIER] [-- --grep PATTERN]: the checks and all tiers, or one tier. The last line is the count.
import { parseArgs } from 'node:util';
import { buildExtension } from './build.ts';
import { runCommand } from './ending.ts';
import { browserTier } from './tiers/browser.ts';
import { runChecks } from './tiers/checks.ts';
import { randomTier } from './tiers/random.ts';
import { report } from './tiers/report.ts';
import { add, nothing, type TestOptions, trouble, type Verdict } from './tiers/tier.ts';
import { unitTier } from './tiers/unit.ts';
import { desktopTier, workbenchTier } from './tiers/workbench.ts';

type Tier = (options: TestOptions) => Promise<Verdict>;

const tiers: Readonly<Record<string, readonly Tier[]>> = {
  all: [build, runChecks, unitTier, randomTier, workbenchTier, browserTier],
  unit: [unitTier],
  random: [randomTier],
  workbench: [build, workbenchTier],
  browser: [browserTier],
  desktop: [build, desktopTier],
};

async function build(): Promise<Verdict> {
  await buildExtension();
  return nothing;
}

await runCommand(async (args) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { grep: { type: 'string' } },
    allowPositionals: true,
  });
  const chosen = tiers[positionals[0] ?? 'all'];
  if (!chosen) throw new Error(`Usage: npm test [-- ${Object.keys(tiers).join('|')}] [--grep PATTERN]`);
  let verdict = nothing;
  for (const tier of chosen) verdict = add(verdict, await attempt(tier, values));
  if (verdict.passed + verdict.failed === 0) verdict = trouble('No test has been run.');
  return report(verdict);
});

// A tier that throws has failed; the others are still worth running.
async function attempt(tier: Tier, options: TestOptions): Promise<Verdict> {
  return tier(options).catch((error: unknown) =>
    trouble(error instanceof Error ? error.message : String(error)),
  );
}
