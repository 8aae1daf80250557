/** The time of day; with the date unless that is today. */
export function timeOf(milliseconds: number, now = Date.now()): string {
  const time = new Date(milliseconds);
  const isToday = time.toDateString() === new Date(now).toDateString();
  return isToday ? time.toLocaleTimeString() : time.toLocaleString();
}
