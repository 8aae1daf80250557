import type { Handler } from './context.ts';

export const openInConsole: Handler = () => Promise.reject(new Error('to be built'));
