namespace Nanobot.Services.Chat.Runs.Events;

/// <summary>Where a reader of a run's events stands: the id of the last that it has.</summary>
internal static class RunCursor
{
    /// <summary>Ahead of the first.</summary>
    public const string Beginning = "0-0";

    /// <summary>Behind the last: there is nothing more to come.</summary>
    public const string End = "end";

    private const int MostDigits = 18;

    /// <summary>What a refusal says that it has to be.</summary>
    public const string Form = "must be the id of an event of this run";

    /// <summary>Whether it may be the id of an event.</summary>
    public static bool IsValid(string text) => text == End || (text.Split('-') is [var moment, var number] && IsNumber(moment) && IsNumber(number));

    private static bool IsNumber(string text) => text.Length is > 0 and <= MostDigits && !text.AsSpan().ContainsAnyExceptInRange('0', '9');
}
