import { Button, Prompt, Text } from "@medusajs/ui"
import type { Finding } from "../../api/admin/anyshelf/doctor/types"
import { useFormat } from "../lib/use-format"

interface DoctorRepairProps {
  /** Those that a repair puts right. */
  readonly findings: readonly Finding[]
  readonly onRepair: () => void
}

/** Says what a repair would do, and does it only when that is confirmed. */
export function DoctorRepair({ findings, onRepair }: DoctorRepairProps) {
  const { t, quantity } = useFormat()
  const kinds = new Map(findings.map(({ code, remedy }) => [code, remedy]))
  return (
    <Prompt variant="confirmation">
      <Prompt.Trigger asChild>
        <Button size="small">
          {t("doctor.repair.open", { count: findings.length, formatted: quantity(findings.length) })}
        </Button>
      </Prompt.Trigger>
      <Prompt.Content>
        <Prompt.Header>
          <Prompt.Title>{t("doctor.repair.title")}</Prompt.Title>
          <Prompt.Description>{t("doctor.repair.message")}</Prompt.Description>
        </Prompt.Header>
        <ul className="flex max-h-[40vh] flex-col gap-y-2 overflow-y-auto px-6 pt-4">
          {[...kinds].map(([code, remedy]) => (
            <li key={code}>
              <Text size="small" className="text-ui-fg-subtle">
                {findings.filter((each) => each.code === code).length} × <code>{code}</code>
              </Text>
              <Text size="small">{remedy}</Text>
            </li>
          ))}
        </ul>
        <Prompt.Footer>
          <Prompt.Cancel>{t("doctor.repair.cancel")}</Prompt.Cancel>
          <Prompt.Action onClick={onRepair}>{t("doctor.repair.confirm")}</Prompt.Action>
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}
