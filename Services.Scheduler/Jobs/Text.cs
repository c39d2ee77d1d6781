namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>Text that people wrote.</summary>
internal static class Text
{
    public const string Unclean = "must not hold control characters";

    /// <summary>Whether it holds no control characters but line ends and tabs; PostgreSQL, for one, cannot store a zero.</summary>
    public static bool IsClean(string text) => !text.Any(static sign => char.IsControl(sign) && sign is not ('\n' or '\r' or '\t'));
}
