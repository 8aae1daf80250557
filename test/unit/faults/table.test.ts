import assert from 'node:assert/strict';
import { catalogue } from '../../faults/catalogue/index.ts';
import type { TableFault } from '../../faults/catalogue/fault.ts';
import type { Case } from '../../faults/cases.ts';
import { otherWritings } from '../../faults/otherWritings.ts';
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

const others = new Set<string>(otherWritings.map(({ name }) => name));

describe('Under faults', function () {
  this.timeout(30_000);

  for (const [place, name] of chosen.entries()) {
    it(`${name}: every operation ends in truth, or in an error that says what to do`, async () => {
      // Some cases are enough here; of the rarer writes few, which differ from fault to fault.
      const counts = { usual: 0, other: place };
      const wanted = ({ operation }: Case): boolean =>
        others.has(operation) ? counts.other++ % 20 === 0 : counts.usual++ % 5 === 0;
      const entries = await runTable([faultNamed(name)], wanted);
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
