/**
 * Raise this when the same text may be read differently: another number, another kind, or none. It is part of what a
 * source remembers of its reading, so that after an upgrade every source is read anew, and wrong numbers do not stay.
 * Readers keep the old generation until the new one is complete.
 *
 * `test/shared/phone/reader-version.test.ts` fails when readings change and this does not.
 */
export const READER_VERSION = 2;
