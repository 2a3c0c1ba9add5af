// Measures in Node, Deno or Bun and prints JSON.
import init, * as bridge from './dist/Bridge.js';
import { measureAll } from './measure.mjs';

await init();
console.log(JSON.stringify(measureAll(bridge)));
