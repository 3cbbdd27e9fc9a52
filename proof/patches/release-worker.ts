import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker'
import { patchId } from './next-release.ts'
import { steadyHands } from './steady-hands.ts'

// A worker process of one release: `today`, the next one with its patch `dark`, or with it `on`.
const { values } = parseArgs({
  options: {
    address: { type: 'string', default: '' },
    namespace: { type: 'string', default: '' },
    queue: { type: 'string', default: '' },
    release: { type: 'string', default: '' },
  },
})
const { address, namespace, queue, release } = values
const workflows = release === 'today' ? '../../workflows/link.ts' : './next-release.ts'

const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  namespace,
  taskQueue: queue,
  identity: release,
  workflowBundle: await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL(workflows, import.meta.url)),
    logger: new DefaultLogger('WARN'),
  }),
  activities: steadyHands,
  // Nothing is kept in memory: each step is replayed from the start by whoever takes it.
  maxCachedWorkflows: 0,
  patchActivationCallback: (patch) => release === 'on' || patch.patchId !== patchId,
})
process.stdout.write('worker ready\n')
await worker.run()
process.exit(0)
