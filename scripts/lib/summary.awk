# Reads surefire's TEST-*.xml files. Prints "tests failed skipped suites", where suites are those of
# which something was skipped, and on a second line the reasons with how many suites each keeps out.

function attribute(line, name,    at) {
  at = index(line, " " name "=\"")
  if (at == 0) return ""
  line = substr(line, at + length(name) + 3)
  return substr(line, 1, index(line, "\"") - 1)
}

function plain(text) {
  gsub(/&lt;/, "<", text)
  gsub(/&gt;/, ">", text)
  gsub(/&quot;/, "\"", text)
  gsub(/&apos;/, "'", text)
  gsub(/&#10;.*/, "", text)
  gsub(/&amp;/, "\\&", text)
  sub(/^Assumption failed: /, "", text)
  sub(/^assumption is not (true|false)$/, "no reason given", text)
  return text == "" ? "no reason given" : text
}

FNR == 1 { suite = "" }

/<testsuite / {
  suite = attribute($0, "name")
  tests += attribute($0, "tests")
  failed += attribute($0, "failures") + attribute($0, "errors")
  skipped += attribute($0, "skipped")
}

/<skipped/ {
  reason = attribute($0, "message")
  # an aborted test has its reason in the text, behind the exception's name
  if (reason == "" && match($0, /CDATA\[[A-Za-z0-9_.$]+: /)) {
    reason = substr($0, RSTART + RLENGTH)
    sub(/\]\]>.*/, "", reason)
  }
  reason = plain(reason)
  if (!((suite, reason) in told)) {
    told[suite, reason] = 1
    if (!(reason in suites)) order[++reasons] = reason
    suites[reason]++
  }
  if (!(suite in counted)) {
    counted[suite] = 1
    kept++
  }
}

END {
  print tests + 0, failed + 0, skipped + 0, kept + 0
  for (i = 1; i <= reasons; i++)
    printf "%s%s%s", (i > 1 ? "; " : ""), order[i], (suites[order[i]] > 1 ? " (" suites[order[i]] ")" : "")
  if (reasons) print ""
}
