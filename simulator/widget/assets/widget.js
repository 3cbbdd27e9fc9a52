// The widget works without this script; with it, mistakes show while one types and waiting shows.

const form = document.querySelector('form[data-connect]')
const cpf = document.querySelector('#cpf')
const password = document.querySelector('#password')
const consent = document.querySelector('#consent')

if (cpf) {
  cpf.addEventListener('input', () => {
    cpf.value = punctuated(digitsOf(cpf.value))
    judgeCpf(digitsOf(cpf.value).length === 11)
  })
  cpf.addEventListener('blur', () => judgeCpf(cpf.value !== ''))
}

const reveal = document.querySelector('.reveal')
if (reveal) {
  reveal.hidden = false
  reveal.addEventListener('click', () => {
    const shown = password.type === 'text'
    password.type = shown ? 'password' : 'text'
    reveal.textContent = shown ? 'Mostrar' : 'Ocultar'
    reveal.setAttribute('aria-pressed', String(!shown))
  })
}

if (form) {
  form.noValidate = true
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const wrong = firstMistake()
    if (wrong) wrong.focus()
    else void connect()
  })
}

const dialog = document.querySelector('dialog')
const exit = document.querySelector('form[data-exit]')
if (dialog && exit) {
  exit.addEventListener('submit', (event) => {
    if (dialog.open) return
    event.preventDefault()
    dialog.showModal()
  })
  dialog.querySelector('[data-leave]').addEventListener('click', () => exit.submit())
}

async function connect() {
  show('waiting')
  try {
    const [answer] = await Promise.all([
      fetch(form.action, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams(new FormData(form)),
      }).then((response) => response.json()),
      pause(1200),
    ])
    if (answer.problem) return tell(answer)
    if (answer.connected) {
      show('connected')
      await pause(1400)
    }
    if (answer.redirect) location.assign(answer.redirect)
  } catch {
    tell({ problem: 'A conexão com a internet falhou. Tente de novo.' })
  }
}

function tell({ problem, field }) {
  show('form')
  const alert = document.querySelector('.problem')
  alert.hidden = false
  alert.querySelector('span').textContent = problem
  const about = field && document.getElementById(field)
  ;(about || password).focus()
  alert.scrollIntoView({ block: 'nearest' })
}

/** One of the page's three faces: the form, waiting, connected. */
function show(face) {
  for (const element of document.querySelectorAll('[data-face]')) {
    element.hidden = element.dataset.face !== face
  }
  if (face !== 'form') document.querySelector(`[data-face="${face}"]`).focus()
}

function firstMistake() {
  const wrong = []
  if (cpf && !judgeCpf(true)) wrong.push(cpf)
  if (!judge(password, password.value !== '', 'Digite a sua senha.')) wrong.push(password)
  if (!judge(consent, consent.checked, 'Para continuar, marque a autorização.')) wrong.push(consent)
  return wrong[0]
}

function judgeCpf(ready) {
  if (!ready) return judge(cpf, true, '')
  const right = isValidCpf(digitsOf(cpf.value))
  return judge(cpf, right, 'Este CPF não é válido. Confira os números.', 'CPF válido')
}

function judge(field, right, wrongWords, rightWords = '') {
  const hint = document.getElementById(`${field.id}-hint`)
  field.setAttribute('aria-invalid', String(!right))
  hint.textContent = right ? rightWords : wrongWords
  hint.className = `hint ${right ? 'right' : 'wrong'}`
  return right
}

function digitsOf(text) {
  return text.replace(/\D/g, '').slice(0, 11)
}

function punctuated(digits) {
  return digits
    .replace(/^(\d{3})(\d)/, '$1.$2')
    .replace(/^(\d{3}\.\d{3})(\d)/, '$1.$2')
    .replace(/^(\d{3}\.\d{3}\.\d{3})(\d)/, '$1-$2')
}

/** The rule of `lives/cpf.ts`, which a browser cannot read. */
function isValidCpf(digits) {
  if (!/^\d{11}$/.test(digits) || /^(\d)\1+$/.test(digits)) return false
  return [9, 10].every((length) => {
    let sum = 0
    for (let i = 0; i < length; i++) sum += Number(digits[i]) * (length + 1 - i)
    return Number(digits[length]) === ((sum * 10) % 11) % 10
  })
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
