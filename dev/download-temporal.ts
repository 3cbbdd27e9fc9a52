import fs from 'node:fs/promises'
import path from 'node:path'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { DefaultLogger, Runtime } from '@temporalio/worker'

// The SDK offers the download only as part of starting a server, so one is started and stopped.
const target = process.argv[2] as string
Runtime.install({ logger: new DefaultLogger('WARN') })
const downloadDir = await fs.mkdtemp(path.join(path.dirname(target), 'download-'))
try {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir } },
  })
  await environment.teardown()
  const [downloaded] = await fs.readdir(downloadDir)
  await fs.rename(path.join(downloadDir, downloaded as string), target)
} finally {
  await fs.rm(downloadDir, { recursive: true })
}
