import { useEffect, useRef, useState } from "react"
import { useSearchParams } from "react-router-dom"

/** Long enough not to ask for every letter, short enough not to be noticed. */
const pauseMs = 250

/** What the address says about the list, so that it can be shared, reloaded and gone back to. */
export interface SearchState {
  readonly q: string
  readonly salesChannelId: string
  /** Counted from 0; in the address from 1. */
  readonly page: number
  /** The variants whose locations are shown. */
  readonly open: readonly string[]
}

/** Reads and writes the list's state in the address: `?q=&channel=&page=&open=`. */
export function useSearch() {
  const [parameters, setParameters] = useSearchParams()
  const state: SearchState = {
    q: parameters.get("q") ?? "",
    salesChannelId: parameters.get("channel") ?? "",
    page: Math.max(0, Math.trunc(Number(parameters.get("page")) || 1) - 1),
    open: parameters.getAll("open"),
  }

  // The router changes the address a moment after it is asked to. A second change in that moment builds on the first.
  const intended = useRef(parameters)
  useEffect(() => {
    intended.current = parameters
  }, [parameters])

  function update(change: Partial<SearchState>) {
    intended.current = write(intended.current, change)
    setParameters(intended.current, { replace: true })
  }

  return { state, update }
}

function write(current: URLSearchParams, change: Partial<SearchState>): URLSearchParams {
  const next = new URLSearchParams(current)
  if (change.q !== undefined) setOrDelete(next, "q", change.q)
  if (change.salesChannelId !== undefined) setOrDelete(next, "channel", change.salesChannelId)
  if (change.page !== undefined) setOrDelete(next, "page", change.page > 0 ? String(change.page + 1) : "")
  if (change.open !== undefined) {
    next.delete("open")
    for (const id of change.open) next.append("open", id)
  }
  return next
}

function setOrDelete(parameters: URLSearchParams, name: string, value: string): void {
  if (value) parameters.set(name, value)
  else parameters.delete(name)
}

/**
 * The text of the search box, handed on when the typing pauses. A change of the address from elsewhere (Back, a link) shows in the
 * box; our own echo, which may arrive after more was typed, does not overwrite it.
 */
export function useSearchBox(q: string, onSearch: (q: string) => void) {
  const [text, setText] = useState(q)
  const sent = useRef<string[]>([])
  // What a timer calls must write into the address as it is then, not as it was when the typing paused.
  const latest = useRef(onSearch)
  latest.current = onSearch

  useEffect(() => {
    const echo = sent.current.indexOf(q)
    if (echo < 0) setText(q)
    else sent.current.splice(0, echo + 1)
  }, [q])

  useEffect(() => {
    const trimmed = text.trim()
    if (trimmed === q) return
    const timer = setTimeout(() => {
      sent.current.push(trimmed)
      latest.current(trimmed)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [text, q])

  return { text, setText }
}
