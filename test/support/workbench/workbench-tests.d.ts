/** Made by bundle.ts: all of test/workbench. */
declare module 'workbench-tests' {
  /** Runs the test files, which call mocha's describe and it. */
  export function loadTests(): void;
}
