// Buttons that copy a text. Where the browser keeps the clipboard shut, the text is shown to be copied.

const TOLD = 2500 // milliseconds for which "copied" is read
const drawn = new WeakMap()

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false // a page that is neither https nor local, or a person who said no
  }
}

function shown(text) {
  const field = document.createElement("textarea")
  field.readOnly = true
  field.rows = 6
  field.value = text
  field.setAttribute("aria-label", "Text to copy")
  return field
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".copying")
  const form = JSON.stringify(data.forms)
  if (drawn.get(root) === form) return
  drawn.set(root, form)
  const told = document.createElement("span")
  told.textContent = "Copy"
  told.className = "told"
  told.setAttribute("role", "status")
  const buttons = data.forms.map(([name, text]) => {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = name
    button.setAttribute("aria-label", `Copy ${name}`)
    button.onclick = async () => {
      root.querySelector("textarea")?.remove()
      if (await copy(text)) {
        told.textContent = "Copied"
        setTimeout(() => (told.textContent = "Copy"), TOLD)
      } else {
        const field = shown(text)
        root.append(field)
        field.select()
      }
    }
    return button
  })
  root.replaceChildren(told, ...buttons)
}
