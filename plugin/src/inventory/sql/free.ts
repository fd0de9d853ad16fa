/**
 * What is free at a level, as an expression: under a lock a plain join is as fresh as `anyshelf_free`, and does not cost a
 * call for each of hundreds of levels.
 */
export const freeOf = (level: string): string =>
  `(${level}.stocked_quantity - ${level}.reserved_quantity - ${level}.anyshelf_unrouted - ${level}.anyshelf_held
    + case when ${level}.anyshelf_held > 0 then anyshelf_lapsed(${level}.inventory_item_id, ${level}.location_id) else 0 end)`

/** Joins the rules of safety stock to a level; `safetyOf` is then what it withholds: the item's own rule, else the place's. */
export const withSafety = (level: string): string => `
    left join anyshelf_safety_stock own
      on own.location_id = ${level}.location_id and coalesce(own.inventory_item_id, '') = ${level}.inventory_item_id
    left join anyshelf_safety_stock common
      on common.location_id = ${level}.location_id and coalesce(common.inventory_item_id, '') = ''`

export const safetyOf = "coalesce(own.quantity, common.quantity, 0)"
