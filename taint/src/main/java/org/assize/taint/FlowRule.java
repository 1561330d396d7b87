package org.assize.taint;

import org.assize.facts.Weakness;

/**
 * A weakness with the flow that it consists of.
 *
 * @param weakness what it is
 * @param flow what to look for
 */
public record FlowRule(Weakness weakness, FlowDetector flow) {}
