namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>Names of currencies as sources write them: three letters of ISO 4217, or its like for pence (GBX, GBp).</summary>
internal static class CurrencyName
{
    private const int Length = 3;

    public static bool IsOne(string text) => text.Length == Length && text.All(char.IsAsciiLetter);

    /// <summary>In upper case, but for pence: <c>GBp</c> is a hundredth of <c>GBP</c>.</summary>
    public static string Of(string text) => text is "GBp" or "GBx" ? "GBX" : text.ToUpperInvariant();
}
