# shellcheck shell=bash
# Counts what the tests did, from the reports that Maven leaves in the modules' folders.

summary_tests=0 summary_failed=0 summary_skipped=0 summary_files=0 summary_suites=0
summary_reasons=''

# summary_of_reports TARGET: reads the build folder TARGET of every module; sets the summary_
# variables.
summary_of_reports() {
  local reports=() report counts
  for report in */"$1"/surefire-reports/TEST-*.xml; do
    [ -f "$report" ] && reports+=("$report")
  done
  summary_files=$(cat -- */"$1"/oracle-summary.txt 2>/dev/null |
    awk '/^[0-9]+ files compared/ { n += $1 } END { print n + 0 }')
  [ ${#reports[@]} -gt 0 ] || return 0
  counts=$(awk -f scripts/lib/summary.awk "${reports[@]}")
  {
    read -r summary_tests summary_failed summary_skipped summary_suites
    summary_reasons=$(cat)
  } <<<"$counts"
}

# summary_add FILE: adds the counts that another run wrote there.
summary_add() {
  local passed failed skipped
  read -r passed failed skipped <"$1" || return 0
  summary_tests=$((summary_tests + passed + failed + skipped))
  summary_failed=$((summary_failed + failed))
  summary_skipped=$((summary_skipped + skipped))
}

# summary_write FILE: leaves "passed failed skipped" for .ci/run.
summary_write() {
  echo "$((summary_tests - summary_failed - summary_skipped)) $summary_failed $summary_skipped" >"$1"
}

# summary_line: what ./dev test says last.
summary_line() {
  printf '%d tests passed, %d failed; %d files compared with CPython; %d suites skipped%s\n' \
    $((summary_tests - summary_failed - summary_skipped)) "$summary_failed" "$summary_files" \
    "$summary_suites" "${summary_reasons:+: $summary_reasons}"
}
