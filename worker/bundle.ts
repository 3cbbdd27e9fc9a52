import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const bundler = fileURLToPath(new URL('bundle-process.ts', import.meta.url))
const bundleBytesMax = 64 * 2 ** 20

/**
 * The story as the worker runs it: a bundle of its own, without Node, I/O or our other folders.
 * Made in a process that ends with it, as the 170 MB that bundling takes would stay with a worker.
 *
 * @throws with the bundler's words when the workflows cannot be bundled
 */
export async function bundleWorkflows(): Promise<{ code: string }> {
  const { stdout } = await promisify(execFile)(process.execPath, [bundler], {
    maxBuffer: bundleBytesMax,
  })
  return { code: stdout }
}
