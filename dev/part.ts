/** One process of the stack, which a test may stop, start and kill. */
export interface Part {
  readonly name: string
  /** Undefined while it is stopped, and for a part that runs elsewhere. */
  processId(): number | undefined
  start(): Promise<void>
  /** Lets it finish what it is doing. */
  stop(): Promise<void>
  /** As a power cut would. */
  kill(): Promise<void>
}

interface Running {
  readonly processId: number
  stop(): Promise<void>
  kill(): Promise<void>
}

export function part(name: string, start: () => Promise<Running>): Part {
  let starting: Promise<Running> | undefined
  let running: Running | undefined
  const end = async (how: 'stop' | 'kill') => {
    // One that is told to stop while it starts is stopped as soon as there is something to stop.
    const ending = await starting?.catch(() => undefined)
    starting = running = undefined
    await ending?.[how]()
  }
  return {
    name,
    processId: () => running?.processId,
    start: async () => {
      starting ??= start()
      running = await starting
    },
    stop: () => end('stop'),
    kill: () => end('kill'),
  }
}

/** A part of which the real one is used: nobody here starts or stops it. */
export function partElsewhere(name: string): Part {
  const nothing = async () => {}
  return { name, processId: () => undefined, start: nothing, stop: nothing, kill: nothing }
}
