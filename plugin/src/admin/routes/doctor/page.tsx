import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CheckCircle, MagnifyingGlass, ShieldCheck, Spinner } from "@medusajs/icons"
import { Button, Container, Heading, Text } from "@medusajs/ui"
import type { DoctorProgress, DoctorReport } from "../../../api/admin/anyshelf/doctor/types"
import { DoctorFindings } from "../../components/doctor-findings"
import { DoctorRepair } from "../../components/doctor-repair"
import { Notice } from "../../components/notice"
import { useDoctor } from "../../lib/use-doctor"
import { useFormat } from "../../lib/use-format"

/** Whether the books agree: look, read what is wrong, see what a repair would do, and confirm it. */
export default function DoctorPage() {
  const doctor = useDoctor()
  const { t } = useFormat()
  return (
    <Container className="divide-y overflow-hidden p-0">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-6 py-4">
        <div>
          <Heading>{t("doctor.title")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t("doctor.subtitle")}
          </Text>
        </div>
        <Actions doctor={doctor} />
      </div>
      <Body doctor={doctor} />
    </Container>
  )
}

type Doctor = ReturnType<typeof useDoctor>

function Actions({ doctor: { report, isWorking, look, repair, stop } }: { readonly doctor: Doctor }) {
  const { t } = useFormat()
  const repairable = (report?.findings ?? []).filter(
    (each) => each.repair === "automatic" && each.outcome !== "repaired"
  )
  if (isWorking)
    return (
      <Button size="small" variant="secondary" onClick={stop}>
        {t("doctor.stop")}
      </Button>
    )
  return (
    <div className="flex gap-x-2">
      <Button size="small" variant="secondary" onClick={look}>
        {t(report ? "doctor.again" : "doctor.examine")}
      </Button>
      {repairable.length > 0 && <DoctorRepair findings={repairable} onRepair={repair} />}
    </div>
  )
}

function Body({ doctor: { report, error, isWorking, progress } }: { readonly doctor: Doctor }) {
  const { t, fault } = useFormat()
  if (isWorking) return <Working progress={progress} />
  if (error)
    return (
      <Notice isAlert icon={<MagnifyingGlass aria-hidden />} title={t("doctor.failed.title")} message={fault(error)} />
    )
  if (report) return <Report report={report} />
  return (
    <Notice
      icon={<MagnifyingGlass aria-hidden />}
      title={t("doctor.begin.title")}
      message={t("doctor.begin.message")}
    />
  )
}

const parts = ["functions", "levels", "reservations", "orders", "channels"] as const

function Working({ progress }: { readonly progress: DoctorProgress | undefined }) {
  const { t, quantity } = useFormat()
  const part = parts.find((each) => each === progress?.part) ?? "functions"
  const sofar = progress && [
    t("doctor.working.levelsDone", { levels: quantity(progress.levels) }),
    t("doctor.working.found", { found: quantity(progress.found) }),
  ]
  return (
    <Notice
      icon={<Spinner aria-hidden className="animate-spin motion-reduce:animate-none" />}
      title={t(`doctor.working.${part}`)}
      message={sofar?.join(" · ") ?? ""}
    />
  )
}

function Report({ report }: { readonly report: DoctorReport }) {
  const { t, quantity } = useFormat()
  if (report.found === 0)
    return (
      <>
        <Notice
          icon={<CheckCircle aria-hidden className="text-ui-tag-green-icon" />}
          title={t("doctor.healthy.title")}
          message={t("doctor.healthy.message", { levels: quantity(report.levels) })}
        />
        <Skipped sentences={report.skipped} />
      </>
    )
  return (
    <>
      <Summary report={report} />
      <DoctorFindings findings={report.findings} />
      <Skipped sentences={report.skipped} />
    </>
  )
}

function Summary({ report }: { readonly report: DoctorReport }) {
  const { t, quantity, time } = useFormat()
  const { left, repaired, healthy, found, findings } = report
  return (
    <div role="status" className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-6 py-3">
      <Text size="small" weight="plus">
        {healthy ? t("doctor.healthy.repaired") : t("doctor.summary.wrong", { count: left, formatted: quantity(left) })}
      </Text>
      {repaired > 0 && !healthy && (
        <Text size="small">{t("doctor.summary.repaired", { formatted: quantity(repaired) })}</Text>
      )}
      <Text size="small" className="text-ui-fg-muted">
        {t("doctor.summary.examined", { levels: quantity(report.levels), time: time(report.finishedAt) })}
      </Text>
      {report.truncated && (
        <Text size="small" className="text-ui-fg-muted">
          {t("doctor.summary.truncated", { shown: quantity(findings.length), found: quantity(found) })}
        </Text>
      )}
    </div>
  )
}

function Skipped({ sentences }: { readonly sentences: readonly string[] }) {
  return sentences.map((sentence) => (
    <Text key={sentence} size="small" className="text-ui-fg-muted px-6 py-3">
      {sentence}
    </Text>
  ))
}

/** A component rather than a text, so that it is in the language of the dashboard. */
function Breadcrumb() {
  return useFormat().t("doctor.title")
}

export const handle = { breadcrumb: () => <Breadcrumb /> }

export const config = defineRouteConfig({
  label: "doctor.title",
  translationNs: "anyshelf",
  icon: ShieldCheck,
})
