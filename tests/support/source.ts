import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

export interface SourceFile {
  /** From the project's root, with forward slashes. */
  path: string
  text: string
  /** What it imports, as written. */
  imports: string[]
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]/g
const LAZY = /\bimport\(\s*['"]([^'"]+)['"]/g

/** Every file of ours below a folder whose name ends in one of `endings`. */
export function sourceFiles(folder: string, endings = ['.ts', '.astro']): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes('node_modules/'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8')
      const imports = [...text.matchAll(IMPORT), ...text.matchAll(LAZY)].map((match) => match[1] ?? '')
      return { path, text, imports }
    })
}

export const readProjectFile = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** The noun a file belongs to: the folder under `src/lib`, or undefined for the few loose files. */
export const nounOf = (path: string) => /^src\/lib\/([^/]+)\/./.exec(path)?.[1]

/** `src/pages/projects/[project]/index.astro` → `/projects/[project]` */
export const routeOf = (path: string) =>
  path
    .replace(/^.*src\/pages/, '')
    .replace(/\.(astro|ts)$/, '')
    .replace(/\/index$/, '') || '/'
