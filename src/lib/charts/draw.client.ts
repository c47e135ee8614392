import {
  Chart,
  type ChartConfiguration,
  LinearScale,
  LineController,
  LineElement,
  type Plugin,
  PointElement,
  Tooltip,
} from 'chart.js'
import { pointFacts } from './describe.ts'
import { type Frame, frameOf, markerRadius, wrapped } from './layout.ts'
import { paint } from './paint.ts'
import { backdropOf, figuresInk, type Ink, inks } from './picture.ts'
import type { ChartPoint, ChartReading } from './reading.ts'

Chart.register(LineController, LineElement, PointElement, LinearScale, Tooltip)

const TEXT = 15
/** Below this width a tooltip would cover the chart: the line below it says the same. */
const NARROW = 560
const HINT = 'Point at a figure or use the arrow keys to read it.'

const styles = {
  circle: 'circle',
  ring: 'circle',
  gap: 'circle',
  diamond: 'rectRot',
  triangle: 'triangle',
  square: 'rect',
  ghost: 'crossRot',
} as const satisfies Record<ChartPoint['marker'], string>
const large: ChartPoint['marker'][] = ['diamond', 'triangle', 'square', 'ghost']

/**
 * Draws the reading inside the element with Chart.js over the server's SVG, which stays for print and for
 * anyone without this script. Chart.js draws the figures; the shared picture draws all the rest.
 */
class RunChartElement extends HTMLElement {
  private chart: Chart | undefined
  private points: ChartPoint[] = []
  private at = -1

  connectedCallback() {
    const model = this.querySelector('script[type="application/json"]')?.textContent
    if (!model || this.chart) return
    const reading = JSON.parse(model) as ChartReading
    if (reading.points.every(({ value }) => value === null)) return
    this.draw(reading)
  }

  disconnectedCallback() {
    this.chart?.destroy()
    this.chart = undefined
    this.querySelector('.chart-live')?.remove()
    this.querySelector('.chart-from')?.remove()
    this.classList.remove('chart-is-drawn')
  }

  private draw(reading: ChartReading) {
    this.points = reading.points
    const live = this.ownerDocument.createElement('div')
    live.className = 'chart-live'
    live.tabIndex = 0
    live.setAttribute('role', 'application')
    const isTraced = reading.points.some(({ href }) => href)
    const trace = isTraced ? ', Enter opens the page that says where it comes from' : ''
    live.setAttribute(
      'aria-label',
      `${reading.altText} Left and right arrow keys read the figures one by one${trace}.`,
    )
    const holder = this.ownerDocument.createElement('div')
    holder.className = 'chart-canvas'
    const canvas = this.ownerDocument.createElement('canvas')
    canvas.setAttribute('aria-hidden', 'true')
    const readOut = this.ownerDocument.createElement('p')
    readOut.className = 'chart-read-out'
    readOut.setAttribute('aria-live', 'polite')
    readOut.textContent = HINT
    holder.append(canvas)
    live.append(holder, readOut)
    const from = this.ownerDocument.createElement('a')
    from.className = 'chart-from'
    this.prepend(live, ...(isTraced ? [from] : []))
    this.classList.add('chart-is-drawn')

    const style = getComputedStyle(this)
    const own = Object.fromEntries(
      Object.entries(inks).map(([ink, fallback]) => [
        ink,
        style.getPropertyValue(`--chart-${ink}`).trim() || fallback,
      ]),
    ) as Record<Ink, string>
    const tell = (point: ChartPoint) => {
      readOut.textContent = `${pointFacts(point, reading).join('. ')}.`
      from.textContent = point.href ? `Where the figure of ${point.longLabel} comes from` : ''
      if (point.href) from.href = point.href
    }
    this.chart = new Chart(canvas, configurationOf(reading, own, style.fontFamily, holder, tell))
    live.addEventListener('keydown', (event) => this.move(event, tell))
    // The line below keeps its words: were it to shrink under a pressed pointer, the click would miss its target.
    live.addEventListener('blur', () => this.show(-1))
  }

  private move(event: KeyboardEvent, tell: (point: ChartPoint) => void) {
    const { points } = this
    const last = points.length - 1
    const href = points[this.at]?.href
    if (event.key === 'Enter' && href) location.assign(href)
    const next = {
      ArrowLeft: this.at < 0 ? last : Math.max(0, this.at - 1),
      ArrowRight: Math.min(last, this.at + 1),
      Home: 0,
      End: last,
    }[event.key]
    const point = next === undefined ? undefined : points[next]
    if (next === undefined || !point) return
    event.preventDefault()
    this.show(next)
    tell(point)
  }

  private show(at: number) {
    this.at = at
    const { chart } = this
    if (!chart) return
    const drawn = at >= 0 && this.points[at]?.value !== null
    const active = drawn ? [{ datasetIndex: 0, index: at }] : []
    chart.setActiveElements(active)
    chart.tooltip?.setActiveElements(active, { x: 0, y: 0 })
    chart.update('none')
  }
}

function configurationOf(
  reading: ChartReading,
  own: Record<Ink, string>,
  font: string,
  holder: HTMLElement,
  tell: (point: ChartPoint) => void,
): ChartConfiguration<'line', { x: number; y: number }[]> {
  const { points, slots, y } = reading
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  let frame: Frame = frameAt(holder.clientWidth)
  holder.style.height = `${frame.height}px`

  function frameAt(width: number) {
    return frameOf(reading, { width, plotHeight: width < NARROW ? 220 : 300, text: TEXT })
  }

  const picture: Plugin<'line'> = {
    id: 'picture',
    beforeLayout(chart) {
      frame = frameAt(chart.width)
      const { left, right, top, bottom, height } = frame
      holder.style.height = `${height}px`
      chart.options.layout = {
        padding: { left, right: chart.width - right, top, bottom: Math.max(0, chart.height - bottom) },
      }
    },
    beforeDatasetsDraw(chart) {
      paint(chart.ctx, backdropOf(reading, frame), { inks: own, text: TEXT, font })
    },
  }
  const radius = () => markerRadius(frame, points.length)

  return {
    type: 'line',
    data: {
      datasets: [
        {
          data: points.map(({ value }, slot) => ({ x: slot + 0.5, y: value ?? Number.NaN })),
          borderColor: own[figuresInk(reading)],
          borderWidth: 2,
          spanGaps: false,
          pointStyle: points.map(({ marker }) => styles[marker]),
          pointRadius: ({ dataIndex }) =>
            radius() * (large.includes(points[dataIndex]?.marker ?? 'circle') ? 1.4 : 1),
          pointHoverRadius: () => radius() * 1.8,
          pointHitRadius: 12,
          pointBackgroundColor: points.map(({ marker, colour }) => own[marker === 'ring' ? 'paper' : colour]),
          pointBorderColor: points.map(({ colour }) => own[colour]),
          pointBorderWidth: 1.5,
          clip: false,
        },
      ],
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: still ? false : { duration: 300 },
      onHover: (_, [active], { width }) => {
        const point = points[active?.index ?? -1]
        if (point && width < NARROW) tell(point)
        holder.style.cursor = point?.href ? 'pointer' : ''
      },
      onClick: ({ native }, _, chart) => {
        const [hit] = native
          ? chart.getElementsAtEventForMode(native, 'nearest', { intersect: true }, false)
          : []
        const point = points[hit?.index ?? -1]
        if (point) follow(point, native as PointerEvent, tell)
      },
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      scales: {
        x: { type: 'linear', display: false, min: 0, max: slots.length },
        y: { type: 'linear', display: false, min: y.from, max: y.to },
      },
      plugins: {
        tooltip: {
          filter: ({ chart }) => chart.width >= NARROW,
          displayColors: false,
          backgroundColor: own.text,
          titleColor: own.paper,
          bodyColor: own.paper,
          titleFont: { family: font, size: TEXT },
          bodyFont: { family: font, size: TEXT },
          callbacks: {
            title: ([item]) => points[item?.dataIndex ?? -1]?.longLabel ?? '',
            label: ({ dataIndex }) => {
              const point = points[dataIndex]
              if (!point) return ''
              // Chart.js does not break lines.
              const width = Math.min(420, frame.size.width * 0.75)
              return pointFacts(point, reading)
                .slice(1)
                .flatMap((fact) => wrapped(fact, width, TEXT))
            },
          },
        },
      },
    },
    plugins: [picture],
  }
}

/** A finger reads a figure, and then has the link below it; a mouse has read it by pointing. */
function follow(point: ChartPoint, event: PointerEvent, tell: (point: ChartPoint) => void) {
  const { href } = point
  if (event.pointerType === 'touch' || !href) tell(point)
  else if (event.ctrlKey || event.metaKey) open(href)
  else location.assign(href)
}

if (!customElements.get('run-chart')) customElements.define('run-chart', RunChartElement)
