package org.assize.checks;

/**
 * A kind of check with its parameters.
 *
 * <p>A weakness file names a kind by the kebab-case form of the record's name, and gives its
 * components by their names in the same form. Adding a kind is adding a record and naming it here.
 */
public sealed interface Detector
    permits AlgorithmPurpose,
        AllVariables,
        AssertedControl,
        BindAddress,
        CatastrophicPattern,
        CheckedThenUsed,
        ClientAddress,
        CommandOptions,
        ContainmentCheck,
        DisclosedErrors,
        DynamicFields,
        EmptyChoice,
        EmptyPassword,
        EndlessLoop,
        FastHash,
        FileMode,
        ForeignObject,
        HardCodedCredential,
        HostCheck,
        IncompleteCleaning,
        IndexPastEnd,
        InvisibleCharacters,
        KeptPrivileges,
        MissingGuard,
        MissingPartner,
        MockedControls,
        MockedQueries,
        ModuleSwitch,
        OverriddenCheck,
        PickledCode,
        PlainPassword,
        PredictableIdentifiers,
        PredictableRandom,
        PrivateLock,
        ProcessStart,
        ReadableKeyFile,
        RandomIdentifiers,
        LinkBlindCheck,
        ListedWithout,
        LoggedSecret,
        ReflectedHeader,
        ReplacedCollaborators,
        SecretComparison,
        Settings,
        SharedFolderFile,
        ShortRandom,
        StoredPassword,
        SwallowedException,
        TellingRefusal,
        TestCodeInProduction,
        TextFilter,
        UnboundedRecursion,
        UnprotectedForms,
        UncheckedUpload,
        UnguardedLookup,
        UnmatchablePattern,
        WideRange {
  /** Looks through one module and reports what it finds. */
  void review(Check check);
}
