import type { Logger as SdkLogger } from '@temporalio/worker'
import type { Logger } from '../telemetry/logger.ts'

/**
 * The SDK's log lines in our format. Its metadata may hold failures with vendor text, so only the
 * ids that name a run or an activity pass.
 */
export function sdkLogger(logger: Logger): SdkLogger {
  const pass = (level: 'debug' | 'info' | 'warn' | 'error') => (message: string, meta?: Meta) =>
    logger[level](`temporal: ${message}`, idsOf(meta), meta?.['error'])
  return {
    trace: () => {},
    debug: pass('debug'),
    info: pass('info'),
    warn: pass('warn'),
    error: pass('error'),
    log: (level, message, meta) => {
      if (level === 'TRACE') return
      pass(level.toLowerCase() as 'debug' | 'info' | 'warn' | 'error')(message, meta)
    },
  }
}

type Meta = Record<string | symbol, unknown>

const passed = ['workflowId', 'runId', 'activityType', 'activityId', 'attempt', 'taskQueue']

function idsOf(meta: Meta | undefined): Record<string, string | number> {
  const ids = passed.map((name) => [name, meta?.[name]] as const)
  return Object.fromEntries(
    ids.filter(
      (id): id is [string, string | number] =>
        typeof id[1] === 'string' || typeof id[1] === 'number',
    ),
  )
}
