/** What Belvo collects about a person at INSS, by the name that its webhooks use. */
export type Resource = 'EMPLOYMENTS' | 'OWNERS'

export const resources = ['EMPLOYMENTS', 'OWNERS'] as const satisfies readonly Resource[]

/** What a notice asks us to look at: one resource, or the link itself. */
export type Subject = Resource | 'LINK'
