import type { Handler } from './context.ts';

export const addFavorite: Handler = () => Promise.reject(new Error('to be built'));
export const removeFavorite: Handler = () => Promise.reject(new Error('to be built'));
