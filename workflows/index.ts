export { linkWorkflow } from './link.ts'
export { reconcileWorkflow } from './reconcile.ts'
