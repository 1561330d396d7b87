# shellcheck shell=sh disable=SC2154
# Builds what ./assize runs. Sourced only when something has to be built.
#
# STATE/current        names the build in use
# STATE/builds/KEY/    a whole build, KEY standing for its sources; its file `stamp`, written last,
#                      says that it is complete and when its sources were read
# STATE/work.PID/      a build being made, from a copy of the sources: nothing in the checkout is
#                      touched, and what changes meanwhile counts for the next build
# STATE/lock           who builds. It saves doing the work twice; nothing breaks without it, since
#                      every build has a folder of its own and takes its place by one rename.
# Needs root, jdk, and the functions of jvm.sh and sources.sh.

build_say() { printf 'assize: %s\n' "$*" >&2; }

build_die() {
  build_say "$@"
  exit 2
}

# build_ensure STATE: leaves in app the folder of a build of the sources as they are, or exits 2.
build_ensure() {
  state=$1 work='' child='' locked='' unfinished=''
  mkdir -p "$state/builds" 2>/dev/null || build_die "cannot write to $state"
  trap build_cleanup EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  build_lock
  if ! sources_built "$state"; then
    build_make
    build_prune
  fi
  build_cleanup
  trap - EXIT HUP INT TERM
}

build_make() {
  work=$state/work.$$
  rm -rf "$work"
  mkdir "$work" || build_die "cannot write to $state"
  : >"$work/stamp"
  sources_copy "$work/src" || build_die "cannot copy the sources to $work"
  key=$(sources_key "$work/src")
  app=$state/builds/$key
  if [ ! -f "$app/stamp" ]; then
    build_run
    rm -rf "$app"
    unfinished=$app
    mv "$work/dist" "$app" || build_die "cannot write to $state/builds"
    jvm_training "$app" "$root" </dev/null >>"$log" 2>&1 &
    build_wait
    [ -s "$app/assize.jar" ] || build_die "the build left no assize.jar; the log is $log"
    date +%s | while read -r end; do echo $((end - start)); done >"$state/took"
  fi
  mv -f "$work/stamp" "$app/stamp" || build_die "cannot write to $app"
  unfinished=''
  printf '%s\n' "$key" >"$work/current"
  mv -f "$work/current" "$state/current" || build_die "cannot write to $state"
}

# build_run: Maven, from $work/src to $work/dist.
build_run() {
  log=$state/build.log
  build_find_maven
  start=$(date +%s)
  took=''
  [ ! -r "$state/took" ] || read -r took <"$state/took" || took=''
  if [ -n "$took" ]; then
    build_say "the sources changed, building; about $took s, as last time (log: $log)"
  else
    build_say "first use, building; about a minute, more if Maven has to download (log: $log)"
  fi
  (
    cd -- "$work/src" || exit 1
    export JAVA_HOME="$jdk"
    exec "$maven" -B -ntp -pl cli -am package -Dmaven.test.skip=true -Dassize.dist="$work/dist"
  ) >"$log" 2>&1 </dev/null &
  build_wait || build_failed
  [ -s "$work/dist/assize.jar" ] || build_failed
}

build_wait() {
  child=$!
  wait "$child"
  set -- $?
  child=''
  return "$1"
}

build_failed() {
  build_say "the build failed:"
  # "-> [Help 1]" may end the very line that says what went wrong
  if ! sed -n 's/^\(.\[[0-9;]*m\)*\[ERROR\] *//p' "$log" | sed 's/ *-> \[Help 1\] *$//' |
    grep -v -e '^ *$' -e '^\[Help 1\]' -e '^To see the full' -e '^Re-run Maven' -e '^For more info' \
      -e '^After correcting' -e '^ *mvn ' | head -n 6 | sed 's/^/  /' | grep . >&2; then
    tail -n 5 "$log" | sed 's/^/  /' >&2
  fi
  build_die "the whole log is $log"
}

# build_find_maven: sets maven, or exits with how to get one.
build_find_maven() {
  maven=${MAVEN_HOME:-${M2_HOME:-}}
  maven=${maven:+$maven/bin/mvn}
  [ -n "$maven" ] && [ -x "$maven" ] || maven=$(command -v mvn) || build_no_maven none
  version=$(JAVA_HOME=$jdk "$maven" -B -v 2>/dev/null </dev/null |
    sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  case ${major:-x}${minor:-x} in *[!0-9]*) build_no_maven "none that runs at $maven" ;; esac
  if [ "$major" -lt 3 ] || { [ "$major" -eq 3 ] && [ "$minor" -lt 8 ]; }; then
    build_no_maven "$version at $maven"
  fi
}

build_no_maven() {
  build_say "needs Maven 3.8 or newer to build itself on first use, found $1."
  build_say "get it with apt, dnf or brew install maven, or from https://maven.apache.org/download"
  exit 2
}

# build_started PID: sets started to when that process started, as far as the system tells; a
# number that was given to another process since is so told from the one that was meant.
build_started() {
  started=''
  if [ -r "/proc/$1/stat" ]; then
    { read -r started <"/proc/$1/stat"; } 2>/dev/null || return 0
    # shellcheck disable=SC2086 # the fields behind the name; the 20th of them is the start
    set -- ${started##*) }
    started=${20:-}
  elif command -v ps >/dev/null; then
    started=$(ps -o lstart= -p "$1" 2>/dev/null | tr -cd '[:alnum:]')
  fi
}

build_lock() {
  host=$(uname -n)
  build_started $$
  me=$host/$$/$started
  waited='' tries=0
  until ln -s "$me" "$state/lock" 2>/dev/null; do
    tries=$((tries + 1))
    holder=$(readlink "$state/lock") || holder=''
    if [ -z "$holder" ]; then
      [ "$tries" -lt 50 ] || build_die "cannot write to $state"
    elif build_dead "$holder"; then
      build_take_over "$holder"
    else
      if [ -z "$waited" ]; then
        pid=${holder#*/}
        build_say "waiting for another start that is building (process ${pid%/*})"
        waited=yes
      fi
      sleep 0.2 2>/dev/null || sleep 1
    fi
  done
  locked=$me
}

# build_dead HOLDER: has the process that made the lock ended? Of another machine's, on a shared
# disk, all that can be said is that no build takes an hour.
build_dead() {
  if [ "${1%%/*}" != "$host" ]; then
    [ -n "$(find "$state/lock" -mmin +60 2>/dev/null)" ]
    return
  fi
  pid=${1#*/}
  since=${pid#*/}
  pid=${pid%/*}
  kill -0 "$pid" 2>/dev/null || [ -d "/proc/$pid" ] || return 0
  build_started "$pid"
  [ -n "$started" ] && [ -n "$since" ] && [ "$started" != "$since" ]
}

# build_take_over HOLDER: removes the lock of a dead process, unless another start just did and
# holds it now.
build_take_over() {
  mv -f "$state/lock" "$state/stale.$$" 2>/dev/null || return 0
  moved=$(readlink "$state/stale.$$")
  rm -f "$state/stale.$$"
  [ "$moved" = "$1" ] || ln -s "$moved" "$state/lock" 2>/dev/null || :
}

# build_end PID: ends a process and what it started.
build_end() {
  if command -v ps >/dev/null; then
    for one in $(ps -A -o pid= -o ppid= | awk -v parent="$1" '$2 == parent { print $1 }'); do
      build_end "$one"
    done
  fi
  kill -TERM "$1" 2>/dev/null
}

build_cleanup() {
  trap '' HUP INT TERM
  if [ -n "$child" ]; then
    build_end "$child"
    wait "$child" 2>/dev/null
    child=''
  fi
  [ -z "$work" ] || rm -rf "$work"
  [ -z "$unfinished" ] || rm -rf "$unfinished"
  if [ -n "$locked" ] && [ "$(readlink "$state/lock")" = "$locked" ]; then
    rm -f "$state/lock"
  fi
  locked='' work='' unfinished=''
}

# build_prune: removes what nobody needs any more: the remains of starts that were killed, and
# builds that are neither the newest two nor running.
build_prune() {
  for old in "$state"/work.* "$state"/stale.*; do
    pid=${old##*.}
    [ "$pid" = "$$" ] || kill -0 "$pid" 2>/dev/null || rm -rf "$old"
  done
  kept=0
  # shellcheck disable=SC2045 # the names are hexadecimal digits; only ls sorts by time
  for old in $(ls -t "$state/builds"); do
    old=$state/builds/$old
    if [ "$old" = "$app" ]; then
      continue
    elif [ "$kept" -lt 1 ] && [ -f "$old/stamp" ]; then
      kept=$((kept + 1))
    elif ! build_runs "$old"; then
      rm -rf "$old"
    fi
  done
}

# build_runs APP: is a process running from this build? Its command line names the jar.
build_runs() {
  if [ -r /proc/self/cmdline ]; then
    running=$(cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' ' ')
  else
    running=$(ps -A -ww -o args=)
  fi
  case $running in *"$1/assize.jar"*) return 0 ;; esac
  return 1
}
