// Answers that are not Katapult's, or are spoiled.
import type { Json } from '../../../src/simulator/json.ts';
import type { Strike } from '../scene.ts';
import { beforeAndAfter, type TableFault } from './fault.ts';

const page = '<!DOCTYPE html><html><body><h1>Sign in to the guest network</h1></body></html>';

function nothing(status: number): Strike[] {
  return beforeAndAfter({ kind: 'body', status, contentType: 'application/json', body: '' });
}

/** A redirect is a matter of its address, which is known only in the scene. */
function redirect(name: string, status: number, location: string): TableFault {
  return { name, strikes: () => beforeAndAfter({ kind: 'redirect', status, location }) };
}

export const answers: readonly TableFault[] = [
  { name: 'truncated JSON', strikes: () => [{ fault: { kind: 'truncated-json' } }] },
  { name: 'invalid UTF-8', strikes: () => [{ fault: { kind: 'invalid-utf8' } }] },
  { name: 'content type: text', strikes: () => [{ fault: { kind: 'content-type', value: 'text/plain' } }] },
  {
    name: 'HTML page of a proxy',
    strikes: () =>
      [200, 502].flatMap((status) =>
        beforeAndAfter({ kind: 'body', status, body: page }).map((strike) => ({
          ...strike,
          label: `${status} ${strike.label ?? ''}`,
        })),
      ),
  },
  { name: '204 without a body', strikes: () => nothing(204) },
  { name: '200 with an empty body', strikes: () => nothing(200) },
  {
    name: 'JSON of another service',
    strikes: () =>
      ['[]', 'null', '42', '{"ok":true}'].map((body) => ({
        label: body,
        when: 'after',
        fault: { kind: 'body', status: 200, contentType: 'application/json', body },
      })),
  },
  { name: 'a used field is missing', strikes: ({ fields }) => fields.map(missing) },
  { name: 'a used field is null', strikes: ({ fields }) => fields.filter(mayNotBeNull).map(emptied) },
  { name: 'a used field is of another type', strikes: ({ fields }) => fields.map(retyped) },
  redirect('redirect to the same origin', 302, '/core/v1/organizations'),
  redirect('redirect to another origin', 307, '{elsewhere}/core/v1/organizations'),
  redirect('redirect loop', 308, '{itself}'),
];

function missing(path: string): Strike {
  return { label: path, fault: { kind: 'drop-field', path } };
}

function emptied(path: string): Strike {
  return { label: path, fault: { kind: 'set-field', path, value: null } };
}

function retyped(path: string): Strike {
  const value: Json = /(\.id|\.name|\.address)$/.test(path) ? 12 : path.endsWith('_id') ? 5 : 'none';
  return { label: path, fault: { kind: 'set-field', path, value } };
}

/** An allocation that is null says that there is none: nobody can tell that from the truth. */
function mayNotBeNull(path: string): boolean {
  return !path.endsWith('allocation_id');
}
