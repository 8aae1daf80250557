/** What a person may do about a failure, as a button. */
export type Remedy = 'signIn' | 'retry' | 'settings' | 'log';

/** A failure in a person's words. */
export interface Explanation {
  /** Why it failed and what to do, in one or two sentences. */
  readonly text: string;
  readonly remedy: Remedy;
}
