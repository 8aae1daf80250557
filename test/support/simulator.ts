// npm run simulator -- OPTIONS: the simulated Katapult alone, with the options of src/simulator/serve.ts.
import { nodeOptions, serve } from './katapult.ts';
import { passSignalsOn, run } from './setup/kit.mjs';

passSignalsOn();
process.exitCode = await run(process.execPath, [...nodeOptions, serve, ...process.argv.slice(2)]);
