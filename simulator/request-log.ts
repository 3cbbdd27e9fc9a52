/** One request as it was asked and answered; the checker and the control page read these. */
export interface RequestLine {
  at: number
  method: string
  /** With the query, as it was sent. */
  path: string
  status: number
  tookMs: number
  requestId: string
  /** The fault that was applied, if any. */
  fault: string | null
}
