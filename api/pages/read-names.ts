/** What was read by a route that hands out data, in Portuguese. */
export const readNames: Readonly<Record<string, string>> = {
  '/v1/links/{id}/employments': 'Empregos e salários',
  '/v1/links/{id}/owners': 'Dados pessoais',
  '/v1/links/{id}/income': 'Renda mês a mês',
  '/v1/links/{id}/sufficiency': 'Se os dados de renda são suficientes',
  '/v1/links/{id}/explain': 'A origem de um dado',
  '/v1/links/{id}/facts': 'O histórico do que soubemos',
  '/v1/facts': 'O histórico do que soubemos',
  '/v1/quarantine/{id}/{resource}': 'Uma resposta da Belvo que não pôde ser interpretada',
  '/v1/people/{externalId}/export': 'Este documento',
}
