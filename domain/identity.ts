/** Whether the person whose data came is the one it should be. */
export const identities = ['not_checked', 'match', 'mismatch'] as const

export type Identity = (typeof identities)[number]
