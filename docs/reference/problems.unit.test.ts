import { expect, it } from 'vitest'
import { catalogue } from '../../api/problem-catalogue.ts'
import { sections } from './testing/page.ts'

it('explains every problem of the catalogue, under its status and title', () => {
  const told = sections('problems.md').map(({ heading, text }) => [heading, text.split('\n')[0]])
  const there = Object.entries(catalogue).map(([slug, { status, title }]) => [
    slug,
    `**${status} · ${title}**`,
  ])
  expect(told).toEqual(there)
})
