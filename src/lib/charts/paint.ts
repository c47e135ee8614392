import type { Ink, Shape } from './picture.ts'

/** Paints shapes on a canvas whose units are those of the frame. */
export function paint(
  canvas: CanvasRenderingContext2D,
  shapes: readonly Shape[],
  { inks, text, font }: { inks: Record<Ink, string>; text: number; font: string },
): void {
  for (const shape of shapes) {
    canvas.save()
    if (shape.kind === 'text') paintText(canvas, shape)
    else if (shape.kind === 'line') paintLine(canvas, shape)
    else if (shape.kind === 'steps') paintSteps(canvas, shape)
    else if (shape.kind === 'area') paintArea(canvas, shape)
    else paintBox(canvas, shape)
    canvas.restore()
  }

  function paintText(on: CanvasRenderingContext2D, shape: Extract<Shape, { kind: 'text' }>) {
    on.font = `${shape.strong ? '700 ' : ''}${text}px ${font}`
    on.fillStyle = inks.text
    on.textAlign = shape.anchor === 'middle' ? 'center' : shape.anchor
    on.fillText(shape.words, shape.x, shape.y)
  }

  function paintLine(
    on: CanvasRenderingContext2D,
    { x1, y1, x2, y2, ink, width, dash }: Extract<Shape, { kind: 'line' }>,
  ) {
    on.strokeStyle = inks[ink]
    on.lineWidth = width
    on.setLineDash(dash ?? [])
    on.beginPath()
    on.moveTo(x1, y1)
    on.lineTo(x2, y2)
    on.stroke()
  }

  function paintSteps(on: CanvasRenderingContext2D, shape: Extract<Shape, { kind: 'steps' }>) {
    on.strokeStyle = inks[shape.ink]
    on.lineWidth = shape.width
    on.setLineDash(shape.dash ?? [])
    on.beginPath()
    for (const path of shape.paths) {
      path.forEach(([x, y], at) => {
        if (at === 0) on.moveTo(x, y)
        else on.lineTo(x, y)
      })
    }
    on.stroke()
  }

  function paintArea(on: CanvasRenderingContext2D, shape: Extract<Shape, { kind: 'area' }>) {
    on.fillStyle = inks[shape.fill]
    on.globalAlpha = shape.opacity
    on.beginPath()
    for (const [x, y] of shape.outline) on.lineTo(x, y)
    on.closePath()
    on.fill()
  }

  function paintBox(on: CanvasRenderingContext2D, shape: Extract<Shape, { kind: 'box' }>) {
    on.beginPath()
    on.roundRect(shape.x, shape.y, shape.width, shape.height, shape.round)
    on.fillStyle = inks[shape.fill]
    on.globalAlpha = shape.opacity ?? 1
    on.fill()
    if (!shape.ink) return
    on.strokeStyle = inks[shape.ink]
    on.lineWidth = 1.5
    on.stroke()
  }
}
