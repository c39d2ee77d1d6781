namespace Nanobot.Services.Chat.Memory;

/// <summary>What a fact is about.</summary>
internal static class FactKind
{
    /// <summary>Who the user is.</summary>
    public const string Person = "person";

    /// <summary>What the user likes, and how.</summary>
    public const string Preference = "preference";

    /// <summary>What the user is going to do.</summary>
    public const string Plan = "plan";

    /// <summary>Anything else.</summary>
    public const string Note = "note";

    public static IReadOnlyList<string> All { get; } = [Person, Preference, Plan, Note];
}
