import { describe, expect, it } from 'vitest'
import { syntheticCpf } from '../lives/cpf.ts'
import { boxAtRest } from '../testing/boxes.ts'
import { clientOf } from '../testing/client.ts'

interface Page {
  count: number
  next: string | null
  previous: string | null
  results: Record<string, string>[]
}

async function start(people: number) {
  const { url } = await boxAtRest({ rateLimit: false })
  const client = clientOf(url)
  const links: string[] = []
  for (let serial = 1; serial <= people; serial++) {
    links.push(await client.connect(syntheticCpf(serial)))
    await client.advance('1d')
  }
  const [link = ''] = links
  const list = (query: string) => client.read<Page>(`/api/${query}`)
  return { client, url, links, link, list }
}

describe('a list', () => {
  it('is read to the end by its absolute next addresses, none twice', async () => {
    const { links, url, client } = await start(5)
    const read: string[] = []
    let next: string | null = `${url}/api/links/?page_size=2&access_mode=recurrent`
    const addresses: (string | null)[] = []
    while (next) {
      const page: Page = await client.read<Page>(next.replace(url, ''))
      expect(page.count).toBe(5)
      read.push(...page.results.map(({ id }) => id ?? ''))
      next = page.next
      addresses.push(page.previous)
    }
    expect(read).toEqual(links)
    const first = `${url}/api/links/?page_size=2&access_mode=recurrent`
    expect(addresses).toEqual([null, first, `${first}&page=2`])
  })

  it('takes a page size over 1000 as 1000, an unusable one as the default', async () => {
    const { list } = await start(1)
    for (const size of ['2000', '0', 'x']) {
      expect((await list(`links/?page_size=${size}`)).results).toHaveLength(1)
    }
  })

  it('has no page after the last', async () => {
    const { client } = await start(1)
    const beyond = await client.get('/api/links/?page=2')
    expect([beyond.status, await beyond.json()]).toMatchObject([404, [{ code: 'not_found' }]])
  })

  it('keeps or drops keys as asked, and the digits of amounts in any case', async () => {
    const { client, link, list } = await start(1)
    const path = `br/employments/?link=${link}`
    const keys = async (query: string) =>
      Object.keys((await list(`${path}&${query}`)).results[0] ?? {})
    expect(await keys('fields=id,salaries')).toEqual(['id', 'salaries'])
    expect(await keys('omit=salaries,employer_data,surprise')).toEqual([
      'id',
      'link',
      'created_at',
      'collected_at',
      'start_date',
      'end_date',
      'occupations',
    ])
    const some = await (await client.get(`/api/${path}&fields=salaries`)).text()
    expect(some).toContain('"base_amount":2410.50,')
  })

  it('filters employments by days', async () => {
    const { link, list } = await start(1)
    const count = async (query: string) =>
      (await list(`br/employments/?link=${link}&${query}`)).count
    expect(await count('start_date=2018-02-05')).toBe(1)
    expect(await count('start_date__gt=2018-02-05')).toBe(1)
    expect(await count('start_date__gte=2018-02-05')).toBe(2)
    expect(await count('start_date__range=2018-01-01,2018-12-31')).toBe(1)
    expect(await count('end_date__lte=2021-02-12')).toBe(1)
    expect(await count('created_at__range=2026-11-23,2026-11-23')).toBe(2)
    expect(await count('created_at__lt=2026-11-23')).toBe(0)
  })

  it('filters links by what they are', async () => {
    const { client, links, list } = await start(3)
    const [one, two] = links
    await client.post(`/_box/links/${one}/invalidate`)
    const ids = async (query: string) => (await list(`links/?${query}`)).results.map(({ id }) => id)
    expect(await ids('status=invalid')).toEqual([one])
    expect(await ids(`id__in=${two},${one}`)).toEqual([one, two])
    expect(await ids('external_id=person-0269')).toEqual([two])
    expect(await ids('created_at__gte=2026-11-24')).toEqual(links.slice(1))
    expect(await ids('institution__in=ofmockbank_br_retail')).toEqual([])
    const { created_by } = (await list('links/')).results[0] ?? {}
    expect(await ids(`created_by__not_in=${created_by}`)).toEqual([])
  })

  it('says which filter it cannot read', async () => {
    const { client, link } = await start(1)
    const wrong = async (query: string) =>
      await (await client.get(`/api/br/employments/?${query}`)).json()
    expect(await wrong('')).toMatchObject([{ code: 'required', field: 'link' }])
    expect(await wrong('link=x')).toMatchObject([{ code: 'invalid', field: 'link' }])
    expect(await wrong(`link=${link}&start_date=yesterday`)).toMatchObject([
      { code: 'invalid', field: 'start_date' },
    ])
  })
})

describe('one record', () => {
  it('is found by its id, and gone after it was deleted, until it is told of again', async () => {
    const { client, link, list } = await start(1)
    const employments = () => list(`br/employments/?link=${link}`)
    const [record] = (await employments()).results
    const path = `/api/br/employments/${record?.['id']}/`
    expect(await client.read(path)).toEqual(record)
    expect((await client.delete(path)).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
    expect((await employments()).count).toBe(1)
    await client.post('/api/br/employments/', { link })
    expect((await employments()).count).toBe(2)
  })
})
