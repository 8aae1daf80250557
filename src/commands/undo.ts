import type { Handler } from './context.ts';

export const undo: Handler = () => Promise.reject(new Error('to be built'));
