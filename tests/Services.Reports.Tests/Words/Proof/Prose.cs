namespace Nanobot.Services.Reports.Tests.Words.Proof;

/// <summary>
/// Sentences as models write them of two quotes. In braces: S the symbol, C its close, B the close before, A the size of its change and P that in percent, sA and sP these with their sign, L and H the
/// range, V the volume, D the day in some form, W its weekday, r a word of its direction (r past, n noun, g gerund, a adverb), T the title of a headline. A 2 behind a letter is of the second quote.
/// </summary>
internal static class Prose
{
    public static IReadOnlyList<string> English { get; } =
    [
        "{S} closed at {C} on {D}, {sA} ({sP}) against the close before [E1].",
        "{S} {r} {P} to {C} [E1].",
        "{S} {r} {A}, or {P}, to close at {C} [E1].",
        "On {D}, {S} {r} by {P} and settled at ${C} [E1].",
        "Shares of {S} {r} {P} on {W}, ending the day at {C} [E1].",
        "{S} finished at ${C}, a {n} of {P} [E1].",
        "A {P} {n} brought {S} to {C} [E1].",
        "{S} was {a} {P} at {C}, with {V} shares traded [E1].",
        "{S} ended {W} at {C}; its 5-day range is {L} to {H} [E1].",
        "Over the last five days {S} traded between {L} and {H} [E1].",
        "{S} saw a volume of {V} shares as it {r} {P} [E1].",
        "With a 5-day low of {L} and a high of {H}, {S} closed at {C} [E1].",
        "{S} ({sP}) closed at {C} [E1].",
        "{S}: {C}, {sA}, {sP} [E1].",
        "The stock {r} {P} on {D}, taking its price to {C} [E1].",
        "After {g} {P}, {S} stands at ${C} [E1].",
        "{S} {r} {P} while {S2} {r2} {P2} [E1][E2].",
        "{S} closed at {C} and {S2} at {C2} [E1][E2].",
        "{S} and {S2} closed at {C} and {C2}, respectively [E1][E2].",
        "{S} {r} {P}; {S2} {r2} {P2} [E1][E2].",
        "{S} {r} to {C}, whereas {S2} {r2} to {C2} [E1][E2].",
        "Unlike {S}, {S2} {r2} {P2} to {C2} [E1][E2].",
        "Volume in {S} came to {V} [E1].",
        "As of {D}, {S} trades at {C}, {a} {A} points from the previous session [E1].",
        "{S}'s close of {C} on {D} compares with a 5-day high of {H} [E1].",
        "**{S}** {r} {P} on the day and closed at {C} [E1].",
        "{S} {r} on {W} [E1].",
        "In {D}'s session, {S} {r} {P} [E1].",
        "“{T}”, as a headline put it [E3].",
        "{S} {r} {P} to {C} as one headline read: “{T}” [E1][E3].",
        "{S} moved {sP} to {C} [E1].",
        "Its price, {C}, lies within the range of {L} – {H} [E1].",
        "{S} {r} {A} dollars to {C} [E1].",
        "At ${C}, {S} has {r} {P} since the close before [E1].",
    ];

    public static IReadOnlyList<string> Chinese { get; } =
    [
        "{S}于{D}收于{C}，较前收盘{sA}（{sP}）[E1]。",
        "{S}{r}{P}，收于{C}[E1]。",
        "{S}{r}{A}，{n}{P}，报{C}[E1]。",
        "{D}，{S}收盘价为{C}美元，{n}为{P}[E1]。",
        "{S}{W}收盘{C}，{r}{P}[E1]。",
        "{S}5日区间为{L}至{H}[E1]。",
        "{S}最低{L}，最高{H}，收盘{C}[E1]。",
        "{S}成交量为{V}股[E1]。",
        "{S}{r}{P}，成交量{V}[E1]。",
        "{S}{r}{P}，而{S2}{r2}{P2}[E1][E2]。",
        "{S}收于{C}，{S2}收于{C2}[E1][E2]。",
        "{S}和{S2}分别收于{C}和{C2}[E1][E2]。",
        "{S}{r}至{C}，{n}{P}[E1]。",
        "截至{D}，{S}报{C}，涨跌幅{sP}[E1]。",
        "据报道：“{T}”[E3]。",
        "{S}今日{r}，收报{C}[E1]。",
        "该股{r}{P}，收于{C}[E1]。",
        "{S}在{L}至{H}之间波动，最终收于{C}[E1]。",
        "与{S}相比，{S2}{r2}{P2}[E1][E2]。",
        "{S}涨跌{sA}，收盘{C}[E1]。",
    ];
}
