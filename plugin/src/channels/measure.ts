import type { Channel } from "./channel"

/** How long minutes of a connection are kept. */
export const sampleDays = 14

/** Tells the database what this process counted; what cannot be told is kept for the next time. */
export async function tellMeasures({ id: connectionId, meter, channels }: Channel): Promise<void> {
  const minutes = [...meter.take()]
  try {
    for (let first = minutes[0]; first; first = minutes[0]) {
      await channels.addSample({ connectionId, ...first })
      minutes.shift()
    }
  } finally {
    for (const untold of minutes) meter.giveBack(untold)
  }
}
