// Three buttons that put the picture, the link or the chronology on the clipboard. What a browser refuses is said.
// The picture is drawn here from its SVG, at twice its size; nothing is fetched. Texts enter as text only.
export default function (component) {
  const { data, parentElement } = component
  const root = parentElement.querySelector("[data-copying]")
  root.replaceChildren()
  const said = document.createElement("output")
  const say = (words) => {
    said.textContent = words
  }
  const drawn = async () => {
    const image = new Image()
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(data.picture)}`
    await image.decode()
    const canvas = document.createElement("canvas")
    canvas.width = 2 * image.naturalWidth
    canvas.height = 2 * image.naturalHeight
    const ink = canvas.getContext("2d")
    ink.fillStyle = "#fff"
    ink.fillRect(0, 0, canvas.width, canvas.height)
    ink.drawImage(image, 0, 0, canvas.width, canvas.height)
    return new Promise((done, failed) => {
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png")
    })
  }
  // For pages that are not served securely, where a browser has no clipboard to write to.
  const oldWay = (kinds) => {
    let done = false
    const give = (event) => {
      for (const [kind, words] of Object.entries(kinds)) event.clipboardData.setData(kind, words)
      event.preventDefault()
      done = true
    }
    document.addEventListener("copy", give, { capture: true, once: true })
    document.execCommand("copy")
    document.removeEventListener("copy", give, { capture: true })
    return done
  }
  const put = async (kinds) => {
    try {
      const parts = Object.entries(kinds).map(([kind, words]) => [kind, new Blob([words], { type: kind })])
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))])
    } catch (refused) {
      if (!oldWay(kinds)) throw refused
    }
  }
  const actions = {
    picture: () => navigator.clipboard.write([new ClipboardItem({ "image/png": drawn() })]),
    link: () => put({ "text/plain": data.link }),
    words: () => put({ "text/plain": data.plain, "text/html": data.html }),
  }
  for (const [name, act] of Object.entries(actions)) {
    if (!data.labels[name]) continue
    const button = document.createElement("button")
    button.type = "button"
    button.dataset.copies = name
    button.textContent = data.labels[name]
    button.addEventListener("click", async () => {
      say("")
      try {
        await act()
        say(data.labels.done)
      } catch {
        say(name === "picture" ? data.labels.no_picture : data.labels.refused)
      }
    })
    root.append(button)
  }
  root.append(said)
}
