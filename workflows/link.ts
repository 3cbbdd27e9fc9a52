import {
  allHandlersFinished,
  condition,
  makeContinueAsNewFunc,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow'
import type { LinkReason, LinkStatus } from '../domain/link-status.ts'
import type { Resource, Subject } from '../domain/resource.ts'
import { askBelvoToRefresh, close, fetchResource, readLink, recordCollectionFailure } from './hands.ts'
import type { Due, LifeState } from './life.ts'
import {
  askedAgain,
  begun,
  fetched,
  gaveUp,
  isOver,
  learned,
  mayAskAgain,
  mayFetch,
  newLife,
  stands,
  unfinished,
  woken,
} from './life.ts'
import type { CloseAnswer, LinkStart, Verb } from './messages.ts'
import * as messages from './messages.ts'
import { Narrator } from './narrator.ts'
import type { RefreshOutcome } from './ports.ts'
