import { fileURLToPath } from 'node:url'
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'

/** The story as the worker runs it: a bundle of its own, without Node, I/O or our other folders. */
export function bundleWorkflows(): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../workflows/index.ts', import.meta.url)),
    logger: new DefaultLogger('WARN'),
  })
}
