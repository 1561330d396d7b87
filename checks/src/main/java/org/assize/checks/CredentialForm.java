package org.assize.checks;

import static java.util.Locale.ROOT;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a longer text has a password in it: an address, a list of options for a connection, the
 * header that logs in.
 *
 * @param password the part
 * @param host the host of an address; empty where the text is none
 */
record CredentialForm(String password, String host) {
  /** scheme://user:password@host. */
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z][\\w+.-]*://([^\\s:/@]*):([^\\s/@]+)@([\\w\\[{<%$][^:/?]*).*");

  private static final Pattern OPTION =
      Pattern.compile("(?i)(?:^|[;\\s])(?:pwd|password|accountkey|sharedaccesskey)=([^;\\s]+)");

  private static final Pattern OTHER_OPTION =
      Pattern.compile(
          "(?i)(?:^|[;\\s])(?:host|server|user|uid|user id|username|accountname|endpoint|driver"
              + "|data source|dbname|database)=[^;\\s]");

  private static final Pattern SCHEME =
      Pattern.compile("(?i)(?:bearer|basic|token|apikey|api-key|key|bot) +(\\S+)");

  private static final Pattern RANDOM =
      Pattern.compile("(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)[A-Za-z0-9+/_=-]{32,128}");

  /** {@code ab-live-7c21e09bd4f84a5f}: words say of which service it is. */
  private static final Pattern OF_SERVICE =
      Pattern.compile(
          "(?:[A-Za-z]{2,8}[-_]){1,3}(?=(?:\\D*\\d){4})(?=(?:[^A-Za-z]*[A-Za-z]){4})[A-Za-z0-9]{16,64}");

  /** Printed bytes of which some are drawn; identifiers that a standard fixes are no keys. */
  private static final Pattern PRINTED =
      Pattern.compile(
          "(?![0-9A-Fa-f]{8}-)(?=(?:\\D*\\d){4})(?=(?:[^A-Za-z]*[A-Za-z]){4})[\\w+/=.-]{12,128}");

  /** What reaches nothing but the machine itself. */
  private static final Set<String> OWN = Set.of("localhost", "127.0.0.1", "[", "0.0.0.0");

  /**
   * Whether a text looks like the key of a service: long, of all kinds of characters, and no
   * alphabet; or random behind words that say of which service it is.
   */
  static boolean isRandomKey(String text) {
    long kinds = text.chars().distinct().count();
    boolean isRandom = RANDOM.matcher(text).matches() && kinds >= 16 && kinds < text.length() - 3;
    return isRandom || OF_SERVICE.matcher(text).matches();
  }

  /** {@code KEY = b"gate-3cd81f70a2"}: what signs and seals takes bytes, and few else do. */
  static boolean isRandomBytes(String bytes) {
    return PRINTED.matcher(bytes).matches();
  }

  /** Returns the password of an address or of a list of options. */
  static Optional<CredentialForm> in(String text) {
    if (text.contains("://")) {
      Matcher address = ADDRESS.matcher(text);
      boolean isSomebody =
          address.matches()
              && (address.group(1).isEmpty()
                  || address.group(1).chars().anyMatch(Character::isLetterOrDigit));
      if (isSomebody) {
        return Optional.of(new CredentialForm(address.group(2), address.group(3)));
      }
    }
    Matcher option = OPTION.matcher(text);
    return text.contains("=") && option.find() && OTHER_OPTION.matcher(text).find()
        ? Optional.of(new CredentialForm(option.group(1), ""))
        : Optional.empty();
  }

  /** Returns what stands behind the scheme in the header that logs in. */
  static Optional<String> authorization(String text) {
    Matcher scheme = SCHEME.matcher(text.strip());
    return scheme.matches() ? Optional.of(scheme.group(1)) : Optional.empty();
  }

  /** Whether it opens a server of the machine itself. */
  boolean isOwn() {
    return OWN.contains(host.toLowerCase(ROOT));
  }
}
