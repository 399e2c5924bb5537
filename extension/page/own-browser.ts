/**
 * Imported before everything else. WXT uses the global `browser` if there is one. Chrome defines only `chrome`, so a page can define
 * `browser` by a named element: `<form id="browser"><input name="runtime" id="x">`. Own properties of the global object go first.
 */
const api = Object.getOwnPropertyDescriptor(globalThis, 'chrome');
if (api && !Object.hasOwn(globalThis, 'browser')) Object.defineProperty(globalThis, 'browser', api);
