// Writes src/api/NAME.d.ts, the types of each contract, so that no answer of the server is typed by hand.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { CONTRACTS, contractFile, pages } from './contracts.mjs';

const folder = join(pages, 'src', 'api');
mkdirSync(folder, { recursive: true });
for (const name of CONTRACTS) {
  const types = astToString(await openapiTS(pathToFileURL(contractFile(name)), { silent: true }));
  writeFileSync(join(folder, `${name}.d.ts`), `// Generated from openapi/${name}.yaml by scripts/types.mjs; not kept in the repository.\n${types}`);
}
