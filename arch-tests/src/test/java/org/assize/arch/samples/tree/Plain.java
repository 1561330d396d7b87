package org.assize.arch.samples.tree;

import java.math.BigInteger;
import java.util.List;
import org.assize.base.Span;

/** A node that holds what was written. */
record Plain(int start, int end, String name, List<Span> parts, BigInteger value) {}
