import type { Handler } from './context.ts';

export const renameAccount: Handler = () => Promise.reject(new Error('to be built'));
export const markReadOnly: Handler = () => Promise.reject(new Error('to be built'));
export const unmarkReadOnly: Handler = () => Promise.reject(new Error('to be built'));
export const bindAccount: Handler = () => Promise.reject(new Error('to be built'));
export const unbindAccount: Handler = () => Promise.reject(new Error('to be built'));
