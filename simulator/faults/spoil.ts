import type { Dice } from '../lives/dice.ts'
import { between } from '../lives/dice.ts'
import type { FaultAt } from './catalogue.ts'
import type { Json, JsonObject } from './exact-json.ts'
import { isObject, isRawNumber, rawNumber, readExactly, writeExactly } from './exact-json.ts'

/**
 * An answer as it arrives on a bad day. `text` is the JSON that would have been sent; numbers that
 * no fault touches keep their digits. A fault that finds nothing to spoil (no next page, no number)
 * leaves the answer as it is. What breaks the JSON itself comes last, whatever the order given.
 */
export function spoil(text: string, faults: readonly FaultAt<'body'>[], dice: Dice): Bytes {
  const retold = faults.some(isRetelling) ? retell(text, faults.filter(isRetelling), dice) : text
  const bytes = new TextEncoder().encode(retold)
  return faults.filter(isBreaking).reduce((broken, fault) => BREAKING[fault](broken), bytes)
}

type Bytes = Uint8Array<ArrayBuffer>
type Breaking = 'truncated_json' | 'invalid_utf8'
type Retelling = Exclude<FaultAt<'body'>, Breaking>

const isBreaking = (fault: FaultAt<'body'>): fault is Breaking => fault in BREAKING
const isRetelling = (fault: FaultAt<'body'>): fault is Retelling => !isBreaking(fault)

function retell(text: string, faults: readonly Retelling[], dice: Dice): string {
  const body = readExactly(text)
  for (const fault of faults) RETELLING[fault](body, dice)
  return writeExactly(body)
}

const BREAKING: Record<Breaking, (bytes: Bytes) => Bytes> = {
  truncated_json: (bytes) => bytes.slice(0, Math.ceil(bytes.length / 2)),
  // 0xff begins no character in UTF-8. It takes the place of the last byte of the last text.
  invalid_utf8: (bytes) => bytes.with(bytes.lastIndexOf(QUOTE) - 1, 0xff),
}

const QUOTE = 0x22

const RETELLING: Record<Retelling, (body: Json, dice: Dice) => void> = {
  half_page(body) {
    const page = pageIn(body)
    page?.results.splice(Math.ceil(page.results.length / 2))
  },
  short_list(body, dice) {
    const page = pageIn(body)
    if (!page || page.results.length === 0) return
    const gone = page.results.splice(-between(dice, 1, Math.ceil(page.results.length / 2)))
    page.count = rawNumber(String(Number(page.count.rawJSON) - gone.length))
  },
  shifted_page(body) {
    const page = pageIn(body)
    const last = page?.results.at(-1)
    if (page && page.previous !== null && last !== undefined) page.results[0] = last
  },
  foreign_next(body) {
    const page = pageIn(body)
    if (typeof page?.next !== 'string') return
    page.next = page.next.replace(/^https?:\/\/[^/]+/, 'https://api.elsewhere.example')
  },
  new_field(body) {
    for (const record of recordsIn(body)) record['benefit_number'] = { value: '7001', digit: '3' }
  },
  missing_field(body, dice) {
    const field = oneOf(fieldsIn(body), dice)
    if (field) delete field.of[field.key]
  },
  unexpected_null(body, dice) {
    const field = oneOf(
      fieldsIn(body).filter(({ key }) => !DOCUMENTED_AS_NULLABLE.has(key)),
      dice,
    )
    if (field) field.of[field.key] = null
  },
  number_as_text(body, dice) {
    const numbers = fieldsIn(body).filter(({ value }) => isRawNumber(value))
    const field = oneOf(numbers, dice)
    if (field && isRawNumber(field.value)) field.of[field.key] = field.value.rawJSON
  },
  unknown_enum(body, dice) {
    const field = oneOf(
      fieldsIn(body).filter(({ key }) => key in UNKNOWN_VALUES),
      dice,
    )
    if (field) field.of[field.key] = UNKNOWN_VALUES[field.key] ?? null
  },
  ten_megabytes(body) {
    const [record] = recordsIn(body)
    if (record) record['padding'] = 'x'.repeat(TEN_MEGABYTES)
    else if (isObject(body)) body['padding'] = 'x'.repeat(TEN_MEGABYTES)
  },
}

const TEN_MEGABYTES = 10 * 1024 * 1024

const UNKNOWN_VALUES: Record<string, string> = {
  type: 'PROFIT_SHARE',
  locale: 'Marítima',
  status: 'sleeping',
  access_mode: 'sometimes',
  refresh_rate: '3h',
}

/** Of all schemas together, as in the OpenAPI file. */
const DOCUMENTED_AS_NULLABLE = new Set([
  ...['link', 'end_date', 'locale', 'type', 'external_id', 'access_mode', 'refresh_rate'],
  ...['stale_in', 'last_accessed_at', 'internal_identification', 'display_name', 'email'],
  ...['phone_number', 'address', 'document_id', 'document_type', 'document_number', 'website'],
  ...['logo', 'icon_logo', 'text_logo', 'code', 'openbanking_information'],
])

interface Page extends JsonObject {
  count: { readonly rawJSON: string }
  results: Json[]
  previous: Json
  next: Json
}

function pageIn(body: Json): Page | undefined {
  return isObject(body) && Array.isArray(body['results']) ? (body as Page) : undefined
}

function recordsIn(body: Json): JsonObject[] {
  const records = pageIn(body)?.results ?? (Array.isArray(body) ? body : [body])
  return records.filter(isObject)
}

interface Field {
  of: JsonObject
  key: string
  value: Json
}

/** Every field of every record, however deep. */
function fieldsIn(body: Json): Field[] {
  const within = (value: Json): Field[] => {
    if (Array.isArray(value)) return value.flatMap(within)
    if (!isObject(value)) return []
    return Object.entries(value).flatMap(([key, inner]) => [
      { of: value, key, value: inner },
      ...within(inner),
    ])
  }
  return recordsIn(body).flatMap(within)
}

function oneOf(fields: Field[], dice: Dice): Field | undefined {
  return fields[between(dice, 0, fields.length - 1)]
}
