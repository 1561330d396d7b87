# shellcheck shell=sh
# Finds a JDK 25 or newer. Sourced by ./assize (POSIX sh) and ./dev (bash).
# The version is read from the `release` file in the JDK's folder: starting a JVM to ask it would
# cost more than everything else that ./assize does before it hands over.

jdk_needed=25

# jdk_read FOLDER: sets jdk_version and jdk_major of the JDK or JRE there; fails if there is none.
jdk_read() {
  jdk_version='' jdk_major=0
  [ -x "$1/bin/java" ] || return 1
  if [ -r "$1/release" ]; then
    while IFS= read -r jdk_line || [ -n "$jdk_line" ]; do
      case $jdk_line in
        JAVA_VERSION=*)
          jdk_version=${jdk_line#JAVA_VERSION=}
          jdk_version=${jdk_version#\"}
          jdk_version=${jdk_version%%\"*}
          break
          ;;
      esac
    done <"$1/release"
  fi
  [ -n "$jdk_version" ] || return 1
  jdk_major=${jdk_version%%[!0-9]*}
  [ -n "$jdk_major" ] || jdk_major=0
}

# jdk_ask FOLDER: the same for a JDK without a `release` file, by starting it. Only for a folder
# that the user named: on macOS /usr/bin/java would open a dialogue.
jdk_ask() {
  jdk_read "$1" && return
  [ -x "$1/bin/java" ] || return 1
  jdk_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
  [ -n "$jdk_version" ] || return 1
  jdk_major=${jdk_version%%[!0-9]*}
  [ -n "$jdk_major" ] || jdk_major=0
}

# jdk_take FOLDER: sets jdk if the version just read is enough; else notes what was there.
jdk_take() {
  if [ "$jdk_major" -ge "$jdk_needed" ] && [ -x "$1/bin/javac" ]; then
    jdk=$1
    return 0
  fi
  [ "$jdk_major" -lt "$jdk_needed" ] || jdk_version="$jdk_version without a compiler"
  [ -n "$jdk_found" ] || jdk_found="$jdk_version in $1"
  return 1
}

# jdk_scan FOLDER...: takes the first that is of the needed version, or remembers a newer one.
jdk_scan() {
  for jdk_folder; do
    [ -x "$jdk_folder/bin/java" ] || jdk_folder=$jdk_folder/Contents/Home
    jdk_read "$jdk_folder" || continue
    jdk_take "$jdk_folder" || continue
    [ "$jdk_major" -ne "$jdk_needed" ] || return 0
    [ -n "$jdk_newer" ] || jdk_newer=$jdk
    jdk=''
  done
  return 1
}

# jdk_on_path: the JDK that the first `java` on PATH belongs to.
jdk_on_path() {
  jdk_java=$(command -v java) || return 1
  case $jdk_java in /*) ;; *) return 1 ;; esac
  if [ -h "$jdk_java" ]; then
    jdk_java=$(readlink -f "$jdk_java" 2>/dev/null) || return 1
  fi
  jdk_folder=${jdk_java%/*}
  jdk_folder=${jdk_folder%/*}
  jdk_read "$jdk_folder" && jdk_take "$jdk_folder"
}

# jdk_in_usual_places: distributions, Docker images, version managers, editors, macOS.
jdk_in_usual_places() {
  jdk_home=${HOME:-/nonexistent}
  jdk_data=${XDG_DATA_HOME:-$jdk_home/.local/share}
  jdk_scan \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/openjdk* \
    /usr/local/openjdk* /opt/*jdk* \
    "${SDKMAN_DIR:-$jdk_home/.sdkman}"/candidates/java/* \
    "${ASDF_DATA_DIR:-$jdk_home/.asdf}"/installs/java/* \
    "${MISE_DATA_DIR:-$jdk_data/mise}"/installs/java/* \
    "${JENV_ROOT:-$jdk_home/.jenv}"/versions/* \
    "$jdk_home"/.jdks/* "$jdk_home"/.gradle/jdks/* \
    /Library/Java/JavaVirtualMachines/* "$jdk_home"/Library/Java/JavaVirtualMachines/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk /usr/local/opt/openjdk*/libexec/openjdk.jdk \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec && return 0
  if [ -x /usr/libexec/java_home ]; then
    jdk_folder=$(/usr/libexec/java_home -v "$jdk_needed+" 2>/dev/null) &&
      jdk_read "$jdk_folder" && jdk_take "$jdk_folder" && return 0
  fi
  jdk=$jdk_newer
  [ -n "$jdk" ]
}

# jdk_find: sets jdk to the folder of a JDK that will do; else fails, with jdk_found set to the
# first that will not. Of several found by searching, the needed version goes before newer ones.
jdk_find() {
  jdk='' jdk_found='' jdk_newer=''
  if [ -n "${ASSIZE_JAVA_HOME:-}" ]; then
    jdk_ask "$ASSIZE_JAVA_HOME" && jdk_take "$ASSIZE_JAVA_HOME" && return
    jdk_found=${jdk_found:-none in $ASSIZE_JAVA_HOME}
    return 1
  fi
  if [ -n "${JAVA_HOME:-}" ]; then
    jdk_ask "$JAVA_HOME" && jdk_take "$JAVA_HOME" && return
  fi
  jdk_on_path || jdk_in_usual_places
}

# jdk_missing NAME: tells the user of NAME what was found and how to get what is needed.
jdk_missing() {
  cat >&2 <<EOF
$1: needs JDK $jdk_needed, found ${jdk_found:-none}.
Get one, then run the same command again:
  Debian 13, Ubuntu  sudo apt install openjdk-$jdk_needed-jdk
  older Debian       the packages of https://adoptium.net/installation/linux
  Fedora, RHEL       sudo dnf install java-$jdk_needed-openjdk-devel
  macOS              brew install openjdk@$jdk_needed
  SDKMAN, mise       sdk install java $jdk_needed-tem, mise install java@temurin-$jdk_needed
  anywhere           unpack an archive of https://adoptium.net/temurin/releases/?version=$jdk_needed
A JDK in an unusual folder is found with: export ASSIZE_JAVA_HOME=/path/to/jdk-$jdk_needed
EOF
  [ -z "${ASSIZE_JAVA_HOME:-}" ] || printf '%s\n' "ASSIZE_JAVA_HOME is set, so nowhere else was looked." >&2
}
