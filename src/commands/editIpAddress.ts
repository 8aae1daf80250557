import type { Handler } from './context.ts';

export const setLabel: Handler = () => Promise.reject(new Error('to be built'));
export const setVip: Handler = () => Promise.reject(new Error('to be built'));
export const setReverseDns: Handler = () => Promise.reject(new Error('to be built'));
