/** The look of the widget; theme keys of a token request override the custom properties. */
export const STYLE = `
:root{--color-primary-base:#1d5fd1}
body{font:16px/1.5 system-ui,sans-serif;margin:0}
main{max-width:26rem;margin:0 auto;padding:1rem}
`
