export { erasureWorkflow } from './erasure.ts'
export { linkWorkflow } from './link.ts'
export { reconcileWorkflow } from './reconcile.ts'
export { retentionWorkflow } from './retention.ts'
