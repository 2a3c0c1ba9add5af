// The page's elements.

/**
 * The element of an id, which page.html has.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {string} id
 * @param {T} [_tag] its tag, for its type
 * @returns {HTMLElementTagNameMap[T]}
 */
export const byID = (id, _tag) => /** @type {any} */ (document.getElementById(id));

/**
 * A new element.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Partial<HTMLElementTagNameMap[T]>} [properties]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
}

/**
 * Hands bytes to the person as a file.
 * @param {string} name
 * @param {Uint8Array[]} parts
 */
export function download(name, parts) {
    const address = URL.createObjectURL(new Blob(/** @type {BlobPart[]} */ (parts)));
    make('a', { href: address, download: name }).click();
    // The browser reads it after the click.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
