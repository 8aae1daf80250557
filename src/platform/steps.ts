/** How a step of a flow ended. `skip`: there was nothing to ask. */
export type StepEnd = 'next' | 'skip' | 'back' | 'cancel';

/** Where in the flow a step is: its number among those that are asked, and how many there are at most. */
export interface StepPlace {
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
}

export type Step = (place: StepPlace) => Promise<StepEnd>;

/**
 * Runs the steps of a flow in order. Back returns to the last step that asked something.
 * @returns false when it was cancelled.
 */
export async function runSteps(steps: readonly Step[]): Promise<boolean> {
  const asked: number[] = [];
  for (let index = 0; index < steps.length;) {
    const remaining = steps.length - index;
    const place = {
      step: asked.length + 1,
      totalSteps: asked.length + remaining,
      canGoBack: asked.length > 0,
    };
    const end = (await steps[index]?.(place)) ?? 'skip';
    if (end === 'cancel') return false;
    if (end === 'back') {
      index = asked.pop() ?? 0;
      continue;
    }
    if (end === 'next') asked.push(index);
    index++;
  }
  return true;
}
