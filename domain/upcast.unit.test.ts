import { expect, it } from 'vitest'
import { factVersions } from './fact.ts'
import { upcast } from './upcast.ts'

const stored = (schemaVersion: number, data: object) => ({
  kind: 'EmploymentEnded',
  schemaVersion,
  subject: 'job-1',
  effective: null,
  data,
})

const thirdVersion = {
  versions: { ...factVersions, EmploymentEnded: 3 },
  steps: {
    EmploymentEnded: {
      1: (data: unknown) => ({ ...(data as object), reason: null }),
      2: (data: unknown) => ({ ...(data as object), by: 'employer' }),
    },
  },
}

it('brings a fact from each older version to the newest, step by step', () => {
  const newest = stored(3, { endDate: '2026-10-30', reason: null, by: 'employer' })
  for (const older of [
    stored(1, { endDate: '2026-10-30' }),
    stored(2, { endDate: '2026-10-30', reason: null }),
    newest,
  ]) {
    expect(upcast(older, thirdVersion)).toEqual({ kind: 'current', stored: newest })
  }
})

it('does not pass over a step that nobody wrote', () => {
  const forgotten = { ...thirdVersion, steps: { EmploymentEnded: {} } }
  expect(() => upcast(stored(1, {}), forgotten)).toThrow('version 1')
})

it('has a step for every version that was ever written', () => {
  for (const kind of Object.keys(factVersions)) {
    for (let version = 1; version <= factVersions[kind as keyof typeof factVersions]; version++) {
      const { kind: outcome } = upcast({ ...stored(version, {}), kind })
      expect(outcome).toBe('current')
    }
  }
})
