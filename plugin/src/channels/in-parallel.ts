/** Does work for each of some things, so many at a time, and gives the results in their order. Throws what the first failure threw. */
export async function inParallel<T, R>(
  things: readonly T[],
  atOnce: number,
  work: (thing: T) => Promise<R>
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const walk = async () => {
    for (let index = next++; index < things.length; index = next++) results[index] = await work(things[index] as T)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, things.length) }, walk))
  return results
}
