import { z } from "@medusajs/framework/zod"
import { mistakesInOpeningHours, weekdays } from "../../../../../../domain/locations/opening-hours"
import { isTimeZone } from "../../../../../../domain/locations/time-zone"

const clock = /^([01]\d|2[0-3]):[0-5]\d$/

const openingSpan = z.strictObject({
  day: z.enum(weekdays),
  opens: z.string().regex(clock, "must be a time such as 09:00"),
  closes: z.string().refine((time) => time === "24:00" || clock.test(time), "must be a time such as 18:30, or 24:00"),
})

/** The body of `POST /admin/anyshelf/locations/:id/profile`. */
export const locationProfileBody = z
  .strictObject({
    kind: z.enum(["STORE", "WAREHOUSE"]),
    latitude: z.number().min(-90).max(90).nullable().default(null),
    longitude: z.number().min(-180).max(180).nullable().default(null),
    time_zone: z
      .string()
      .refine(isTimeZone, "must be an IANA time zone such as Europe/Copenhagen")
      .nullable()
      .default(null),
    opening_hours: z
      .array(openingSpan)
      .max(70)
      .superRefine((spans, context) => {
        for (const message of mistakesInOpeningHours(spans)) context.addIssue({ code: "custom", message })
      })
      .nullable()
      .default(null),
  })
  .refine((body) => (body.latitude === null) === (body.longitude === null), {
    message: "latitude and longitude belong together: give both or neither",
  })

export type LocationProfileBody = z.infer<typeof locationProfileBody>
