package org.assize.checks;

import java.util.Set;

/**
 * The words by which code shows that it asks who somebody is, or what they may do.
 *
 * @param guardTerms words of names that ask who somebody is, or what they may do
 * @param askTerms words of functions that ask, if they are called beside a word of guard-terms
 * @param identityTerms words of names that stand for whoever is asking: code that mentions one
 *     looks at them in its own way
 * @param changeTerms first words of names of functions that change something
 * @param changeEndings last words of such names
 * @param classSetting what a class assigns its permissions to
 * @param defaultSetting the key under which a project says what every handler asks by
 * @param defaultFor the library whose handlers the setting of a project speaks of
 * @param openToAll names of permissions that everybody has
 * @param openTerms words of functions that everybody may call before anybody knows them
 */
public record GuardWords(
    Set<String> guardTerms,
    Set<String> askTerms,
    Set<String> identityTerms,
    Set<String> changeTerms,
    Set<String> changeEndings,
    String classSetting,
    String defaultSetting,
    String defaultFor,
    Set<String> openToAll,
    Set<String> openTerms) {}
