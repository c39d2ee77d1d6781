using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Nanobot.Platform.Data;

/// <summary>
/// A moment as PostgreSQL keeps it, those included that no calendar here has (before the year 1, after 9999, the infinities): a
/// list that goes by moments has a place for each of its rows. An argument of a <see cref="Sql"/> like any other.
/// </summary>
public readonly record struct StoredInstant
{
    // The range of timestamptz in microseconds from 2000 on: from 4713 BC, before the year 294277. The ends stand for the infinities.
    private const long Earliest = -211_813_488_000_000_000;
    private const long End = 9_223_371_331_200_000_000;
    private const string Unit = "us";

    internal StoredInstant(long microseconds) => Microseconds = microseconds;

    internal long Microseconds { get; }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StoredInstant instant)
    {
        instant = default;
        if (text?.EndsWith(Unit, StringComparison.Ordinal) != true
            || !long.TryParse(text.AsSpan(0, text.Length - Unit.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var microseconds)
            || microseconds is not (long.MinValue or (>= Earliest and < End) or long.MaxValue))
        {
            return false;
        }

        instant = new StoredInstant(microseconds);
        return true;
    }

    /// <summary>For a cursor.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Microseconds}{Unit}");
}
