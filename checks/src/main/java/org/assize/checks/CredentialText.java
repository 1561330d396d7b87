package org.assize.checks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text that may be a credential.
 *
 * @param text the text
 * @param placeholders words and texts that stand for a value to be filled in
 * @param passwordTerms words for credentials
 * @param tokenTerms words for tokens
 */
record CredentialText(
    String text, Set<String> placeholders, Set<String> passwordTerms, Set<String> tokenTerms) {
  private static final int SHORTEST = 3;
  private static final int SHORTEST_TOKEN = 12;
  private static final Pattern TEMPLATE =
      Pattern.compile("<[^>]+>|\\$\\{?\\w+}?|\\{[^}]*}|%\\(?\\w*\\)?[sdr]|\\[[^\\]]+]|%[A-Z_]+%");
  private static final Pattern WHOLE_TEMPLATE =
      Pattern.compile("<[^>]+>|\\$\\{?\\w+}?|\\{+[^}]*}+|%\\(?\\w*\\)?[sdr]|%[A-Z_]+%");
  private static final Pattern SEPARATORS = Pattern.compile("[-_:. ]+");

  /** Words that are spelled with the digits of hexadecimal numbers. */
  private static final Pattern HEXSPEAK =
      Pattern.compile(
          "(dead|beef|cafe|babe|feed|face|f00d|food|c0de|code|c0ffee|baad|0bad|fee1|0000+|ffff+|1111+)+");

  /** The same few letters again and again. */
  private static final Pattern REPEATED = Pattern.compile("(.{1,4})\\1{2,}");

  private static final Pattern DIGEST = Pattern.compile("\\$\\w+\\$.+|pbkdf2_\\w+\\$.+|\\{\\w+}.+");

  /** What a page with a reCAPTCHA shows; the key of the server has the same form. */
  private static final Pattern SITE_KEY = Pattern.compile("6L[0-9A-Za-z_-]{38}");

  private static final Set<String> PRIVATE = Set.of("secret", "private", "server");

  /** {@code sk_test_}, with nothing behind it. */
  private static final Pattern BEGINNING = Pattern.compile("(sk|pk|rk|ghp|xoxb)_((test|live)_)?");

  private static final Pattern NUMBERED = Pattern.compile("\\d{3}");

  private static final Pattern NAME_LIKE = Pattern.compile("[A-Za-z_][\\w.:/-]*");
  private static final Pattern PUBLIC =
      Pattern.compile("-----BEGIN ((RSA |EC )?PUBLIC KEY|CERTIFICATE)-----|(ssh-|ecdsa-)\\w+");

  /** {@code shop.forms.ResetForm}: a class, as settings name one that is loaded. */
  private static final Pattern CLASS_PATH =
      Pattern.compile("[a-z_][a-z_\\d]*(\\.[a-z_][a-z_\\d]*)*\\.[A-Z][A-Za-z]*[a-z][A-Za-z]*");

  /** {@code provider=plain}: what another setting must be. */
  private static final Pattern CONDITION =
      Pattern.compile("[a-z]+(_[a-z]+)+(==?|!=)[a-z]+(_[a-z]+)*");

  private static final String RATE_OF =
      "\\d+/\\d*(s|m|h|d|w|sec|second|min|minute|hr|hour|day|week|month|year)s?(/\\w+)?";

  /** {@code 20/m}, {@code 1/m/ip,5/day}: how often something may be done. */
  private static final Pattern RATE = Pattern.compile(RATE_OF + "([,;] ?" + RATE_OF + ")*");

  private static final Pattern FILE =
      Pattern.compile("(\\.{0,2}/|[A-Za-z]:\\\\|~/).*|.*\\.(pem|key|crt|txt|json|ini|conf)");

  /** Ways to log in, as settings and accounts say in the place of a password. */
  private static final Set<String> WAYS =
      Set.of(
          "ldap",
          "oidc",
          "saml",
          "saml2",
          "oauth",
          "oauth2",
          "sso",
          "kerberos",
          "radius",
          "pam",
          "external",
          "public");

  /** Returns why it is no credential under a name, nothing where it is one. */
  Optional<String> innocence(String name, boolean mustLookRandom) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (isPublic()) {
      return Optional.of("the text is what everybody may have");
    } else if (text.isBlank()) {
      return Optional.of("the text is empty");
    } else if (SITE_KEY.matcher(text).matches() && !NameTerms.speaksOf(name, PRIVATE)) {
      return Optional.of("the text is the key of a site, which each visitor is sent");
    } else if (BEGINNING.matcher(text).matches()) {
      return Optional.of("the text is only what such keys begin with");
    } else if (NUMBERED.matcher(text).matches()) {
      return Optional.of("the text is too short for a credential");
    } else if (text.strip().chars().filter(Character::isLetterOrDigit).count() < SHORTEST) {
      return Optional.of("the text is too short for a credential");
    } else if (DIGEST.matcher(text).matches()) {
      return Optional.of("the text is a salted digest, not what it is made of");
    } else if (TEMPLATE.matcher(text).find()) {
      return Optional.of("the text is a template to be filled in");
    } else if (WAYS.contains(lower)) {
      return Optional.of("the text is a way to log in");
    } else if (isPlaceholder()) {
      return Optional.of("the text is a placeholder");
    } else if (text.strip().contains(" ")) {
      return Optional.of("the text is a phrase for people");
    } else if (FILE.matcher(text).matches() || lower.contains("://")) {
      return Optional.of("the text is a path or an address");
    } else if (CLASS_PATH.matcher(text).matches()) {
      return Optional.of("the text is the path of a class");
    } else if (RATE.matcher(text).matches()) {
      return Optional.of("the text is a rate");
    } else if (CONDITION.matcher(text).matches()) {
      return Optional.of("the text is a condition");
    } else if (namesTheThing(name)) {
      return Optional.of("the text names the thing");
    } else if (mustLookRandom && !looksRandom()) {
      return Optional.of("the text is made of plain words");
    }
    return Optional.empty();
  }

  /**
   * Returns why it is no key that signs, nothing where it may be one: for that, any text will do.
   */
  Optional<String> innocenceOfKey(String name) {
    if (isPublic()) {
      return Optional.of("the text is what everybody may have");
    } else if (text.isBlank()) {
      return Optional.of("the text is empty");
    } else if (FILE.matcher(text).matches() || text.contains("://")) {
      return Optional.of("the text is a path or an address");
    } else if (WHOLE_TEMPLATE.matcher(text.strip()).matches()) {
      return Optional.of("the text is a template to be filled in");
    } else if (!name.isEmpty() && NameTerms.of(text).equals(NameTerms.of(name))) {
      return Optional.of("the text names the thing");
    }
    return Optional.empty();
  }

  /** A public key or a certificate. */
  private boolean isPublic() {
    return PUBLIC.matcher(text.strip()).lookingAt();
  }

  boolean hasDigit() {
    return text.chars().anyMatch(Character::isDigit);
  }

  /** Why a text is no key although it signs: there is none, or it is somewhere else. */
  Optional<String> innocenceOfUsedKey() {
    return innocenceOfKey("");
  }

  /** Whether the text is a word of lower-case letters, as an option takes. */
  boolean isPlainWord() {
    return text.chars().allMatch(c -> Character.isLowerCase(c) || c == '_' || c == '-');
  }

  /** Whether the text stands for a value to be filled in. */
  boolean isPlaceholder() {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean oneLetter = lower.chars().distinct().count() == 1;
    List<String> words = NameTerms.of(text);
    return oneLetter
        || isOfGroups(lower)
        || text.contains("EXAMPLE")
        || placeholders.contains(lower)
        || words.stream().anyMatch(w -> placeholders.contains(w) || isRepeated(w));
  }

  /** {@code deadbeef-dead-beef}, {@code 12341234-1234}: nobody draws such a value. */
  private static boolean isOfGroups(String lower) {
    String joined = SEPARATORS.matcher(lower).replaceAll("");
    return joined.length() >= SHORTEST_TOKEN
        && (HEXSPEAK.matcher(joined).matches() || REPEATED.matcher(joined).matches());
  }

  private static boolean isRepeated(String word) {
    return word.length() > 2 && word.chars().distinct().count() == 1;
  }

  /**
   * The value holds all words of its name; or it repeats some, or ends with the word for a
   * credential, or is a constant's name that ends as its own does, and has no digit.
   */
  private boolean namesTheThing(String name) {
    boolean plain = NAME_LIKE.matcher(text).matches() && text.chars().noneMatch(Character::isDigit);
    List<String> words = NameTerms.of(text);
    boolean joined =
        words.size() > 1
            && (NameTerms.endsWith(text, passwordTerms)
                || NameTerms.endsWith(text, tokenTerms)
                || NameTerms.speaksOf(text, passwordTerms)
                || NameTerms.speaksOf(text, tokenTerms));
    List<String> nameWords = NameTerms.of(name);
    boolean repeats = nameWords.containsAll(words);
    boolean qualifies = nameWords.size() > 1 && words.containsAll(nameWords);
    boolean constant = words.size() > 1 && text.equals(text.toUpperCase(Locale.ROOT));
    boolean isOne = constant && nameWords.size() > 1 && words.getLast().equals(nameWords.getLast());
    return qualifies || (plain && !words.isEmpty() && (joined || repeats || isOne));
  }

  /** Whether an entry of a table gives its key another spelling, {@code 'password': 'pass'}. */
  boolean abbreviates(String name) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.length() >= SHORTEST && name.toLowerCase(Locale.ROOT).startsWith(lower);
  }

  private boolean looksRandom() {
    boolean digit = text.chars().anyMatch(Character::isDigit);
    boolean letter = text.chars().anyMatch(Character::isLetter);
    boolean dotted = text.contains(".") && text.length() < 30 && !isMixed();
    return text.length() >= SHORTEST_TOKEN && digit && letter && !dotted && distinct() >= 8;
  }

  /** Whether one part between dots mixes small and capital letters and digits, as no name does. */
  private boolean isMixed() {
    return Arrays.stream(text.split("[.]"))
        .anyMatch(part ->
            part.length() >= SHORTEST_TOKEN
                && part.chars().anyMatch(Character::isUpperCase)
                && part.chars().anyMatch(Character::isLowerCase)
                && part.chars().anyMatch(Character::isDigit));
  }

  private long distinct() {
    return text.chars().distinct().count();
  }
}
