import type { Request } from './requests.ts'
import type { Schema } from './schema.ts'
import { wrongIn } from './schema.ts'

/**
 * What is wrong with an answer by the OpenAPI file, `null` if nothing. An error that the file does
 * not list for this operation, but Belvo's page on errors for all of them, must be an error list.
 */
export async function complaintAbout(request: Request, response: Response): Promise<string | null> {
  const { operation, path } = request
  const { status } = response
  const text = await response.text()
  const told = `${operation.name} answered ${status} ${text.slice(0, 400)}`
  const schema = operation.answers.get(status) ?? (status >= 400 ? ERROR_LIST : null)
  if (!operation.answers.has(status) && !GENERAL_ERRORS.has(status)) return `${told}: undocumented`
  if (!schema) return text === '' ? null : `${told}: a body where none is documented`
  if (!response.headers.get('content-type')?.startsWith('application/json'))
    return `${told}: no JSON`
  const wrong = wrongIn(JSON.parse(text), schema, /[?&](fields|omit)=/.test(path))
  return wrong && `${told}: ${wrong}`
}

const ERROR_LIST: Schema = { $ref: '#/components/schemas/ErrorList' }

/** developers.belvo.com, "Belvo API errors". */
const GENERAL_ERRORS = new Set([400, 401, 403, 404, 405, 408, 409, 428, 429, 500])
