import type { Link } from '../links/link.ts'
import type { Box } from '../state.ts'
import { notFound } from './errors.ts'

export function linkById(box: Box, id: string | undefined): Link {
  const link = id && box.links.get(id.toLowerCase())
  if (!link) throw notFound()
  return link
}
