import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const pages = globSync('**/*.md', {
  cwd: root,
  exclude: (name) => name === 'node_modules' || name.startsWith('.'),
})

it('leads nowhere that does not exist, heading or file', () => {
  const strays = pages.flatMap((page) =>
    linksOf(page)
      .filter((target) => !exists(path.join(root, path.dirname(page)), target, page))
      .map((target) => `${page} → ${target}`),
  )
  expect(strays).toEqual([])
})

function linksOf(page: string): string[] {
  const text = readFileSync(path.join(root, page), 'utf8')
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
}

function exists(folder: string, target: string, page: string): boolean {
  const [file = '', heading] = target.split('#')
  const there = file === '' ? path.join(root, page) : path.join(folder, file)
  if (!existsSync(there)) return false
  return heading === undefined || anchorsOf(readFileSync(there, 'utf8')).includes(heading)
}

/** As GitHub makes them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
