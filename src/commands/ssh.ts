import type { Handler } from './context.ts';

export const openSsh: Handler = () => Promise.reject(new Error('to be built'));
export const openRemoteSsh: Handler = () => Promise.reject(new Error('to be built'));
export const setSshLogin: Handler = () => Promise.reject(new Error('to be built'));
