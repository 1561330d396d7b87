/**
 * Weaknesses that consist of a flow: a value that others determine reaches a place that interprets
 * it. For each such place the ways back are followed ({@link org.assize.taint.trace}), and what is
 * found at their ends is judged by who determines it and where it lands.
 */
@NullMarked
package org.assize.taint;

import org.jspecify.annotations.NullMarked;
