import { readFileSync } from 'node:fs';

const read = (name: string) => readFileSync(new URL(`../../data/tokens/${name}`, import.meta.url), 'utf8');

/** Tokens that must be refused, as JSON text. The configuration reads the files, because workerd has none. */
export const SHARED_DATA = {
  attackTokens: read('jwt_attack_tokens.json'),
  wycheproofRs256: read('jws_rs256_subset.json'),
};
