import { defineConfig, mergeConfig } from 'vite'
import server from './vite.server.config.ts'

/** Bundles what is done in processes of their own into one file beside the server, `dist/background.mjs`. */
export default mergeConfig(
  server,
  defineConfig({
    build: {
      ssr: 'src/lib/web/background.ts',
      rolldownOptions: { output: { entryFileNames: 'background.mjs' } },
    },
  }),
)
