// Draws paragraphs of text with marks. Words are only ever set as text: nothing here reads HTML.

const SIGNS = {
  supported: ["\u2713", "agrees"],
  contradicted: ["\u2717", "differs"],
  conflicting: ["\u21c4", "releases disagree"],
  not_found: ["?", "not in the releases"],
}
SIGNS.fault = SIGNS.contradicted // the figure that makes its statement differ
const drawn = new WeakMap()

function element(name, className, text) {
  const made = document.createElement(name)
  if (className) made.className = className
  if (text !== undefined) made.textContent = text
  return made
}

// A marked piece: words in <mark>; the last of a verdict also gets its sign and word, as a button.
function markOf(piece, open) {
  const sign = SIGNS[piece.kind]
  const mark = element("mark", piece.kind, piece.text)
  if (!piece.target) return mark
  if (sign) {
    const group = element("span", "judged")
    group.append(mark, " ", control(sign.join(" "), `verdict ${piece.kind}`, piece.target, open))
    return group
  }
  return control(piece.text, `${piece.kind} linked`, piece.target, open)
}

function control(text, className, target, open) {
  const made = element("span", className, text)
  if (!target) return made
  made.setAttribute("role", className.endsWith("linked") ? "link" : "button")
  made.tabIndex = 0
  made.onclick = () => open(target)
  made.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return
    event.preventDefault()
    open(target)
  }
  return made
}

const TAGS = { heading: "h2", quote: "blockquote" }

function paragraphOf(paragraph, open) {
  const made = element(TAGS[paragraph.kind] || "p", paragraph.kind)
  made.dir = "auto"
  for (const piece of paragraph.pieces) {
    if (piece.kind === "inferred") {
      const inferred = element("span", "inferred")
      inferred.append(element("i", "", piece.text), element("small", "", " inferred"))
      if (piece.target) inferred.title = piece.target
      made.append(inferred)
    } else made.append(piece.kind ? markOf(piece, open) : piece.text)
  }
  return made
}

function fill(root, data, open) {
  let fold = null
  root.replaceChildren()
  for (const paragraph of data.paragraphs) {
    const made = paragraphOf(paragraph, open)
    if (!paragraph.folded) {
      fold = null
      root.append(made)
      continue
    }
    if (!fold || fold.dataset.summary !== paragraph.folded) {
      fold = element("details")
      fold.dataset.summary = paragraph.folded
      fold.append(element("summary", "", paragraph.folded))
      root.append(fold)
    }
    fold.append(made)
  }
}

const ROOM = { mark: 90, whole: 170, boxed: 200 } // pixels kept free above what is brought into sight
const HELD = 4000 // milliseconds in which something stays in sight while the page still grows
const ACTS = ["wheel", "touchstart", "pointerdown", "keydown"] // of a person, who scrolls as they like
let letGo = () => {}

// Keeps an element in sight until the page has come to rest or a person acts. Streamlit scrolls a
// page with a chat box to its end; a turn of the wheel, here one of no length, stops it.
function hold(element, room) {
  letGo()
  const holding = new AbortController()
  const heard = { capture: true, passive: true, signal: holding.signal }
  const keep = () => {
    const frame = element.getBoundingClientRect()
    if (Math.ceil(frame.top) >= room && frame.bottom <= innerHeight - ROOM.mark) return
    element.dispatchEvent(new WheelEvent("wheel", { bubbles: true, composed: true }))
    element.scrollIntoView({ block: "start" })
  }
  letGo = () => holding.abort()
  addEventListener("scroll", keep, heard)
  for (const act of ACTS) addEventListener(act, (event) => event.isTrusted && letGo(), heard)
  setTimeout(() => holding.abort(), HELD)
  element.style.scrollMarginTop = `${room}px`
  keep()
}

// Brings the first mark, or the whole text, into sight: a mark inside its box first of all.
function reveal(root, wanted) {
  const boxed = root.classList.contains("boxed")
  const mark = root.querySelector("mark.answer, mark.cited") || root.querySelector("mark")
  if (wanted === "mark" && !mark) return
  const fold = mark && mark.closest("details")
  if (fold && wanted === "mark") fold.open = true
  if (boxed) root.scrollTop = mark.offsetTop - root.clientHeight / 4
  hold(boxed || wanted === "whole" ? root : mark, ROOM[boxed ? "boxed" : wanted])
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".words")
  const form = JSON.stringify([data.paragraphs, data.height])
  const before = drawn.get(root)
  drawn.set(root, { form, again: data.again })
  if (before?.form === form) {
    if (before.again !== data.again) reveal(root, data.reveal)
    return
  }
  fill(root, data, (target) => setTriggerValue("opened", target))
  root.classList.toggle("boxed", Boolean(data.height))
  root.style.maxHeight = data.height ? `${data.height}px` : ""
  if (data.height) root.tabIndex = 0
  if (data.reveal) requestAnimationFrame(() => reveal(root, data.reveal))
}
