import { readFileSync } from 'node:fs'

/** The rows of every table on a page of this folder, cell by cell; heads and rules are left out. */
export function tableRows(page: string): string[][] {
  return textOf(page)
    .split('\n')
    .filter((line, at, lines) => line.startsWith('|') && !isRule(line) && !isRule(lines[at + 1]))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

/** The page cut at its second-level headings: heading, and what stands below it. */
export function sections(page: string): { heading: string; text: string }[] {
  return textOf(page)
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...text] = section.split('\n')
      return { heading, text: text.join('\n').trim() }
    })
}

function textOf(page: string): string {
  return readFileSync(new URL(`../${page}`, import.meta.url), 'utf8')
}

function isRule(line = ''): boolean {
  return /^\|[-| ]+\|$/.test(line)
}
