namespace Nanobot.Services.Reports.Words;

/// <summary>A number as a text states it.</summary>
/// <param name="Value">Its size without its sign; null for a date or for a number in words.</param>
/// <param name="Sign">-1 or 1 where a sign is written, else 0.</param>
/// <param name="Percent">Whether it is a percentage.</param>
/// <param name="Text">A date as <c>yyyy-MM-dd</c>, or a number in words as it stands; else empty.</param>
internal readonly record struct NumberToken(decimal? Value, int Sign, bool Percent, string Text)
{
    /// <summary>Whether this number, stated somewhere, is backed by <paramref name="evidence"/>.</summary>
    public bool IsBackedBy(NumberToken evidence) =>
        Value == evidence.Value
        && string.Equals(Text, evidence.Text, StringComparison.OrdinalIgnoreCase)
        && (!Percent || evidence.Percent)
        && Sign switch { < 0 => evidence.Sign < 0, > 0 => evidence.Sign >= 0, _ => true };
}
