/** What has become of a notice. */
export const noticeStates = [
  'open',
  'applied',
  'ignored',
  'parked',
  'quarantined',
  'stuck',
  'held',
] as const

export type NoticeState = (typeof noticeStates)[number]

/** The states that wait for a read, or for a person. */
export const unsettledStates = [
  'open',
  'held',
  'stuck',
  'quarantined',
  'parked',
] as const satisfies readonly NoticeState[]

/** The states from which a notice can be told again: we know what it asks us to read. */
export const retriableStates = [
  'open',
  'stuck',
  'quarantined',
] as const satisfies readonly NoticeState[]

/** The states that nothing but a person's decision ends. */
export const dismissibleStates = [
  'stuck',
  'quarantined',
  'parked',
] as const satisfies readonly NoticeState[]
