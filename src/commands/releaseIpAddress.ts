import type { Handler } from './context.ts';

export const releaseIpAddress: Handler = () => Promise.reject(new Error('to be built'));
