const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" })

/** A place in a list by name: two places may share a name, never an id. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** Sorts as people do (`Store 2` before `Store 10`), and always the same way. */
export function compareByName(a: Named, b: Named): number {
  return collator.compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
