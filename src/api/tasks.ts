import type { Send } from './transport.ts';
import type { Task } from './types.ts';
import { taskAnswer } from './wire/tasks.ts';

/** What Katapult does in the background. */
export function createTasks(send: Send) {
  return {
    /**
     * `GET /tasks/{task}`. Scope `tasks:read`, which one who may begin a task need not have.
     * @throws ApiError task_not_found
     */
    async get(id: string, signal?: AbortSignal): Promise<Task> {
      const path = `/tasks/${encodeURIComponent(id)}`;
      return (await send({ method: 'GET', path, answer: taskAnswer, signal })).task;
    },
  };
}
