/**
 * JSON whose numbers keep the digits they were written with: `2410.50` stays `2410.50`.
 * A number is read as a `RawNumber`, which only `writeExactly` (or JSON.stringify) should touch.
 */
export function readExactly(text: string): Json {
  return JSON.parse(text, keepDigits as Reviver)
}

export function writeExactly(value: Json): string {
  return JSON.stringify(value)
}

export type Json = string | boolean | null | RawNumber | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }

export function rawNumber(digits: string): RawNumber {
  return rawJson(digits)
}

export function isRawNumber(value: Json): value is RawNumber {
  return typeof value === 'object' && value !== null && isRawJson(value)
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRawJson(value)
}

export interface RawNumber {
  readonly rawJSON: string
}

type Reviver = (key: string, value: unknown) => unknown

// ECMAScript's JSON.parse source text access, which Node has and TypeScript's library has not yet.
const { rawJSON: rawJson, isRawJSON: isRawJson } = JSON as unknown as {
  rawJSON(text: string): RawNumber
  isRawJSON(value: unknown): boolean
}

function keepDigits(_: string, value: unknown, { source }: { source: string }): unknown {
  return typeof value === 'number' ? rawJson(source) : value
}
