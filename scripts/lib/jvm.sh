# shellcheck shell=sh disable=SC2034,SC2154
# How Assize's JVM is started, in one place; ASSIZE_OPTS adds to it and may override it.
# The AOT cache is valid only for the header and collector settings that it was trained with.
# A review is over before the second compiler has paid for itself: with the first alone it takes
# half the processor time. The class data and the compiled code outgrow their first limits, each of
# which costs a full collection. Little of what is made lives long, so room for more of it than this
# saves few collections, but the collector would take it: 2 GB for a program that needs 300 MB.
# Each detector is made once by reflection, for which code of its own would be spun (JEP 416).
jvm_flags='-XX:+UseCompactObjectHeaders -XX:+UseParallelGC -XX:TieredStopAtLevel=1 -XX:MetaspaceSize=64m -XX:ReservedCodeCacheSize=200m -XX:MaxNewSize=400m -Djdk.reflect.useNativeAccessorOnly=true'

# An AOT cache that does not fit (another JDK, flags from ASSIZE_OPTS) is ignored without a word, and
# so is what the heap is too small for (little memory, -Xmx from ASSIZE_OPTS).
jvm_aot_flags='-Xlog:aot=off -Xlog:gc+ergo=off'

# jvm_training APP SOURCES: what the AOT cache is trained with; its output goes nowhere.
jvm_training() {
  if [ -d "$2/examples/fileshare" ]; then
    set -- "$1" review "$2/examples/fileshare"
  else
    set -- "$1" --help
  fi
  jvm_app=$1
  shift
  # shellcheck disable=SC2086 # several flags in one word
  "$jdk/bin/java" $jvm_flags -XX:AOTMode=record -XX:AOTConfiguration="$jvm_app/aot.conf" \
    -jar "$jvm_app/assize.jar" "$@"
  # shellcheck disable=SC2086
  "$jdk/bin/java" $jvm_flags -XX:AOTMode=create -XX:AOTConfiguration="$jvm_app/aot.conf" \
    -XX:AOTCache="$jvm_app/aot.new" -jar "$jvm_app/assize.jar"
  rm -f "$jvm_app/aot.conf"
  [ ! -s "$jvm_app/aot.new" ] || mv -f "$jvm_app/aot.new" "$jvm_app/assize.aot"
}
