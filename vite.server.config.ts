import { defineConfig } from 'vite'

/** Bundles the server around Astro's build into one file, `dist/start.mjs`. Only native modules stay outside. */
export default defineConfig({
  publicDir: false,
  logLevel: 'warn',
  build: {
    ssr: 'src/lib/web/server.ts',
    target: 'node24',
    outDir: 'dist',
    emptyOutDir: false,
    rolldownOptions: { output: { entryFileNames: 'start.mjs', format: 'es', codeSplitting: false } },
  },
  ssr: { noExternal: true, external: ['better-sqlite3', 'sharp'] },
})
