// A browser's process and its profile, both gone when `end` returns.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class BrowserProcess {
    profile = mkdtempSync(join(tmpdir(), 'swiftlet-page-'));

    /**
     * @param {string} program
     * @param {(profile: string) => string[]} options the command's words
     * @param {import('node:child_process').StdioOptions} stdio
     */
    constructor(program, options, stdio) {
        this.child = spawn(program, options(this.profile), { stdio });
        this.ended = new Promise(resolve => this.child.on('exit', () => resolve(undefined)).on('error', () => resolve(undefined)));
        // A test that fails must not leave a browser behind.
        this.kill = () => this.child.kill('SIGKILL');
        process.on('exit', this.kill);
    }

    /** Waits for the end that was asked for, but not for ever. */
    async end() {
        const timer = setTimeout(this.kill, 5000);
        await this.ended;
        clearTimeout(timer);
        process.off('exit', this.kill);
        rmSync(this.profile, { recursive: true, force: true, maxRetries: 10 });
    }
}
