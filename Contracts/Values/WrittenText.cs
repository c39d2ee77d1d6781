using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Contracts.Values;

/// <summary>Text that people wrote.</summary>
internal static class WrittenText
{
    public static string Form(int maximum) => $"must be 1 to {maximum} characters of text, without control characters other than tabs and line ends";

    /// <summary>Whether it says something and can be stored and shown; PostgreSQL, for one, has no place for U+0000.</summary>
    public static bool IsWritten([NotNullWhen(true)] string? text, int maximum) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= maximum
        && !text.Any(static sign => char.IsControl(sign) && sign is not ('\n' or '\r' or '\t'));
}
