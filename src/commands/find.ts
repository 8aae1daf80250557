import type { Handler } from './context.ts';

export const find: Handler = () => Promise.reject(new Error('to be built'));
