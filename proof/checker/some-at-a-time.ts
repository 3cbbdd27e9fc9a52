const atOnce = 10

/** Like `Promise.all` over `items`, without asking everything at once. */
export async function someAtATime<Item, Result>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let from = 0; from < items.length; from += atOnce) {
    results.push(...(await Promise.all(items.slice(from, from + atOnce).map(ask))))
  }
  return results
}
