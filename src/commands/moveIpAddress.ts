import type { Handler } from './context.ts';

export const moveIpAddress: Handler = () => Promise.reject(new Error('to be built'));
