import { useTranslation } from "react-i18next"
import { describeFault } from "./describe-fault"
import { formatDuration } from "./durations"
import { formatAge, formatInstant, formatQuantity, formatTime, toLocale } from "./format"

/** Our sentences and number formats in the language of the dashboard. */
export function useFormat() {
  const { t, i18n } = useTranslation("anyshelf")
  const locale = toLocale(i18n.language)
  return {
    t,
    language: i18n.language,
    quantity: (quantity: number) => formatQuantity(quantity, locale),
    age: (at: string) => formatAge(at, Date.now(), locale),
    instant: (at: string) => formatInstant(at, locale),
    time: (at: string) => formatTime(at, locale),
    duration: (ms: number) => formatDuration(ms, locale),
    fault: (error: unknown): string => {
      const description = describeFault(error)
      return "message" in description ? description.message : t(`availability.faults.${description.fault}`)
    },
  }
}
