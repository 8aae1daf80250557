import type { Handler } from './context.ts';

export const filter: Handler = () => Promise.reject(new Error('to be built'));
export const clearFilter: Handler = () => Promise.reject(new Error('to be built'));
