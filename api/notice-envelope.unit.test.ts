import { expect, it } from 'vitest'
import { judgeNotice } from '../domain/notice.ts'
import { readEnvelope } from './notice-envelope.ts'

const judge = (body: string) => judgeNotice(readEnvelope(Buffer.from(body)))
const linkId = '2f5d361d-dad6-45d4-a0bf-26d479766067'
const notice = (type: string, code: string, data: object = {}) =>
  JSON.stringify({ webhook_type: type, webhook_code: code, link_id: linkId, data })

it("understands the two bodies of Belvo's guide, once their comments are out", () => {
  const employments = `{
    "webhook_id": "03d1ca0d62db4f769488265d141047b7", "webhook_type": "EMPLOYMENTS",
    "process_type": "historical_update", "webhook_code": "historical_update",
    "link_id": "${linkId}", "request_id": "4363b08b-51eb-4350-9c74-5df5ac92a7f6",
    "external_id": "your_external_id",
    "data": { "total_employments": 1 // The total number of employment record profiles found for the link
    } }`
  const owners = `{
    "webhook_id": "aadf41a1fc8e4f79a49f7f04027ac999", "webhook_type": "OWNERS",
    "process_type": "historical_update", "webhook_code": "historical_update",
    "link_id": "${linkId}", "request_id": "4363b08b-51eb-4350-9c74-5df5ac92a7f6",
    "external_id": "your_external_id",
    "data": { "total_owners": 2 // Total number of owners
    } }`
  const withoutComments = (body: string) => body.replace(/\/\/.*$/gm, '')

  expect(judge(withoutComments(employments))).toEqual({
    kind: 'open',
    linkId,
    subject: 'EMPLOYMENTS',
    lane: 'person',
    announcedTotal: 1,
  })
  expect(judge(withoutComments(owners))).toMatchObject({ subject: 'OWNERS', announcedTotal: 2 })
  expect(judge(employments)).toEqual({ kind: 'parked', reason: 'body_unreadable' })
})

it.each([
  ['EMPLOYMENTS', 'historical_update', 'EMPLOYMENTS', 'person'],
  ['EMPLOYMENTS', 'new_employments_available', 'EMPLOYMENTS', 'recurrent'],
  ['OWNERS', 'historical_update', 'OWNERS', 'person'],
  ['OWNERS', 'new_owners_available', 'OWNERS', 'recurrent'],
  ['LINK', 'invalid_credentials', 'LINK', 'person'],
  ['LINK', 'token_required', 'LINK', 'person'],
  ['LINK', 'link_deleted', 'LINK', 'person'],
  ['SOMETHING', 'link_deleted', 'LINK', 'person'],
])('takes %s %s for a reason to look at %s, in the lane %s', (type, code, subject, lane) => {
  expect(judge(notice(type, code))).toMatchObject({ kind: 'open', subject, lane })
})

it('does not take the count of what is new for a total', () => {
  const body = notice('EMPLOYMENTS', 'new_employments_available', {
    new_employments: 1,
    total_employments: 1,
  })
  expect(judge(body)).toMatchObject({ kind: 'open', announcedTotal: null })
})

it.each(['-1', '1.5', '"2"', '1e99', 'null'])('takes %s for no total', (total) => {
  const body = `{"webhook_type":"OWNERS","webhook_code":"historical_update",
    "link_id":"${linkId}","data":{"total_owners":${total}}}`
  expect(judge(body)).toMatchObject({ kind: 'open', announcedTotal: null })
})

it('takes no text for a code that does not look like one', () => {
  const envelope = readEnvelope(
    Buffer.from(JSON.stringify({ webhook_type: 'Maria da Silva', request_id: 'a\u0000b' })),
  )
  expect(envelope).toMatchObject({ webhookType: null, requestId: null })
})

it('knows a link id in upper case as the same link', () => {
  expect(
    judge(notice('LINK', 'token_required').replace(linkId, linkId.toUpperCase())),
  ).toMatchObject({ kind: 'open', linkId })
})
