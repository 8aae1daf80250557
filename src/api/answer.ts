import * as v from 'valibot';
import { readErrorAnswer } from './errorAnswer.ts';
import { AnswerError, ApiError, type FailedRequest } from './errors.ts';
import type { FetchAnswer } from './fetch.ts';

/**
 * Reads an answer: Katapult's error, or the fields that are used, checked.
 * @throws ApiError for an error of Katapult's, AnswerError for everything that is neither.
 */
export function readAnswer<T>(
  schema: v.GenericSchema<unknown, T>,
  { status, headers }: FetchAnswer,
  text: string,
  request: FailedRequest,
): T {
  if (status >= 300 && status < 400) throw redirected(headers.get('location'), request);
  const json = parse(text, headers.get('content-type') ?? '', request);
  const refused = readErrorAnswer(json);
  if (refused) throw new ApiError(refused, request);
  if (status < 200 || status >= 300) {
    throw new AnswerError('foreign_error', `status ${status}, and not in Katapult's words`, request);
  }
  return validate(schema, json, request);
}

function redirected(location: string | null, request: FailedRequest): AnswerError {
  const to = location && URL.canParse(location) ? ` to ${new URL(location).origin}` : '';
  return new AnswerError('redirect', `redirected${to}, which is not followed`, request);
}

function parse(text: string, contentType: string, request: FailedRequest): unknown {
  if (text.trim() === '') throw new AnswerError('empty', 'the answer is empty', request);
  if (/^\s*</.test(text)) throw new AnswerError('html', 'a web page came instead of an answer', request);
  const json = tryParse(text);
  if (!isJson(contentType)) throw wrongContentType(contentType, request);
  if (json === unparsable) throw new AnswerError('truncated', 'the answer is not complete JSON', request);
  return json;
}

const unparsable = Symbol('unparsable');

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return unparsable;
  }
}

function isJson(contentType: string): boolean {
  return /^application\/([\w.-]+\+)?json\b/i.test(contentType.trim());
}

function wrongContentType(contentType: string, request: FailedRequest): AnswerError {
  const message = `the answer's content type is ${contentType || 'missing'}, not JSON`;
  return new AnswerError('content_type', message, request);
}

function validate<T>(schema: v.GenericSchema<unknown, T>, json: unknown, request: FailedRequest): T {
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = v.getDotPath(issue) ?? '(the whole answer)';
  // Not the library's message: it quotes the value, which may be a secret or without end.
  const isMissing = issue.input === undefined;
  const otherwise = `is not as documented: expected ${issue.expected ?? 'otherwise'}, got ${typeName(issue.input)}`;
  const message = `${field} ${isMissing ? 'is missing' : otherwise}`;
  throw new AnswerError('shape', message, request, { field });
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
