import type { Remedy } from './explanation.ts';

/** Something that is not possible as things stand; its message tells a person what to do. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
  readonly remedy: Remedy;

  constructor(message: string, remedy: Remedy) {
    super(message);
    this.remedy = remedy;
  }
}
