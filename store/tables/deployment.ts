import type { Generated } from 'kysely'

export interface DeploymentTable {
  only_row: Generated<boolean>
  id: Generated<string>
}
