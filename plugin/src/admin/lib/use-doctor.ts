import { useMutation } from "@tanstack/react-query"
import { useEffect, useRef, useState } from "react"
import type { DoctorProgress } from "../../api/admin/anyshelf/doctor/types"
import { examine } from "./doctor-api"

/** One examination at a time; leaving the page ends it. */
export function useDoctor() {
  const [progress, setProgress] = useState<DoctorProgress>()
  const stopping = useRef<AbortController>()
  useEffect(() => () => stopping.current?.abort(), [])
  const visit = useMutation({
    mutationFn: (repair: boolean) => {
      setProgress(undefined)
      stopping.current = new AbortController()
      return examine({ repair, signal: stopping.current.signal, onProgress: setProgress })
    },
  })
  return {
    report: visit.data,
    error: visit.error,
    isWorking: visit.isPending,
    progress,
    look: () => visit.mutate(false),
    repair: () => visit.mutate(true),
    stop: () => {
      stopping.current?.abort()
      visit.reset()
    },
  }
}
