import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiError } from '../../src/api/errors.ts';
import { Log } from '../../src/platform/log.ts';

const real = vscode.window.createOutputChannel('Katapult under test', { log: true });

/** A channel that keeps its lines. */
function channel(): { lines: string[]; log: Log } {
  const lines: string[] = [];
  const keep = (level: string) => (message: string | Error) =>
    void lines.push(`${level}: ${String(message)}`);
  return { lines, log: new Log({ ...real, info: keep('info'), warn: keep('warn'), error: keep('error') }) };
}

const request = { method: 'GET', path: '/organizations', status: 200, requestId: 'abc', durationMs: 12 };

describe('The log', () => {
  after(() => real.dispose());

  it('has a line a request: method, path, status, duration, request id', () => {
    const { lines, log } = channel();
    log.request(request);
    log.request({ ...request, status: 403, failure: 'scope_not_granted' });
    assert.deepEqual(lines, [
      'info: GET /organizations 200 12 ms abc',
      'warn: GET /organizations 403 scope_not_granted 12 ms abc',
    ]);
  });

  it('can’t be made to hold a line that was never written', () => {
    const { lines, log } = channel();
    const answer = {
      code: 'odd\n2026-01-01 [info] forged',
      description: 'x\r\n\u001b[31mforged',
      detail: {},
    };
    log.error('Could not\nload', new ApiError(answer, request));
    assert.ok(
      lines.every((line) => !/forged/.test(line.split('\n').slice(1).join('\n'))),
      lines.join('\n'),
    );
    assert.ok(!lines.join('').includes('\u001b'));
  });
});
