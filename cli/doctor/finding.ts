/** What one look found, in a sentence; a fault also says what to do about it. */
export type Finding =
  | { readonly verdict: 'ok'; readonly says: string }
  | { readonly verdict: 'warn' | 'fail'; readonly says: string; readonly then: string }

export interface Look {
  readonly at: string
  readonly take: () => Promise<Finding>
}

export const ok = (says: string): Finding => ({ verdict: 'ok', says })
export const warn = (says: string, then: string): Finding => ({ verdict: 'warn', says, then })
export const fail = (says: string, then: string): Finding => ({ verdict: 'fail', says, then })
