import * as v from 'valibot';
import { lenient } from '../lenient.ts';
import type { Task } from '../types.ts';

/** Its status decides what became of it, though Katapult may come to use other words. */
const task: v.GenericSchema<unknown, Task> = v.object({
  id: v.string(),
  name: lenient(v.string()),
  status: v.string(),
  progress: lenient(v.number()),
});

/** `GET /tasks/{task}`, and whatever begins a task. */
export const taskAnswer = v.object({ task });
