import assert from 'node:assert/strict';
import { catalogue } from '../../faults/catalogue/index.ts';
import type { TableFault } from '../../faults/catalogue/fault.ts';
import { runTable } from '../../faults/table.ts';

/** One of each kind; `npm run test:faults` has them all. */
const chosen = [
  'connection refused',
  'TLS: wrong certificate',
  'reset after the effect',
  'time-out before the effect',
  'late: effect after the time limit',
  'slow body, a byte a second',
  'truncated JSON',
  'a used field is missing',
  'redirect to another origin',
  '429 wrapped',
  '502 without a body',
  'totals too high',
  'a machine moves between two pages',
  'interface detached meanwhile',
  'token revoked meanwhile',
  'rate limit reached meanwhile',
];

describe('Under faults', function () {
  this.timeout(30_000);

  for (const name of chosen) {
    it(`${name}: every operation ends in truth, or in an error that says what to do`, async () => {
      // Every fifth case is enough here.
      let index = 0;
      const entries = await runTable([faultNamed(name)], () => index++ % 5 === 0);
      const problems = entries.flatMap(({ one, result }) =>
        result.problems.map((problem) => `${one.operation}, ${one.name}: ${problem}`),
      );
      assert.ok(entries.length > 0);
      assert.deepEqual(problems, []);
    });
  }
});

function faultNamed(name: string): TableFault {
  const fault = catalogue.find((each) => each.name === name);
  assert.ok(fault, `there is no fault ${name}`);
  return fault;
}
