import type { Handler } from './context.ts';

export const startMachine: Handler = () => Promise.reject(new Error('to be built'));
export const shutDownMachine: Handler = () => Promise.reject(new Error('to be built'));
export const stopMachine: Handler = () => Promise.reject(new Error('to be built'));
export const resetMachine: Handler = () => Promise.reject(new Error('to be built'));
