/** Answers below it are read in no time. In characters. */
const large = 16_000;

let last: Promise<void> = Promise.resolve();

/** Has large answers that come together read one after the other, with a turn for everybody else in between. */
export async function turnFor(text: string): Promise<void> {
  if (text.length < large) return;
  last = last.then(nextTurn);
  await last;
}

/** Goes on once what waits already has been done. Not by a timer: that would take a thousandth of a second each time. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const end = () => {
      port1.close();
      resolve();
    };
    port1.addEventListener('message', end, { once: true });
    port1.start();
    port2.postMessage(undefined);
  });
}
