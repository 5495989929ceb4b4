// The list twin: the events of the picture as a table, in the same order. Text only ever enters as text.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector("[data-list]")
  const make = (tag, parent, text, name) => {
    const element = document.createElement(tag)
    if (text !== undefined && text !== null) element.textContent = text
    if (name) element.className = name
    parent.append(element)
    return element
  }
  const mark = () => {
    for (const row of root.querySelectorAll("tr[data-event]")) {
      const chosen = row.dataset.event === data.selected
      row.classList.toggle("chosen", chosen)
      row.querySelector("button").setAttribute("aria-pressed", String(chosen))
    }
  }
  const signature = JSON.stringify([data.rows, data.columns, data.name])
  if (root.dataset.signature !== signature) {
    root.dataset.signature = signature
    root.replaceChildren()
    const table = make("table", root)
    make("caption", table, data.name, "unseen")
    const head = make("tr", make("thead", table))
    for (const column of data.columns) make("th", head, column).scope = "col"
    const body = make("tbody", table)
    let group = null
    for (const row of data.rows) {
      if (row.group && row.group !== group) {
        group = row.group
        const heading = make("th", make("tr", body, undefined, "group"), group)
        heading.colSpan = data.columns.length
        heading.scope = "colgroup"
      }
      const line = make("tr", body)
      line.dataset.event = row.id
      make("td", line, row.date, "date")
      const cell = make("td", line, undefined, "what")
      const button = make("button", cell, row.title)
      button.type = "button"
      if (row.original) {
        const original = make("div", cell, row.original, "original")
        original.lang = row.language
        original.dir = "auto"
      } else if (row.language) {
        button.lang = row.language
        button.dir = "auto"
      }
      make("td", line, row.actors, "actors")
      const kind = make("td", line, row.kind, "kind")
      if (row.status) make("span", kind, row.status, "status")
    }
  }
  root.onclick = (event) => {
    const row = event.target.closest("tr[data-event]")
    if (row && !String(window.getSelection())) setTriggerValue("picked", row.dataset.event)
  }
  root.onkeydown = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    const buttons = [...root.querySelectorAll("button")]
    const next = buttons[buttons.indexOf(parentElement.activeElement ?? document.activeElement) + step]
    if (next) {
      event.preventDefault()
      next.focus()
    }
  }
  mark()
}
