package org.assize.review;

/**
 * Who reviewed.
 *
 * @param name of the program
 * @param version of the program
 * @param knowledge version of the weaknesses and library facts it used
 */
public record Tool(String name, String version, String knowledge) {}
