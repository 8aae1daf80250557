import type { Handler } from './context.ts';

export const showProperties: Handler = () => Promise.reject(new Error('to be built'));
export const showJson: Handler = () => Promise.reject(new Error('to be built'));
