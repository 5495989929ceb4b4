// The timeline itself: draws it, says which event was clicked and how wide it may be, rings the open event, and
// shows what a mark says when it is pointed at. Texts enter as text nodes only.
export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component
  const root = parentElement.querySelector("[data-picture]")
  const state = (root.timeline ??= { marks: [] })
  Object.assign(state, { data, setStateValue, setTriggerValue })
  const ns = "http://www.w3.org/2000/svg"
  const make = (tag, attributes, parent) => {
    const element = document.createElementNS(ns, tag)
    for (const [name, value] of Object.entries(attributes)) if (value !== "" && value !== null) element.setAttribute(name, value)
    parent.append(element)
    return element
  }
  const draw = () => {
    const { plate, name } = data
    const svg = document.createElementNS(ns, "svg")
    const look = { width: plate.width, height: plate.height, viewBox: `0 0 ${plate.width} ${plate.height}`, role: "img" }
    for (const [key, value] of Object.entries({ ...look, "aria-label": name, "font-family": plate.fonts })) svg.setAttribute(key, value)
    for (const [fill, stroke, width, dashes, d] of plate.paths) {
      make("path", { d, fill: fill || "none", stroke, "stroke-width": stroke && width, "stroke-dasharray": dashes }, svg)
    }
    for (const [fill, size, weight, anchor, family, written] of plate.words) {
      const group = make("g", { fill, "font-size": size, "font-weight": weight, "text-anchor": anchor, "font-family": family }, svg)
      for (let i = 0; i < written.length; i += 3) {
        make("text", { x: written[i], y: written[i + 1] }, group).textContent = written[i + 2]
      }
    }
    root.querySelector("svg, [data-room]")?.remove()
    root.prepend(svg)
    state.marks = []
    for (let i = 0; i < plate.marks.length; i += 4) {
      const [x, y, number, told] = plate.marks.slice(i, i + 4)
      state.marks.push({ x, y, told, event: plate.events[number] })
    }
    root.dataset.drawn = data.print
  }
  const rings = root.querySelector("[data-rings]")
  const ring = () => {
    rings.replaceChildren()
    for (const mark of state.marks) {
      if (mark.event !== data.selected) continue
      const dot = document.createElement("div")
      dot.style.left = `${mark.x - 11}px`
      dot.style.top = `${mark.y - 11}px`
      rings.append(dot)
    }
  }
  // What lies under the pointer: the nearest mark within reach, else the bar or label that it is on.
  const under = (event) => {
    const box = root.getBoundingClientRect()
    const x = event.clientX - box.left, y = event.clientY - box.top
    let nearest = null, least = 12
    for (const mark of state.marks) {
      const far = Math.hypot(mark.x - x, mark.y - y)
      if (far < least) [nearest, least] = [mark, far]
    }
    if (nearest) return nearest
    const { boxes, events } = state.data.plate ?? { boxes: [] }
    for (let i = 0; i < boxes.length; i += 5) {
      const [left, top, wide, tall, number] = boxes.slice(i, i + 5)
      if (x >= left && x <= left + wide && y >= top && y <= top + tall) return { event: events[number], told: "" }
    }
    return null
  }
  const hint = root.querySelector("[data-told]")
  root.onpointermove = (event) => {
    const mark = under(event)
    root.style.cursor = mark ? "pointer" : "default"
    hint.hidden = !mark?.told
    if (!mark?.told) return
    hint.textContent = mark.told
    const room = root.clientWidth - hint.offsetWidth - 4
    hint.style.left = `${Math.max(4, Math.min(mark.x + 12, room))}px`
    hint.style.top = `${Math.max(0, mark.y - hint.offsetHeight - 10)}px`
  }
  root.onpointerleave = () => { hint.hidden = true }
  root.onclick = (event) => {
    const mark = under(event)
    if (mark) state.setTriggerValue("picked", mark.event)
  }
  const save = root.querySelector("[data-save]")
  save.hidden = !(data.save && data.plate)
  save.textContent = data.save ?? ""
  save.onclick = async (event) => {
    event.stopPropagation()
    const { plate, file } = state.data
    const image = new Image()
    const copy = root.querySelector("svg").cloneNode(true)
    copy.setAttribute("xmlns", ns)
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
    await image.decode()
    const canvas = Object.assign(document.createElement("canvas"), { width: 2 * plate.width, height: 2 * plate.height })
    const paper = canvas.getContext("2d")
    paper.fillStyle = state.data.paper
    paper.fillRect(0, 0, canvas.width, canvas.height)
    paper.drawImage(image, 0, 0, canvas.width, canvas.height)
    Object.assign(document.createElement("a"), { href: canvas.toDataURL("image/png"), download: file }).click()
  }

  const room = () => document.querySelector(`.st-key-${state.data.room}`)
  const measure = () => {
    const width = Math.max(280, Math.floor((room()?.getBoundingClientRect().width ?? 0) / 8) * 8)
    if (!room() || width === state.data.width) return
    if (width === state.width && Date.now() - state.said < 2000) return soon(2100) // said, not yet answered
    state.width = width
    state.said = Date.now()
    state.setStateValue("width", width)
    soon(2100)
  }
  const soon = (wait) => {
    clearTimeout(state.timer)
    state.timer = setTimeout(measure, wait)
  }
  if (data.plate) {
    if (root.dataset.drawn !== data.print) draw()
    ring()
  } else if (!data.height) {
    root.querySelector("svg, [data-room]")?.remove()
    delete root.dataset.drawn
  } else if (!root.querySelector("svg, [data-room]")) {
    const place = document.createElement("div") // kept for the picture before its height is known
    place.dataset.room = ""
    place.style.height = `${data.height}px`
    root.prepend(place)
  }
  if (!state.resized && room()) {
    state.resized = new ResizeObserver(() => soon(60))
    state.resized.observe(room())
  }
  measure()
  return () => {
    clearTimeout(state.timer)
    state.resized?.disconnect()
    state.resized = null
  }
}
