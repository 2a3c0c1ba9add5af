// A user's program for a bundler that puts the module's bytes into the bundle.
import bytes from 'md5page/MD5Page.wasm';
import init, { calcMd5 } from 'md5page';

await init(bytes);
export const digest = calcMd5('想要计算的结果');
if (globalThis.document) document.title = digest; else console.log(digest);
