import type { Handler } from './context.ts';

export const copySshCommand: Handler = () => Promise.reject(new Error('to be built'));
export const copySshConfig: Handler = () => Promise.reject(new Error('to be built'));
export const copyHosts: Handler = () => Promise.reject(new Error('to be built'));
export const copyJson: Handler = () => Promise.reject(new Error('to be built'));
