import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { RefusalName } from '../faults/refusals.ts'
import { REFUSALS } from '../faults/refusals.ts'
import type { Simulator } from '../simulator.ts'
import { complaintAbout } from './answer.ts'
import { control, knownIn, peopledBox, send } from './box.ts'
import type { Operation } from './openapi.ts'
import { operations } from './openapi.ts'
import type { Request } from './requests.ts'
import { requestTo } from './requests.ts'
import { wayTo } from './ways.ts'

const known = await inABox(knownIn)

/** Named as Belvo names them; the others are pages of a proxy. */
const ERROR_CODES = (Object.keys(REFUSALS) as RefusalName[]).filter(
  (name) => !name.endsWith('_html'),
)

type Step =
  | { kind: 'ask'; request: Request }
  | { kind: 'wait'; advance: string }
  | { kind: 'break'; link: string; status: string }
  | { kind: 'bad-day'; fault: string }

const ask = fc.record({
  kind: fc.constant('ask' as const),
  request: fc.constantFrom(...operations).chain((operation) => requestTo(operation, known)),
})
const wait = fc.record({
  kind: fc.constant('wait' as const),
  advance: fc.constantFrom('1m', '11m', '1d', '9d'),
})
const brokenLink = fc.record({
  kind: fc.constant('break' as const),
  link: fc.constantFrom(...known.links),
  status: fc.constantFrom('invalid', 'token_required'),
})
const badDay = fc.record({
  kind: fc.constant('bad-day' as const),
  fault: fc.constantFrom(...ERROR_CODES.filter((name) => REFUSALS[name].status < 500)),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 20, arbitrary: ask },
  { weight: 3, arbitrary: wait },
  { weight: 1, arbitrary: brokenLink },
  { weight: 1, arbitrary: badDay },
)

it('answers whatever it is asked as the OpenAPI file says, whatever came before', async () => {
  const days = fc.array(step, { minLength: 10, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(days, (steps) =>
      inABox(async (simulator) => {
        for (const step of steps) expect(await play(simulator, step)).toBeNull()
      }),
    ),
    { numRuns: 40 },
  )
}, 120_000)

/** What is wrong with the answer, if one was asked for. */
async function play(simulator: Simulator, step: Step): Promise<string | null> {
  switch (step.kind) {
    case 'ask': {
      const answer = await send(simulator, step.request)
      // No bad day of a step has a status that high: it would be an error of our own.
      expect(answer.status).toBeLessThan(500)
      return await complaintAbout(step.request, answer)
    }
    case 'wait':
      await control(simulator, 'POST', 'clock', { advance: step.advance })
      return null
    case 'break': {
      const { url } = simulator
      // The link may be gone by now.
      await fetch(`${url}/_box/links/${step.link}/invalidate`, { method: 'POST', body: '{}' })
      return null
    }
    case 'bad-day':
      await control(simulator, 'POST', 'faults', { fault: step.fault, times: 1 })
      return null
    default:
      return step satisfies never
  }
}

const answers = operations.flatMap((operation) =>
  [...operation.answers.keys()].map((status) => ({ name: operation.name, status, operation })),
)

it.each(answers)('$name has a way to $status', async ({ operation, status }) => {
  await inABox(async (simulator) => {
    const request = await wayTo(operation, status, simulator, known)
    const answer = await send(simulator, request)
    expect([answer.status, await complaintAbout(request, answer)]).toEqual([status, null])
  })
})

it('can have every bad day that has an error code of its own', async () => {
  await inABox(async (simulator) => {
    for (const fault of ERROR_CODES) {
      await control(simulator, 'POST', 'faults', { fault, times: 1 })
      const request = await wayTo(named('POST /api/br/employments/'), 204, simulator, known)
      const answer = await send(simulator, request)
      expect(answer.status).toBe(REFUSALS[fault].status)
      expect(await answer.clone().json()).toMatchObject([{ code: fault }])
      expect(await complaintAbout(request, answer)).toBeNull()
    }
  })
})

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE']

it('refuses every other method on a documented path with 405', async () => {
  await inABox(async (simulator) => {
    for (const { path } of operations) {
      const documented = operations.filter((one) => one.path === path)
      const others = METHODS.filter((other) => documented.every(({ method }) => method !== other))
      for (const method of others) {
        const operation = { name: path, method, path, parameters: [], body: {}, answers: new Map() }
        const request = await wayTo(operation, 204, simulator, known)
        const answer = await send(simulator, request)
        expect([method, path, answer.status]).toEqual([method, path, 405])
        expect(await complaintAbout(request, answer)).toBeNull()
      }
    }
  })
})

const SPOILERS = ['new_field', 'missing_field', 'number_as_text', 'unexpected_null', 'unknown_enum']

it.each(SPOILERS)('would notice a %s', async (fault) => {
  await inABox(async (simulator) => {
    await control(simulator, 'POST', 'faults', { fault })
    const request = await wayTo(named('GET /api/br/employments/'), 200, simulator, known)
    expect(await complaintAbout(request, await send(simulator, request))).not.toBeNull()
  })
})

it('writes amounts as numbers with the decimals of the data dictionary', async () => {
  await inABox(async (simulator) => {
    const request = await wayTo(named('GET /api/br/employments/'), 200, simulator, known)
    const text = await (await send(simulator, request)).text()
    const amounts = text.match(/(?<=_amount":)[^,}]+/g) ?? []
    expect(amounts).toContain('2410.50')
    for (const amount of amounts) expect(amount).toMatch(/^\d{1,15}\.\d{2,4}$/)
  })
})

function named(name: string): Operation {
  const operation = operations.find((one) => one.name === name)
  if (!operation) throw new Error(`The file has no ${name}`)
  return operation
}

async function inABox<T>(use: (simulator: Simulator) => Promise<T>): Promise<T> {
  const simulator = await peopledBox()
  try {
    return await use(simulator)
  } finally {
    await simulator.close()
  }
}
