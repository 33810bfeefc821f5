package dev.bailiwick.core.value;

/** How far an erroneous or hostile action could reach. The impact of the concrete call decides, never routine. */
public enum Tier {
    /** Read-only, no external output. Needs nobody. */
    T1(1),
    /** Writes inside the organisation. Permitted, logged, listed for review. */
    T2(2),
    /** External communication, money, customer records. A person, per action. */
    T3(3),
    /** Infrastructure. A person and a verified change ticket. */
    T4(4);

    private final int number;

    Tier(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** @throws IllegalArgumentException when the number is not 1 to 4 */
    public static Tier of(long number) {
        if (number < 1 || number > 4) throw new IllegalArgumentException("a tier is 1, 2, 3 or 4");
        return values()[(int) number - 1];
    }

    /** The stricter of two: doubt raises, it never lowers. */
    public Tier atLeast(Tier floor) {
        return compareTo(floor) >= 0 ? this : floor;
    }
}
