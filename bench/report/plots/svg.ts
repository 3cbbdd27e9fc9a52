export const colours = [
  '#1b4079',
  '#c8553d',
  '#4d7c8a',
  '#e0a458',
  '#6b4e71',
  '#7f9c64',
  '#8c8c8c',
  '#c2a5b5',
]

export const size = { width: 760, height: 360, left: 64, right: 150, top: 24, bottom: 44 }

/** A drawing with a frame of text in the colours of the page it stands on. */
export function svg(title: string, body: readonly string[]): string {
  const { width, height } = size
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}" font-family="system-ui, sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...body,
    '</svg>',
    '',
  ].join('\n')
}

export function text(x: number, y: number, words: string, anchor = 'start'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="#222">${words}</text>`
}

/** Names with their colours, at the right. */
export function legend(names: readonly string[]): string[] {
  const x = size.width - size.right + 16
  return names.flatMap((name, at) => [
    `<rect x="${x}" y="${size.top + at * 20}" width="12" height="12" fill="${colours[at % colours.length]}"/>`,
    text(x + 18, size.top + at * 20 + 11, name),
  ])
}

export const round = (value: number) => Math.round(value * 10) / 10
