// The overview strip: how many events stand where, and the range as a window that can be drawn, moved and resized.
// Positions are fractions of the span; days are counted from its first.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector("[data-overview]")
  const svg = root.querySelector("svg")
  const spoken = root.querySelector("[data-range]")
  const days = data.days
  const ns = "http://www.w3.org/2000/svg"
  const shape = (tag, attributes, parent = svg) => {
    const element = document.createElementNS(ns, tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    parent.append(element)
    return element
  }
  let [from, to] = data.range
  const clamp = (value) => Math.min(1, Math.max(0, value))
  const report = () => {
    const first = Math.floor(from * days), last = Math.max(first, Math.ceil(to * days) - 1)
    setTriggerValue("brushed", from <= 0 && to >= 1 ? "whole" : [first, last])
  }
  svg.replaceChildren()
  root.querySelectorAll("[data-ends] span").forEach((end, i) => { end.textContent = data.ends[i] })
  const top = Math.max(1, ...data.all)
  const width = 1000 / data.all.length
  data.all.forEach((count, i) => {
    if (!count) return
    const scale = (n) => 4 + 30 * Math.sqrt(n / top)
    const tall = scale(count)
    shape("rect", { x: i * width, width: Math.max(width - 1, 0.6), y: 40 - tall, height: tall, class: "all" })
    const kept = data.shown[i]
    if (kept) {
      const part = scale(kept)
      shape("rect", { x: i * width, width: Math.max(width - 1, 0.6), y: 40 - part, height: part, class: "shown" })
    }
  })
  const before = shape("rect", { y: 0, height: 40, x: 0, class: "veil" })
  const after = shape("rect", { y: 0, height: 40, class: "veil" })
  const frame = shape("rect", { y: 0.5, height: 39, class: "frame" })
  const edges = ["from", "to"].map((name) => shape("rect", { y: 0, height: 40, width: 4, class: "edge", "data-edge": name }))
  const draw = () => {
    before.setAttribute("width", from * 1000)
    after.setAttribute("x", to * 1000)
    after.setAttribute("width", (1 - to) * 1000)
    frame.setAttribute("x", from * 1000)
    frame.setAttribute("width", Math.max(2, (to - from) * 1000))
    edges[0].setAttribute("x", from * 1000 - 2)
    edges[1].setAttribute("x", to * 1000 - 2)
    spoken.setAttribute("aria-valuetext", data.said)
    spoken.setAttribute("aria-valuenow", Math.round(((from + to) / 2) * 100))
  }
  draw()
  const at = (event) => {
    const box = svg.getBoundingClientRect()
    return clamp((event.clientX - box.left) / box.width)
  }
  svg.onpointerdown = (event) => {
    if (event.button) return
    event.preventDefault()
    svg.setPointerCapture(event.pointerId)
    const origin = at(event), was = [from, to]
    const reach = 8 / svg.getBoundingClientRect().width
    const whole = from <= 0 && to >= 1
    let mode = "draw"
    if (Math.abs(origin - from) < reach && !whole) mode = "from"
    else if (Math.abs(origin - to) < reach && !whole) mode = "to"
    else if (origin > from && origin < to && !whole) mode = "move"
    svg.onpointermove = (move) => {
      const here = at(move)
      if (mode === "draw") [from, to] = [Math.min(origin, here), Math.max(origin, here)]
      if (mode === "from") from = Math.min(here, was[1])
      if (mode === "to") to = Math.max(here, was[0])
      if (mode === "move") {
        const shift = Math.min(1 - was[1], Math.max(-was[0], here - origin))
        ;[from, to] = [was[0] + shift, was[1] + shift]
      }
      draw()
    }
    svg.onpointerup = () => {
      svg.onpointermove = svg.onpointerup = null
      if (to - from < 0.002) [from, to] = was
      if (from !== was[0] || to !== was[1]) report()
      draw()
    }
  }
  svg.ondblclick = () => setTriggerValue("brushed", "whole")
  spoken.setAttribute("aria-label", data.name)
  spoken.hidden = false // not before it has a name and a value
  spoken.onkeydown = (event) => {
    const size = to - from
    const step = { ArrowLeft: -size / 4, ArrowRight: size / 4 }[event.key]
    if (step !== undefined) {
      const shift = Math.min(1 - to, Math.max(-from, step))
      ;[from, to] = [from + shift, to + shift]
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const grow = event.key === "ArrowUp" ? -size / 4 : size / 2
      ;[from, to] = [clamp(from - grow), clamp(to + grow)]
    } else if (event.key === "Escape" || event.key === "Home") [from, to] = [0, 1]
    else return
    event.preventDefault()
    draw()
    report()
  }
}
