// A picture whose marks are buttons: the map, and the table of who meets whom. Texts enter as text nodes only.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector("[data-drawing]")
  const ns = "http://www.w3.org/2000/svg"
  const held = parentElement.activeElement ?? root.getRootNode().activeElement
  const focused = held?.dataset?.key
  const make = (tag, attributes, parent, text) => {
    const element = document.createElementNS(ns, tag)
    for (const [name, value] of Object.entries(attributes)) if (value !== "" && value !== null) element.setAttribute(name, value)
    if (text !== undefined) element.textContent = text
    parent.append(element)
    return element
  }
  const signature = JSON.stringify(data)
  if (root.dataset.signature !== signature) {
    root.dataset.signature = signature
    root.replaceChildren()
    const svg = make("svg", {
      width: data.width, height: data.height, viewBox: `0 0 ${data.width} ${data.height}`, role: "group", "aria-label": data.name,
    }, root)
    const ground = make("g", { "aria-hidden": "true" }, svg)
    if (data.clip) {
      make("rect", { width: data.clip[0], height: data.clip[1] }, make("clipPath", { id: "view" }, svg))
    }
    for (const [tag, attributes, text] of data.ink) {
      const drawn = make(tag, attributes, ground, text)
      if (data.clip && tag === "path" && attributes["data-ground"]) drawn.setAttribute("clip-path", "url(#view)")
    }
    for (const target of data.targets) {
      const button = make("g", { role: "button", tabindex: 0, "aria-label": target.told, "data-key": target.key, class: "target" }, svg)
      make("title", {}, button, target.told)
      make("rect", { x: target.x, y: target.y, width: target.width, height: target.height, rx: target.round ? target.width / 2 : 2 }, button)
    }
  }
  const svg = root.querySelector("svg")
  const pick = (event) => event.target.closest?.(".target")?.dataset.key
  let dragged = false
  svg.onclick = (event) => {
    const key = pick(event)
    if (key !== undefined && !dragged) setTriggerValue("picked", key)
  }
  svg.onkeydown = (event) => {
    const key = pick(event)
    if (key !== undefined && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault()
      setTriggerValue("picked", key)
    }
  }
  if (data.clip) {
    const ground = svg.querySelector("g")
    svg.onpointerdown = (event) => {
      if (event.button || event.pointerType === "touch") return
      const from = [event.clientX, event.clientY]
      dragged = false
      svg.onpointermove = (move) => {
        const by = [move.clientX - from[0], move.clientY - from[1]]
        if (Math.hypot(...by) > 5) dragged = true
        if (dragged) ground.setAttribute("transform", `translate(${by[0]} ${by[1]})`)
      }
      svg.onpointerup = svg.onpointerleave = (up) => {
        svg.onpointermove = svg.onpointerup = svg.onpointerleave = null
        if (!dragged) return
        setTriggerValue("moved", [(from[0] - up.clientX) / data.clip[0], (from[1] - up.clientY) / data.clip[1]])
      }
    }
  }
  if (data.clip) {
    // One finger scrolls the page; two move the map and draw it closer or farther.
    const ground = svg.querySelector("g")
    const spread = ([one, other]) => ({
      x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2,
      far: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1,
    })
    let began = null, now = null
    svg.ontouchstart = (event) => {
      began = now = event.touches.length === 2 ? spread(event.touches) : null
      if (began) event.preventDefault()
    }
    svg.ontouchmove = (event) => {
      if (!began || event.touches.length !== 2) return
      event.preventDefault()
      now = spread(event.touches)
      const box = svg.getBoundingClientRect(), scale = now.far / began.far
      const at = [began.x - box.left, began.y - box.top]
      ground.setAttribute(
        "transform",
        `translate(${now.x - box.left - scale * at[0]} ${now.y - box.top - scale * at[1]}) scale(${scale})`,
      )
    }
    svg.ontouchend = svg.ontouchcancel = () => {
      if (!began) return
      const box = svg.getBoundingClientRect(), scale = now.far / began.far
      // Where the middle of what will be seen lies, in parts of what is seen now.
      const middle = [0, 1].map((i) => {
        const [from, to] = i ? [began.y - box.top, now.y - box.top] : [began.x - box.left, now.x - box.left]
        return (from + (data.clip[i] / 2 - to) / scale) / data.clip[i] - 0.5
      })
      began = null
      setTriggerValue("moved", [...middle, 1 / scale])
    }
  }
  if (focused !== undefined) root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus()
}
