/** The status and the codes of Belvo's error array, each with its field if it has one. */
export async function codesOf(response: Response) {
  const items = (await response.json()) as { code: string; field?: string }[]
  return [response.status, ...items.map(({ code, field }) => (field ? `${code} ${field}` : code))]
}
