// Lines of names with a bar for their number, the most first: what a picture shows, as text.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector("[data-ranking]")
  const make = (tag, parent, text, name) => {
    const element = document.createElement(tag)
    if (text !== undefined) element.textContent = text
    if (name) element.className = name
    parent.append(element)
    return element
  }
  const signature = JSON.stringify(data)
  if (root.dataset.signature !== signature) {
    root.dataset.signature = signature
    root.replaceChildren()
    const list = make("ol", root)
    list.setAttribute("aria-label", data.name)
    const most = Math.max(1, ...data.rows.map((row) => row.count))
    for (const row of data.rows) {
      const button = make("button", make("li", list))
      button.type = "button"
      button.dataset.key = row.key
      make("span", button, row.name, "name")
      const bar = make("span", button, "", "bar")
      bar.setAttribute("aria-hidden", "true")
      make("span", bar).style.width = `${(100 * row.count) / most}%`
      make("span", button, row.said, "number")
    }
  }
  root.onclick = (event) => {
    const key = event.target.closest("button")?.dataset.key
    if (key !== undefined) setTriggerValue("picked", key)
  }
}
