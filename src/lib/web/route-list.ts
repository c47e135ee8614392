import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { HEALTH_PATHS } from './health.ts'
import { routes } from './routes.ts'

/**
 * Writes `dist/routes.json`, every route with its methods and who may reach it, and fails the build when a
 * page is not in the access table.
 */
export function routeList(): AstroIntegration {
  let found: string[] = []
  return {
    name: 'route-list',
    hooks: {
      'astro:routes:resolved': ({ routes: resolved }) => {
        found = resolved.filter((route) => route.origin === 'project').map((route) => route.pattern)
      },
      'astro:build:done': async ({ dir }) => {
        const undeclared = found.filter((pattern) => !routes[pattern])
        if (undeclared.length > 0)
          throw new Error(`Not in the access table (src/lib/web/routes.ts): ${undeclared.join(', ')}`)
        const list = found.flatMap((path) => {
          const access = routes[path]
          if (!access) return []
          return (access.posts ? ['GET', 'POST'] : ['GET']).map((method) => ({
            method,
            path,
            who: access.who,
          }))
        })
        const health = HEALTH_PATHS.map((path) => ({ method: 'GET', path, who: ['everyone'] }))
        await writeFile(
          fileURLToPath(new URL('../routes.json', dir)),
          `${JSON.stringify([...list, ...health], null, 2)}\n`,
        )
      },
    },
  }
}
