// Watches the picture: says which event was clicked and how wide the picture may be, and rings the marks of the
// open event. All without redrawing it: Streamlit's own selection would dim the labels and redraw on every click.
export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component
  const state = (parentElement.timelineWatcher ??= {})
  Object.assign(state, { data, setStateValue, setTriggerValue })
  const room = () => document.querySelector(`.st-key-${state.data.chart}`)
  const plot = () => room()?.querySelector(".js-plotly-plot")
  const event = (point) => (Array.isArray(point) ? point[0] : point) || null

  const ring = (drawn) => {
    drawn.querySelector("[data-rings]")?.remove()
    if (!state.data.selected || !drawn._fullLayout?.xaxis?.d2p) return
    const rings = document.createElement("div")
    rings.dataset.rings = ""
    rings.setAttribute("aria-hidden", "true")
    rings.style.cssText = "position:absolute;inset:0;pointer-events:none;overflow:hidden"
    const { xaxis, yaxis } = drawn._fullLayout
    for (const trace of drawn._fullData) {
      if (trace.name !== "events") continue
      Array.from(trace.customdata ?? []).forEach((point, i) => {
        if (event(point) !== state.data.selected) return
        const x = xaxis._offset + xaxis.d2p(trace.x[i]), y = yaxis._offset + yaxis.d2p(trace.y[i])
        const dot = document.createElement("div")
        dot.style.cssText =
          `position:absolute;left:${x - 11}px;top:${y - 11}px;width:22px;height:22px;box-sizing:border-box;` +
          "border-radius:50%;border:2px solid currentColor;outline:2px solid var(--tl-mark)"
        rings.append(dot)
      })
    }
    drawn.append(rings)
  }
  const measure = () => {
    const width = Math.max(280, Math.floor((room()?.getBoundingClientRect().width ?? 0) / 8) * 8)
    if (!room() || width === state.data.width) return
    if (width === state.width && Date.now() - state.said < 2000) return soon(2100) // said, not yet answered
    state.width = width
    state.said = Date.now()
    state.setStateValue("width", width)
    soon(2100)
  }
  const look = () => {
    measure()
    const drawn = plot()
    if (!drawn?.on) return
    if (!drawn.timelineWatched) {
      drawn.timelineWatched = true
      drawn.on("plotly_click", (click) => {
        const id = event(click.points?.[0]?.customdata)
        if (id) state.setTriggerValue("picked", id)
      })
    }
    ring(drawn)
  }
  const soon = (wait = 60) => {
    clearTimeout(state.timer)
    state.timer = setTimeout(look, wait)
  }
  if (!state.observer) {
    const own = (node) => node.dataset?.rings !== undefined
    state.observer = new MutationObserver((changes) => {
      if (changes.some((change) => ![...change.addedNodes, ...change.removedNodes].every(own))) soon()
    })
    state.observer.observe(document.body, { childList: true, subtree: true })
    state.resized = new ResizeObserver(() => soon())
    if (room()) state.resized.observe(room())
  }
  soon()
  return () => {
    clearTimeout(state.timer)
    state.observer?.disconnect()
    state.resized?.disconnect()
    state.observer = null
  }
}
