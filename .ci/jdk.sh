# Sourced: finds a JDK of at least 25 and exports JAVA_HOME; also corrects a JAVA_HOME that points to an older one.
need=25
is_jdk() { [ -x "$1/bin/javac" ] && v=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null) && [ "${v:-0}" -ge "$need" ]; }
find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && is_jdk "$JAVA_HOME"; then echo "$JAVA_HOME"; return; fi
  if c=$(command -v javac); then h=$(dirname "$(dirname "$(readlink -f "$c")")"); if is_jdk "$h"; then echo "$h"; return; fi; fi
  for h in /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do if is_jdk "$h"; then echo "$h"; return; fi; done
  echo "no JDK $need or newer found: install one and set JAVA_HOME to its folder" >&2
  return 1
}
JAVA_HOME=$(find_jdk) || exit 1
export JAVA_HOME
