// A user's program for a bundler: the module lies beside the bundle, where the JavaScript looks for it by itself.
import init, { calcMd5 } from 'md5page';

await init();
export const digest = calcMd5('想要计算的结果');
if (globalThis.document) document.title = digest; else console.log(digest);
