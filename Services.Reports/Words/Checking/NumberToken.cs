namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>A number, a date or a time of day as a text states it.</summary>
/// <param name="Value">Its size without its sign; null for a date, a time, or a number in words that cannot be compared.</param>
/// <param name="Sign">-1 or 1 where a sign is written, else 0.</param>
/// <param name="Unit">What it counts, as one of <see cref="Units"/>; empty where it does not say.</param>
/// <param name="Text">A date as <c>yyyy-MM-dd</c> or <c>MM-dd</c>, a day of the month as <c>dd</c>, a weekday as <c>Fri</c>, a time as <c>HH:mm</c>, or a number in words as it stands; else empty.</param>
/// <param name="Start">Where it begins in the plain form of the text.</param>
/// <param name="End">Where it is over.</param>
internal readonly record struct NumberToken(decimal? Value, int Sign, string Unit, string Text, int Start = 0, int End = 0)
{
    /// <summary>Whether it is a date as a whole.</summary>
    public bool IsDate => Text.Length == 10 && Text[4] == '-';

    /// <summary>Whether it is a date, or a part of one.</summary>
    public bool IsOfDates => IsDate || Text.Length is 5 && Text[2] == '-' || Text.Length == 2 || Text.Length == 3 && char.IsAsciiLetterUpper(Text[0]);
}
