import { setTimeout as wait } from "node:timers/promises"

/** For so long a call is sent again after a fault that may pass. */
export const givesUpAfterMs = 15_000

const pausesMs = [20, 50, 100, 250, 500, 1000]

/** The pause after so many tries; pauses grow. */
export const pauseAfter = (tries: number): Promise<void> => wait(pausesMs[Math.min(tries, pausesMs.length - 1)])
