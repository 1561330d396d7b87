package org.assize.taint;

import org.assize.facts.Weakness;

/**
 * A weakness and how the places are judged that it is looked for in.
 *
 * @param weakness what it is
 * @param flow how to judge
 */
record SinkRule(Weakness weakness, Flow flow) {}
