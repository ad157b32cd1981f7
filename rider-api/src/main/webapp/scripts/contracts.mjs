// The OpenAPI contracts: beside the sources in the tree, or as copied by maven.mjs into `contracts/`.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const pages = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the pages are clients of. */
export const CONTRACTS = ['rider', 'operator', 'analyst'];

/** The folder of the contracts, seen from a copy of the pages. */
export function contractsFolder(from = pages) {
  const copied = join(from, 'contracts');
  return existsSync(copied) ? copied : join(from, '..', 'resources', 'openapi');
}

export function contractFile(name) {
  return join(contractsFolder(), `${name}.yaml`);
}
