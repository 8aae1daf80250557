/** Query strings in the way the API's framework nests them: `virtual_machine[id]=vm_1`, `annotations[][key]=a`. */
import type { Json, JsonObject } from './json.ts';
import { isJsonObject } from './json.ts';

/** Parses a query string (without the question mark) into nested objects and lists of texts. */
export function parseQuery(query: string): JsonObject {
  const parsed: JsonObject = {};
  for (const [name, value] of new URLSearchParams(query)) {
    assign(parsed, name.replace(/\[.*$/s, ''), segments(name), value);
  }
  return parsed;
}

/** The bracketed parts of a name: `a[][b]` has `['', 'b']`. */
function segments(name: string): string[] {
  return [...name.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
}

function assign(target: JsonObject, key: string, rest: string[], value: string): void {
  const [next, ...further] = rest;
  if (next === undefined) target[key] = value;
  else if (next === '') target[key] = appended(target[key], further, value);
  else {
    const nested = isJsonObject(target[key]) ? target[key] : {};
    assign(nested, next, further, value);
    target[key] = nested;
  }
}

/** `[][key]` goes on with the last item of the list until that has the key already. */
function appended(list: Json | undefined, rest: string[], value: string): Json[] {
  const items = Array.isArray(list) ? list : [];
  const [key, ...further] = rest;
  if (key === undefined) return [...items, value];
  const last = items.at(-1);
  const open = isJsonObject(last) && !(key in last) ? last : {};
  assign(open, key, further, value);
  return open === last ? items : [...items, open];
}
