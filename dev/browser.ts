/** A page as a browser without scripts or cookies has it. */
export interface Page {
  readonly address: string
  readonly html: string
}

/**
 * Opens an address and follows redirects while they stay on `hosts`; one that leads elsewhere is
 * returned unopened, with empty `html`.
 *
 * @throws when a page answers with an error
 */
export async function visit(
  address: string,
  hosts: string[],
  request?: RequestInit,
): Promise<Page> {
  if (!hosts.includes(new URL(address).host)) return { address, html: '' }
  const answer = await fetch(address, { ...request, redirect: 'manual' })
  const location = answer.headers.get('location')
  if (location) return await visit(new URL(location, address).href, hosts)
  const html = await answer.text()
  if (!answer.ok) throw new Error(`${new URL(address).pathname} answered ${answer.status}`)
  return { address, html }
}

/**
 * Presses the button of the form that goes to `action`, with what the page filled in and `typed`.
 *
 * @throws when the page has no such form
 */
export async function submit(
  page: Page,
  action: string,
  typed: Record<string, string>,
  hosts: string[],
): Promise<Page> {
  const forms = page.html.matchAll(/<form[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)
  const form = forms.find(([, target = '']) => unescaped(target).startsWith(action))
  if (!form) throw new Error(`The page ${new URL(page.address).pathname} has no form for ${action}`)
  const [, target = '', content = ''] = form
  const body = new URLSearchParams({ ...filledIn(content), ...typed })
  return await visit(new URL(unescaped(target), page.address).href, hosts, { method: 'POST', body })
}

/** Fields that the page carries along; an empty check box says nothing. */
function filledIn(form: string): Record<string, string> {
  const hidden = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  return Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, unescaped(value)]))
}

function unescaped(text: string): string {
  const characters = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
  return text.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (name) => characters[name as keyof typeof characters],
  )
}
