/**
 * The papers of governance as parameterised data: approvals, reviews, policies, plans. Read {@link
 * dev.bailiwick.core.template.Template} first: parameters with types, a document in Markdown, and for some a piece of Cedar that
 * enforces what the document says. The data files stand beside these classes; the command line renders them.
 *
 * <p>Always true: a value is what its type allows, or the template is not rendered and the field is named; only closed types reach
 * Cedar; a rendered document says of which template and version it is.
 */
package dev.bailiwick.core.template;
