import { existsSync, readFileSync } from 'node:fs';

/** Attack data that is no part of the repository: tests use it where it lies beside it. Read by the configuration, for workerd has no files. */
function read(name: string): string {
  const file = new URL(`../../../../shared/data/attackdata/${name}`, import.meta.url);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** JSON by name; empty where there is none. */
export const SHARED_DATA = {
  attackTokens: read('jwt/jwt_attack_tokens.json'),
  wycheproofRs256: read('wycheproof/jws_rs256_subset.json'),
};
