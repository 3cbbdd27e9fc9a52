export { linkWorkflow } from './link.ts'
