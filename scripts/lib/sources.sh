# shellcheck shell=sh disable=SC2154
# Which files ./assize is built from, and whether they are still the ones it was built from.
# Needs root: the repository's folder.

# sources_find EXPRESSION...: find over the build's sources, with names relative to root. A
# module's tests and target folder are no sources, nor are the modules that only developers use.
sources_find() (
  cd -- "$root" || exit 1
  starts='pom.xml assize scripts/lib'
  skip='-name .*'
  for pom in */pom.xml; do
    module=${pom%/pom.xml}
    case $module in arch-tests | bench | testkit) continue ;; esac
    starts="$starts $module"
    skip="$skip -o -path $module/target -o -path $module/src/test"
  done
  set -f
  # shellcheck disable=SC2086 # lists of words without spaces
  exec find $starts \( $skip \) -prune -o "$@"
)

# sources_built STATE: is the current build in STATE made from the sources as they are now? Sets
# app to its folder. Folders count too, so that a deleted or moved file is noticed; the time of
# the last change of any kind (ctime) is what counts, since a copied file can look older than it is.
sources_built() {
  { IFS= read -r app <"$1/current"; } 2>/dev/null || return 1
  app=$1/builds/$app
  [ -f "$app/stamp" ] || return 1
  changed=$(sources_find -cnewer "$app/stamp" -print 2>&1) || return 1
  [ -z "$changed" ]
}

# sources_copy FOLDER: copies the sources, with every module's pom.xml, which Maven wants to see.
sources_copy() {
  (
    cd -- "$root" || exit 1
    for pom in */pom.xml; do
      mkdir -p "$1/${pom%/*}" && cp -f -- "$pom" "$1/$pom" || exit 1
    done
  ) || return 1
  # shellcheck disable=SC2016 # expanded by the inner shell
  sources_find -type d -exec sh -c '
    to=$1
    shift
    for folder; do
      mkdir -p "$to/$folder" || exit 1
      set --
      for file in "$folder"/*; do
        [ ! -f "$file" ] || set -- "$@" "$file"
      done
      [ $# -eq 0 ] || cp -f -- "$@" "$to/$folder/" || exit 1
    done' sh "$1" {} + || return 1
  cp -f -- "$root/pom.xml" "$root/assize" "$1/"
}

# sources_key FOLDER: prints 16 hexadecimal digits that stand for the content of the copy there.
sources_key() (
  cd -- "$1" || exit 1
  if command -v sha256sum >/dev/null; then
    digest=sha256sum
  elif command -v shasum >/dev/null; then
    digest='shasum -a 256'
  else
    digest='cksum'
  fi
  # shellcheck disable=SC2086 # a command with its arguments
  find . -type f -exec $digest {} + | LC_ALL=C sort | $digest | tr -d ' -' | cut -c 1-16
)
