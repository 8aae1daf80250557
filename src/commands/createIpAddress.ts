import type { Handler } from './context.ts';

export const createIpAddress: Handler = () => Promise.reject(new Error('to be built'));
