// Keeps the page fresh; everything on it works without this script too.

const EVERY_MS = 2000

setInterval(() => {
  if (document.visibilityState === 'visible') void refresh()
}, EVERY_MS)

document.addEventListener('submit', (event) => {
  event.preventDefault()
  const { target, submitter } = event
  const body = new URLSearchParams(new FormData(target, submitter))
  submitter?.blur()
  void fetch(target.action, { method: 'POST', body }).then(refresh)
})

/** Replaces what changed, and leaves alone what somebody is using. */
async function refresh() {
  const response = await fetch('/')
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  for (const part of document.querySelectorAll('[data-live]')) {
    const next = fresh.getElementById(part.id)
    if (!next || part.contains(document.activeElement)) continue
    if (part.innerHTML !== next.innerHTML) part.innerHTML = next.innerHTML
  }
}
