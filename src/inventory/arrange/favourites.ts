import type { Arrangement } from './arrangement.ts';

/** The favourites with the machine among them, or no longer. */
export function toggleFavourite(arrangement: Arrangement, machineId: string): Arrangement {
  const { favourites } = arrangement;
  const others = favourites.filter((id) => id !== machineId);
  return {
    ...arrangement,
    favourites: others.length < favourites.length ? others : [...favourites, machineId],
  };
}
