/**
 * Within this time the same button is pressed once, however often it is clicked. The server answers a second press like
 * the first (`web/once.ts`); this spares the browser from breaking off the first to ask again. Nothing is disabled.
 */
const ONE_PRESS_MS = 1000

let last: { button: Element | null; at: number } | undefined

document.addEventListener('submit', (event) => {
  const { submitter: button, timeStamp: at } = event
  if (last && last.button === button && at - last.at < ONE_PRESS_MS) event.preventDefault()
  else last = { button, at }
})
