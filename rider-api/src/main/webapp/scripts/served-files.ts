import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const COMPRESSIBLE = /\.(html|js|mjs|css|svg|json|webmanifest)$/;

/**
 * After the build: writes `sw.js` with the riders' files to keep for off line, a `.gz` beside every text file, and
 * `files.txt`, the list of all of them, from which the server knows what it has (a jar cannot be listed).
 */
export function servedFiles(workerSource: string): Plugin {
  let folder = '';
  let riderFiles: string[] = [];
  return {
    name: 'served-files',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    generateBundle(_, bundle) {
      const rider = Object.values(bundle).find((chunk) => chunk.type === 'chunk' && chunk.isEntry && chunk.name === 'rider');
      const wanted = new Set<string>();
      const visit = (name: string): void => {
        const chunk = bundle[name];
        if (wanted.has(name) || chunk?.type !== 'chunk') {
          return;
        }
        wanted.add(name);
        chunk.imports.forEach(visit);
        chunk.viteMetadata?.importedCss.forEach((css) => wanted.add(css));
        chunk.viteMetadata?.importedAssets.forEach((asset) => wanted.add(asset));
      };
      if (rider) {
        visit(rider.fileName);
      }
      Object.keys(bundle)
        .filter((name) => name.endsWith('.woff2'))
        .forEach((name) => wanted.add(name));
      riderFiles = [...wanted].sort().map((name) => `/${name}`);
    },
    closeBundle() {
      const precached = ['/', '/manifest.webmanifest', '/icons/icon.svg', ...riderFiles];
      const version = createHash('sha256');
      for (const file of precached) {
        version.update(readFileSync(join(folder, file === '/' ? 'index.html' : file)));
      }
      const worker = readFileSync(workerSource, 'utf8')
        .replace("'%VERSION%'", JSON.stringify(version.digest('hex').slice(0, 12)))
        .replace("['%FILES%']", JSON.stringify(precached));
      writeFileSync(join(folder, 'sw.js'), worker);
      for (const file of list(folder).filter((name) => COMPRESSIBLE.test(name))) {
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
      }
      const names = list(folder).map((file) => relative(folder, file));
      writeFileSync(join(folder, 'files.txt'), `${names.sort().join('\n')}\n`);
    },
  };
}

function list(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? list(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}
