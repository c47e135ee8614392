import { fileURLToPath } from 'node:url'
import mdx from '@astrojs/mdx'
import node from '@astrojs/node'
import { defineConfig } from 'astro/config'
import { NodePackageImporter } from 'sass'
import { routeList } from './src/lib/web/route-list.ts'

const isDev = process.argv.includes('dev')
const nhsukImages = fileURLToPath(
  new URL('./node_modules/nhsuk-frontend/dist/nhsuk/assets/images', import.meta.url),
)

export default defineConfig({
  output: 'server',
  trailingSlash: 'never',
  session: false,
  cacheDir: './.astro',
  adapter: node({
    mode: 'middleware',
    bodySizeLimit: 12 * 1024 ** 2,
    staticHeaders: true,
    // A page that fails half way answers 500, never 200 with half a page.
    experimentalDisableStreaming: true,
  }),
  integrations: [mdx(), routeList()],
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  image: { service: { entrypoint: 'astro/assets/services/noop' } },
  security: {
    // Our own entry checks Host, Origin and Sec-Fetch-Site against the run-time ORIGIN and rewrites every
    // forwarded header, which is what makes an open list of domains safe here.
    checkOrigin: false,
    allowedDomains: [{}],
    csp: isDev
      ? false
      : {
          directives: [
            "default-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "object-src 'none'",
            "frame-ancestors 'none'",
          ],
        },
  },
  vite: {
    // No page carries a script of its own, however short.
    build: { assetsInlineLimit: (file) => (file.endsWith('.js') ? false : undefined) },
    css: { preprocessorOptions: { scss: { importers: [new NodePackageImporter()] } } },
    resolve: { alias: { '@nhsuk-img': nhsukImages } },
    plugins: [
      {
        // Unbundled, drizzle-orm costs 0.6 s and 150 MB at the first request.
        name: 'bundle-server',
        apply: 'build',
        config: () => ({ ssr: { noExternal: true, external: ['better-sqlite3', 'sharp'] } }),
      },
    ],
  },
})
