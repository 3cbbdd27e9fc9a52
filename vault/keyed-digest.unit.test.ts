import { createSecretKey } from 'node:crypto'
import { expect, it } from 'vitest'
import { keyedDigest } from './keyed-digest.ts'

const keyOf = (letter: string) => ({
  id: letter,
  secret: createSecretKey(Buffer.alloc(32, letter)),
})

it('is the same for the same content and key, and for nothing else', () => {
  const digest = keyedDigest(keyOf('a'), 'content')
  expect(keyedDigest(keyOf('a'), 'content')).toEqual(digest)
  expect(keyedDigest(keyOf('a'), 'contents')).not.toEqual(digest)
  expect(keyedDigest(keyOf('b'), 'content')).not.toEqual(digest)
})
