// For what becomes true a moment later.

/**
 * Repeats `check` until it no longer throws, and gives its result; after `timeout` milliseconds throws what it
 * threw last. For what no locator can wait for, such as the text of a whole tree.
 */
export async function eventually<T>(check: () => T | Promise<T>, timeout = 15_000): Promise<T> {
  const end = Date.now() + timeout;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
