package org.assize.taint.trace;

/** How a value goes on in the next one on its way to the sink. */
public enum Move {
  /** It is the same value. */
  SAME,
  /** A test found that the next is the same, or one of it. */
  CHECKED,
  /** It is a part of the text of the next. */
  COMPOSED,
  /** A function outside the tree makes the next of it, and facts say how. */
  MADE,
  /** A function outside the tree makes the next of it, as far as anything tells. */
  OPAQUE,
  /** It is the object on which a method is called that gives the next; nothing tells what. */
  OBJECT,
  /** It is the name of the text file that holds the next. */
  FILE,
  /** It is the name of the file that holds the next, which says nothing of what that is. */
  NAME,
  /** It is saved in a file under the name that goes on in the next. */
  SAVED,
  /** It is passed to a parameter. */
  PASSED,
  /** A function returns it. */
  RETURNED,
  /** It is raised, and caught. */
  RAISED,
  /** It is kept in a variable that others read. */
  STORED,
  /** It is kept in a field. */
  FIELD,
  /** It is kept in a container. */
  ELEMENT,
  /** The next is a part of it. */
  PART
}
