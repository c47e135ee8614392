import { arrow, type BlankSheet, field, grid, type Mark, SHEET } from './blank-sheet.ts'

const { left, right, top, bottom } = SHEET
const WIDTH = right - left
const HEIGHT = bottom - top

/** The blank templates of the toolkit, in its order. `bin/templates` draws them into public/toolkit. */
export const blankSheets: BlankSheet[] = [
  {
    name: 'aim-statement',
    title: 'Aim statement',
    purpose: 'Fill the five boxes first, then write the sentence. Show it to someone who lives with pain.',
    marks: [
      ...field('What will be different?', left, top, 370, 80, 'For people, not for the practice'),
      ...field('For whom?', left + 392, top, 370, 80, 'Who is in, and who is left out'),
      ...field('How much?', left, top + 92, 370, 80, 'From … to …, counted how'),
      ...field('By when?', left + 392, top + 92, 370, 80, 'A date on the calendar'),
      ...field('What must not get worse?', left, top + 184, WIDTH, 60, 'This becomes the balancing measure'),
      ...field('Our aim, in one sentence', left, top + 256, WIDTH, 90),
      ...field('Who agreed it, and on which day', left, top + 358, 370, 84),
      ...field('When we look at it again', left + 392, top + 358, 370, 84),
    ],
  },
  {
    name: 'driver-diagram',
    title: 'Driver diagram',
    purpose: 'Read it aloud from left to right: we will reach this if … and that will happen if …',
    marks: [
      ...field('Aim', left, top + 150, 130, 140, 'How much, by when'),
      ...[0, 1, 2].flatMap((row) => driverRow(top + row * 152)),
    ],
  },
  {
    name: 'fishbone',
    title: 'Fishbone diagram',
    purpose: 'Write possible causes on the bones, then mark the three that you will count.',
    marks: fishbone([
      'People',
      'Process',
      'Equipment and records',
      'Place and time',
      'Policy',
      'Patients and families',
    ]),
  },
  {
    name: 'process-map',
    title: 'Process map',
    purpose: 'One lane for each role, time from left to right. Map what happens, not what ought to happen.',
    marks: [0, 1, 2, 3, 4].flatMap((lane) => [
      ...field('Who', left, top + lane * 88, 110, 82),
      {
        kind: 'box',
        x: left + 110,
        y: top + lane * 88,
        width: WIDTH - 110,
        height: 82,
        dashed: true,
      } as Mark,
    ]),
  },
  {
    name: 'pdsa',
    title: 'PDSA cycle',
    purpose: 'Fill the left side before the test. The prediction is what makes it a test.',
    marks: [
      ...field('Plan: our question', left, top, 375, 70),
      ...field('Plan: we predict that', left, top + 80, 375, 90, 'With a number'),
      ...field('Plan: who, what, where, when', left, top + 180, 375, 90),
      ...field('Plan: what we count, and who counts', left, top + 280, 375, 76),
      ...field('Plan: we stop if', left, top + 366, 375, 78, 'Anyone may call a halt'),
      ...field('Do: what happened', left + 387, top, 375, 130, 'And what was different from the plan'),
      ...field('Study: beside the prediction', left + 387, top + 140, 375, 130, 'What did we learn?'),
      ...field('Act: adopt, adapt or abandon', left + 387, top + 280, 375, 76, 'Circle one, and say why'),
      ...field('The next cycle', left + 387, top + 366, 375, 78),
    ],
  },
  {
    name: 'measurement-plan',
    title: 'Measurement plan',
    purpose: 'One row for each measure. If the last column says 0, choose another measure.',
    marks: grid(
      [
        'Measure',
        'Kind',
        'Numerator',
        'Denominator',
        'Left out',
        'Source',
        'How often, by whom',
        'Points by the end',
      ],
      [120, 70, 110, 110, 96, 90, 90, 76],
      6,
      top,
      HEIGHT,
    ),
  },
  {
    name: 'run-chart',
    title: 'Run chart',
    purpose: 'Plot a point each week. Draw the median after ten points: half of them above, half below.',
    marks: runChart(24, 10),
  },
  {
    name: 'stakeholder-map',
    title: 'Stakeholder map',
    purpose: 'Write roles, not names. Ask of each: what do they stand to gain, and to lose?',
    marks: [
      ...field('More power, less interest: keep satisfied', left + 30, top, 360, 205),
      ...field('More power, more interest: work closely with', left + 402, top, 360, 205),
      ...field('Less power, less interest: keep an eye on', left + 30, top + 217, 360, 205),
      ...field(
        'Less power, more interest: keep informed, raise their voice',
        left + 402,
        top + 217,
        360,
        205,
      ),
      arrow([left + 14, top + 422], [left + 14, top]),
      { kind: 'words', x: left, y: top - 6, words: 'Power', size: 9, bold: true },
      arrow([left + 30, bottom - 8], [right, bottom - 8]),
      { kind: 'words', x: left + 30, y: bottom + 6, words: 'Interest', size: 9, bold: true },
    ],
  },
  {
    name: 'sustainability-plan',
    title: 'Plan to hold the gains',
    purpose: 'Fill it in while the project still runs. An empty box is a risk with a date.',
    marks: [
      ...field('What we keep, in one sentence', left, top, WIDTH, 60),
      ...grid(
        ['What holds it', 'Today', 'What we will do', 'Who', 'By when'],
        [220, 160, 200, 100, 82],
        6,
        top + 72,
        280,
      ),
      ...field('The chart we watch, who looks, how often', left, top + 364, 375, 80),
      ...field('If it slips, we will', left + 387, top + 364, 375, 80),
    ],
  },
]

function driverRow(y: number): Mark[] {
  return [
    ...field('Primary driver', left + 170, y, 150, 130),
    arrow([left + 170, y + 65], [left + 132, top + 220]),
    ...[0, 1].flatMap((part) => [
      ...field('Secondary driver', left + 360, y + part * 68, 160, 62),
      arrow([left + 360, y + part * 68 + 31], [left + 322, y + 65]),
      ...field('Change ideas, to test', left + 560, y + part * 68, 202, 62),
      arrow([left + 560, y + part * 68 + 31], [left + 522, y + part * 68 + 31]),
    ]),
  ]
}

function fishbone(groups: string[]): Mark[] {
  const spine = top + 222
  const bones = groups.flatMap((group, index): Mark[] => {
    const upper = index < 3
    const x = left + 10 + (index % 3) * 195
    const y = upper ? top : bottom
    return [
      { kind: 'words', x, y: upper ? y + 10 : y - 2, words: group, size: 10.5, bold: true },
      { kind: 'line', from: [x + 20, upper ? y + 16 : y - 16], to: [x + 130, spine] },
      ...[1, 2, 3].map((step): Mark => {
        const at = upper ? y + 16 + step * 48 : y - 16 - step * 48
        const start = x + 20 + (step * 48 * 110) / 206
        return { kind: 'line', from: [start, at], to: [start + 118, at] }
      }),
    ]
  })
  return [
    arrow([left, spine], [left + 612, spine]),
    ...field('Problem', left + 614, spine - 60, 148, 120),
    ...bones,
  ]
}

function runChart(columns: number, rows: number): Mark[] {
  const x = left + 40
  const width = right - x
  const height = HEIGHT - 60
  const lines: Mark[] = []
  for (let column = 0; column <= columns; column += 1) {
    const at = x + (column * width) / columns
    lines.push({ kind: 'line', from: [at, top], to: [at, top + height] })
    if (column > 0)
      lines.push({ kind: 'words', x: at - 18, y: top + height + 14, words: String(column), size: 8 })
  }
  for (let row = 0; row <= rows; row += 1) {
    const at = top + (row * height) / rows
    lines.push({ kind: 'line', from: [x, at], to: [right, at] })
  }
  return [
    ...lines,
    {
      kind: 'words',
      x,
      y: top + height + 32,
      words: 'Week. Under each number write the date on which you counted.',
      size: 9,
    },
    {
      kind: 'words',
      x,
      y: bottom,
      words: 'Measure and unit:                                         Numerator and denominator:',
      size: 10,
      bold: true,
    },
  ]
}
