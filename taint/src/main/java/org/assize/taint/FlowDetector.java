package org.assize.taint;

/** A kind of detector that needs the flow of values through the whole program. */
public sealed interface FlowDetector permits Flow, RoleFlow, RoleComparison {}
