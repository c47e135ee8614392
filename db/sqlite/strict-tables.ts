import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * drizzle-kit writes tables that would keep a word in a number column. This makes every table of a migration
 * STRICT, and its text columns plain `text`, the only spelling that STRICT knows.
 */
export const strict = (sql: string) => sql.replace(/^\);/gm, ') STRICT;').replace(/ text\(\d+\)/g, ' text')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = fileURLToPath(new URL('./migrations', import.meta.url))
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.sql'))) {
    const file = join(folder, name)
    const sql = readFileSync(file, 'utf8')
    if (strict(sql) !== sql) writeFileSync(file, strict(sql))
  }
}
