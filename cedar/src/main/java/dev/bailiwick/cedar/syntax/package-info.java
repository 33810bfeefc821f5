/**
 * Text into tokens: the one lexer under policies and human schema syntax.
 *
 * <p>Read {@link dev.bailiwick.cedar.syntax.Tokens} first: a cursor over the tokens of a text, with the refusals both
 * parsers share. Not exported: the parsers call it, strangers never see it.
 *
 * <p>Always true: every token knows its line and column; a text is cut in one pass, in time linear in its length.
 */
package dev.bailiwick.cedar.syntax;
