// The page's words, in English and Chinese, by the browser's languages.

const english = {
    terminal: 'Terminal', run: 'Run', stop: 'Stop', clear: 'Clear', saveOutput: 'Save output', inputLine: 'Input for the program',
    send: 'Enter', endInput: 'End of input', options: 'Arguments and input', arguments: 'Arguments',
    environment: 'Environment, one NAME=value a line', input: 'Standard input', inputTyped: 'typed in the terminal',
    inputGiven: 'this text', inputText: 'The whole input', files: 'Files',
    filesHint: 'The program sees these. Drop files or folders anywhere on the page: they go to {0}.', addFiles: 'Add files…',
    keep: 'Keep in this browser', functions: 'Functions', about: 'About this page', openOther: 'Open another module…',
    aboutStop: 'Stop, or Ctrl-C, ends the program at once, also in an endless loop; what it had written to files in that run is lost.',
    aboutFiles: 'Files are in this page’s memory. Nothing leaves this browser.',
    remove: 'Remove', download: 'Download', call: 'Call', noFiles: 'No files.',
    loading: 'Loading…', ready: 'Ready', running: 'Running', waitsForInput: 'Waits for input', calling: 'Calling',
    stopped: 'Stopped.', ended: 'Ended with exit code {0} after {1}.', endedWell: 'Ended after {0}.',
    trapped: 'Trapped: {0}', inFunctions: '  in {0}', failed: 'Could not run: {0}', prepared: 'Ready for calls.',
    loadFailed: 'The module could not be loaded: {0}',
    fileLoadFailed: 'A page opened from a file may not read files beside it. Open the module by the button below, '
        + 'serve the folder, or make the page with “swiftlet page --single”.',
    chooseModule: 'Open a .wasm file, or drop one here.',
    notWasm: '{0} is no WebAssembly module that this browser runs: {1}',
    size: '{0}, {1} compressed', shared: 'Input: the program waits by shared memory, for this page is isolated.',
    suspending: 'Input: the program waits by JSPI (promise integration), for which no HTTP header is needed.',
    none: 'This browser cannot wait for typed input: it has no JSPI, and this page is not isolated (two HTTP headers, COOP and '
        + 'COEP). Give the whole input as text before the start.',
    lackedInput: 'The program wanted more input than it was given. This browser cannot wait for it: give all of it under '
        + '“Arguments and input”, and run again.',
    missingImports: 'The module wants what this page does not offer: {0}. It needs the JavaScript that was made with it.',
    cannotKeep: 'This browser keeps no files for this page (it was opened from a file, or in a private window).',
    keptFailed: 'The files could not be kept: {0}', kept: 'Kept.', forgotten: 'Not kept any more.',
    outputCut: 'Only the first {0} of the output were remembered for saving.',
    glue: 'This module has functions for JavaScript: call them under “Functions”. What it prints appears here.',
    noFunction: 'Nothing to run: the module has no _start. Call its functions.',
};

/** @type {typeof english} */
const chinese = {
    terminal: '终端', run: '运行', stop: '停止', clear: '清屏', saveOutput: '保存输出', inputLine: '程序的输入',
    send: '回车', endInput: '结束输入', options: '参数与输入', arguments: '命令行参数',
    environment: '环境变量，每行一个 NAME=值', input: '标准输入', inputTyped: '在终端里键入',
    inputGiven: '使用以下文本', inputText: '全部输入', files: '文件',
    filesHint: '程序能看到这些文件。可把文件或文件夹拖到页面任意处，它们会放到 {0}。', addFiles: '添加文件…',
    keep: '保存在此浏览器中', functions: '函数', about: '关于本页', openOther: '打开其他模块…',
    aboutStop: '“停止”或 Ctrl-C 会立即结束程序，死循环也不例外；该次运行写入文件的内容会丢失。',
    aboutFiles: '文件只在本页内存中，不会离开此浏览器。',
    remove: '删除', download: '下载', call: '调用', noFiles: '没有文件。',
    loading: '正在加载…', ready: '就绪', running: '正在运行', waitsForInput: '等待输入', calling: '正在调用',
    stopped: '已停止。', ended: '已结束，退出码 {0}，用时 {1}。', endedWell: '已结束，用时 {0}。',
    trapped: '程序陷入错误：{0}', inFunctions: '  位于 {0}', failed: '无法运行：{0}', prepared: '可以调用函数了。',
    loadFailed: '模块加载失败：{0}',
    fileLoadFailed: '以文件方式打开的页面不能读取旁边的文件。请用下面的按钮打开模块，或通过服务器访问此文件夹，或用 “swiftlet page --single” 生成页面。',
    chooseModule: '请打开一个 .wasm 文件，或将其拖到此处。',
    notWasm: '{0} 不是此浏览器能运行的 WebAssembly 模块：{1}',
    size: '{0}，压缩后 {1}', shared: '输入：本页已隔离，程序借助共享内存等待。',
    suspending: '输入：程序借助 JSPI（JavaScript Promise 集成）等待，无需任何 HTTP 头。',
    none: '此浏览器无法等待键入：它没有 JSPI，本页也未隔离（需要 COOP 与 COEP 两个 HTTP 头）。请在运行前以文本给出全部输入。',
    lackedInput: '程序需要的输入多于所给。此浏览器无法等待，请在“参数与输入”中给出全部输入，再运行一次。',
    missingImports: '模块需要本页没有提供的内容：{0}。它需要与之一同生成的 JavaScript。',
    cannotKeep: '此浏览器不为本页保存文件（页面以文件方式打开，或处于隐私窗口）。',
    keptFailed: '文件无法保存：{0}', kept: '已保存。', forgotten: '不再保存。',
    outputCut: '仅记住了输出的前 {0} 供保存。',
    glue: '此模块提供供 JavaScript 调用的函数：请在“函数”中调用。它打印的内容显示在这里。',
    noFunction: '没有可运行的程序：模块没有 _start。可以调用它的函数。',
};

/** @typedef {keyof typeof english} Word */

/**
 * Whether the first language that we speak is Chinese.
 * @param {readonly string[]} languages
 */
export const isChinese = languages => /^zh/i.test(languages.find(language => /^(zh|en)/i.test(language)) ?? 'en');

const words = isChinese(globalThis.navigator?.languages ?? []) ? chinese : english;

/**
 * A text, with values in its places.
 * @param {Word} key
 * @param {(string | number)[]} values
 */
export const word = (key, ...values) =>
    words[key].replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)]));

/** Both languages, for the tests. */
export const languages = { english, chinese };

/**
 * A size for people, as the tool writes it.
 * @param {number} bytes
 */
export function sizeText(bytes) {
    if (bytes < 10_000) return `${bytes} B`;
    return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/**
 * A time for people.
 * @param {number} milliseconds
 */
export const timeText = milliseconds =>
    milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

/** Puts the words into the page's elements. */
export function speak() {
    document.documentElement.lang = words === chinese ? 'zh-Hans' : 'en';
    for (const element of document.querySelectorAll('[data-word]')) {
        element.textContent = word(/** @type {Word} */ (element.getAttribute('data-word')));
    }
    for (const element of document.querySelectorAll('[data-label]')) {
        element.setAttribute('aria-label', word(/** @type {Word} */ (element.getAttribute('data-label'))));
    }
}
