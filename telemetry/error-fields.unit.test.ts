import { DatabaseError } from 'pg'
import { expect, it } from 'vitest'
import { errorFields } from './error-fields.ts'

const canary = '529.982.247-25'

it('keeps what PostgreSQL quotes from a row out of the log, and says which rule was broken', () => {
  const thrown = new DatabaseError(`duplicate key (cpf)=(${canary})`, 1, 'error')
  thrown.code = '23505'
  thrown.constraint = 'owners_document_number_key'
  thrown.detail = `Key (cpf)=(${canary}) already exists.`

  const fields = errorFields(new Error(`outer ${canary}`, { cause: thrown }))

  expect(JSON.stringify(fields)).not.toContain(canary)
  expect(fields.causes?.[0]).toMatchObject({
    type: 'DatabaseError',
    sqlState: '23505',
    constraint: 'owners_document_number_key',
  })
})

it('says where it was thrown, without a line of the message among the frames', () => {
  const fields = errorFields(new Error(`first line\n    at ${canary}\nlast line`))

  expect(fields.frames?.[0]).toContain('error-fields.unit.test.ts')
  expect(JSON.stringify(fields)).not.toContain(canary)
})

it('says of a thrown text only that it was a text', () => {
  expect(errorFields(canary)).toEqual({ type: 'string' })
})
