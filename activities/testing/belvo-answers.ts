/** Belvo's answers as they go over the wire, for what the simulator would have to be bent to say. */

export function linkReport(id: string, changes: object = {}) {
  return {
    id,
    institution: 'inss_br_employment',
    status: 'valid',
    access_mode: 'recurrent',
    refresh_rate: '7d',
    stale_in: '365d',
    external_id: null,
    created_at: new Date().toISOString(),
    last_accessed_at: new Date().toISOString(),
    ...changes,
  }
}

export function notFound(): Response {
  return Response.json([{ code: 'not_found', message: '', request_id: 'r' }], { status: 404 })
}

export function listOf(results: object[]): string {
  return JSON.stringify({ count: results.length, next: null, previous: null, results })
}

export function employmentOf(link: string, changes: object = {}) {
  return {
    id: '0f0d5b54-6a53-4c7b-9d4c-3f7ad1c3b9a2',
    link,
    created_at: '2026-11-20T14:03:10.102300Z',
    collected_at: '2026-11-20T14:03:09.880102Z',
    start_date: '2021-03-01',
    end_date: null,
    employer_data: {
      name: 'Padaria Aurora',
      code: '01222333',
      economic_activity: '4721-1 - PADARIA',
    },
    occupations: [],
    salaries: [],
    ...changes,
  }
}

export function salaryOf(month: string, base_amount: number, type: string | null = 'REGULAR') {
  return { month, base_amount, retained_amount: 201.77, type, currency: 'BRL' }
}
