import { svelte } from '@sveltejs/vite-plugin-svelte';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { servedFiles } from './scripts/served-files.ts';

const root = import.meta.dirname;

// Two pages: the riders' at /, the operators' at /consola/. Both are served by the server itself, from its jar.
export default defineConfig({
  root,
  cacheDir: 'node_modules/.vite',
  plugins: [svelte(), servedFiles(resolve(root, 'src/service-worker.js'))],
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    reportCompressedSize: false,
    rollupOptions: {
      input: { rider: resolve(root, 'index.html'), console: resolve(root, 'consola/index.html') },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/v1', '/demo', '/gbfs', '/docs', '/health'].map((path) => [path, process.env['BICI_SERVER'] ?? 'http://127.0.0.1:8080']),
    ),
  },
  test: { include: ['test/**/*.test.ts'], environment: 'node' },
});
