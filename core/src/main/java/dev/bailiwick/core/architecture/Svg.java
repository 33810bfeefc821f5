package dev.bailiwick.core.architecture;

/** A picture as text (SVG 1.1). Whatever is written into it is escaped; it has no script and fetches nothing. */
final class Svg {
    private static final String STYLE = """
            text{font:13px system-ui,sans-serif;fill:#19212c}.small{font-size:11px;fill:#545f6d}.head{font-weight:600}
            .zone{fill:#f4f5f7;stroke:#a4aebb;stroke-dasharray:6 4}.node{fill:#fff;stroke:#545f6d}.bad{stroke:#a3211a;stroke-width:2.5}
            .edge{fill:none;stroke:#1b59ad}.edge.bad{stroke:#a3211a;stroke-dasharray:5 3}.ground{fill:#fff}
            @media (prefers-color-scheme:dark){text{fill:#e5e9ef}.small{fill:#a4afbd}.zone{fill:#191f27;stroke:#566374}
            .node{fill:#252d38;stroke:#a4afbd}.bad{stroke:#ff9a90}.edge{stroke:#86b7ff}.edge.bad{stroke:#ff9a90}.ground{fill:#11151b}}""";

    private final StringBuilder out = new StringBuilder();

    Svg box(String kind, int x, int y, int width, int height, boolean bad) {
        out.append("<rect class=\"").append(kind).append(bad ? " bad" : "").append("\" rx=\"6\"");
        number("x", x).number("y", y).number("width", width).number("height", height);
        out.append("/>\n");
        return this;
    }

    Svg text(String kind, int x, int y, String text) {
        out.append("<text class=\"").append(kind).append('"');
        number("x", x).number("y", y);
        out.append('>').append(escaped(text)).append("</text>\n");
        return this;
    }

    /** From the right of one thing to the left of another; the words are shown when it is pointed at. */
    Svg edge(int fromX, int fromY, int toX, int toY, boolean bad, String words) {
        int bend = (toX - fromX) / 2;
        out.append("<path class=\"edge")
                .append(bad ? " bad" : "")
                .append("\" d=\"M")
                .append(fromX)
                .append(' ')
                .append(fromY);
        out.append(" C")
                .append(fromX + bend)
                .append(' ')
                .append(fromY)
                .append(' ')
                .append(toX - bend)
                .append(' ')
                .append(toY);
        out.append(' ')
                .append(toX)
                .append(' ')
                .append(toY)
                .append("\"><title>")
                .append(escaped(words))
                .append("</title></path>\n");
        return this;
    }

    /** Draws another picture over this one. */
    Svg add(Svg other) {
        out.append(other.out);
        return this;
    }

    private Svg number(String name, int value) {
        out.append(' ').append(name).append("=\"").append(value).append('"');
        return this;
    }

    String whole(int width, int height, String title, String description) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\">\n<title>" + escaped(title) + "</title>\n<desc>"
                + escaped(description) + "</desc>\n<style>" + STYLE + "</style>\n<rect class=\"ground\" width=\""
                + width
                + "\" height=\"" + height + "\"/>\n" + out + "</svg>\n";
    }

    /** For text and attributes alike; what XML cannot hold is a question mark. */
    static String escaped(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(dev.bailiwick.core.value.Untrusted.hidden(c) ? '?' : c);
            }
        });
        return out.toString();
    }
}
