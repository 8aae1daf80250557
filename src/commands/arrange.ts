import type { Handler } from './context.ts';

export const groupBy: Handler = () => Promise.reject(new Error('to be built'));
export const sortBy: Handler = () => Promise.reject(new Error('to be built'));
