// Tests in plain Node, without VS Code.
import { runTests, type TestOptions, type Verdict } from './tier.ts';

/** Runs test/unit. */
export function unitTier(options: TestOptions): Promise<Verdict> {
  const args = ['5000', 'test/unit/**/*.test.ts'];
  return runTests({ name: 'Unit tests', script: 'mocha/main.ts', args, timeout: 180_000 }, options);
}
