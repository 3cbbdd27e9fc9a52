import { Client, Connection } from '@temporalio/client'
import { openDoor } from '../door.ts'
import { peerSettings } from '../settings.ts'
import { taskQueue } from './task-queue.ts'

const settings = peerSettings()
const client = new Client({ connection: Connection.lazy({ address: settings.orchestrator }) })
const answersWithinMs = 4_000

openDoor(settings, async (notice) => {
  await client.withDeadline(Date.now() + answersWithinMs, () =>
    client.workflow.signalWithStart('linkWorkflow', {
      workflowId: `link/${notice.linkId}`,
      taskQueue,
      args: [notice.linkId],
      signal: 'noticed',
      signalArgs: [notice],
    }),
  )
})
