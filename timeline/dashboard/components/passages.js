// An article's text, its events marked: each passage leads to its event. Texts enter as text nodes only.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector("[data-passages]")
  const signature = JSON.stringify(data)
  if (root.dataset.signature !== signature) {
    root.dataset.signature = signature
    root.lang = data.language
    root.dir = "auto"
    root.replaceChildren()
    for (const [text, kind, key] of data.parts) {
      if (!kind) {
        root.append(text)
        continue
      }
      const mark = document.createElement("mark")
      mark.textContent = text
      mark.className = kind
      if (key) {
        mark.dataset.key = key
        mark.tabIndex = 0
        mark.setAttribute("role", "link")
        mark.title = data.hint
      }
      root.append(mark)
    }
    const sought = data.sought && root.querySelector(`[data-key="${CSS.escape(data.sought)}"]`)
    if (sought) {
      sought.classList.add("sought")
      root.scrollTop = sought.offsetTop - root.clientHeight / 3
      root.scrollIntoView({ block: "nearest" })
    }
  }
  const pick = (event) => {
    const key = event.target.closest?.("[data-key]")?.dataset.key
    if (key !== undefined && !String(window.getSelection())) setTriggerValue("picked", key)
  }
  root.onclick = pick
  root.onkeydown = (event) => {
    if (event.key !== "Enter") return
    event.preventDefault()
    pick(event)
  }
}
