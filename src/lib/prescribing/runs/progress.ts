export interface Progress {
  rows: number
  megabytes: number
  /** Of the whole file; null while its size is unknown. */
  percent: number | null
  megabytesPerSecond: number
  /** Null until enough was read to tell. */
  secondsLeft: number | null
}

interface Measured {
  bytes: number | null
  bytesRead: number
  rowsRead: number
  startedAt: Date
  heardAt: Date
}

const TELLS_AFTER_SECONDS = 2

/** How far a run is and how fast it goes, by the bytes of the file as it came. */
export function progressOf({ bytes, bytesRead, rowsRead, startedAt, heardAt }: Measured): Progress {
  const seconds = Math.max(0, (heardAt.getTime() - startedAt.getTime()) / 1000)
  const speed = seconds === 0 ? 0 : bytesRead / seconds
  const left =
    bytes === null || speed === 0 || seconds < TELLS_AFTER_SECONDS ? null : (bytes - bytesRead) / speed
  return {
    rows: rowsRead,
    megabytes: bytesRead / 1e6,
    percent: bytes ? Math.min(100, Math.floor((bytesRead / bytes) * 100)) : null,
    megabytesPerSecond: speed / 1e6,
    secondsLeft: left === null ? null : Math.max(0, Math.round(left)),
  }
}

/** "less than a minute", "about 1 minute", "about 12 minutes" */
export function timeInWords(seconds: number): string {
  if (seconds < 50) return 'less than a minute'
  const minutes = Math.round(seconds / 60)
  return minutes <= 1 ? 'about 1 minute' : `about ${minutes} minutes`
}
