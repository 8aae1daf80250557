import type { Handler } from './context.ts';

export const undoActivity: Handler = () => Promise.reject(new Error('to be built'));
export const retryActivity: Handler = () => Promise.reject(new Error('to be built'));
export const copyActivity: Handler = () => Promise.reject(new Error('to be built'));
export const exportActivities: Handler = () => Promise.reject(new Error('to be built'));
export const clearActivities: Handler = () => Promise.reject(new Error('to be built'));
