// Watches the picture: reports the width there is for it, and rings the marks of the open event without redrawing.
export default function (component) {
  const { data, parentElement, setStateValue } = component
  const ours = () => document.querySelector(`.st-key-${data.chart}`)
  const state = (parentElement.timelineWatcher ??= {})
  state.data = data
  state.report = setStateValue

  const ring = () => {
    const plot = ours()?.querySelector(".js-plotly-plot")
    if (!plot?._fullLayout?.xaxis?.d2p) return
    plot.querySelector("[data-rings]")?.remove()
    if (!state.data.selected) return
    const rings = document.createElement("div")
    rings.dataset.rings = ""
    rings.setAttribute("aria-hidden", "true")
    rings.style.cssText = "position:absolute;inset:0;pointer-events:none;overflow:hidden"
    const { xaxis, yaxis } = plot._fullLayout
    for (const trace of plot._fullData) {
      const ids = trace.customdata ?? []
      for (let i = 0; i < ids.length; i += 1) {
        const id = Array.isArray(ids[i]) ? ids[i][0] : ids[i]
        if (id !== state.data.selected || !(trace.mode ?? "").includes("markers")) continue
        const x = xaxis._offset + xaxis.d2p(trace.x[i]), y = yaxis._offset + yaxis.d2p(trace.y[i])
        const dot = document.createElement("div")
        dot.dataset.rings = ""
        dot.style.cssText =
          `position:absolute;left:${x - 12}px;top:${y - 12}px;width:24px;height:24px;box-sizing:border-box;` +
          "border-radius:50%;border:2.5px solid var(--st-primary-color)"
        rings.append(dot)
      }
    }
    plot.append(rings)
  }
  const measure = () => {
    const box = ours()?.parentElement?.getBoundingClientRect()
    if (!box?.width) return
    const width = Math.max(280, Math.floor(box.width / 20) * 20)
    if (state.width === width) return
    state.width = width
    state.report("width", width)
  }
  const look = () => {
    clearTimeout(state.timer)
    state.timer = setTimeout(() => { measure(); ring() }, 80)
  }
  if (!state.observer) {
    state.observer = new MutationObserver((changes) => {
      const own = (node) => node.dataset?.rings !== undefined
      if (changes.some((change) => ![...change.addedNodes, ...change.removedNodes].every(own))) look()
    })
    state.observer.observe(document.body, { childList: true, subtree: true })
    window.addEventListener("resize", look)
    state.look = look
  }
  state.width = data.width
  look()
  return () => {
    state.observer?.disconnect()
    window.removeEventListener("resize", state.look)
    state.observer = null
  }
}
