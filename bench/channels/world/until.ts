/** Asks until it is so; throws when it is not within so many milliseconds. */
export async function until(withinMs: number, isSo: () => Promise<boolean>, everyMs = 50): Promise<void> {
  const end = Date.now() + withinMs
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`A bench waited ${withinMs} ms for what did not come: ${isSo.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
