using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Memory;

/// <summary>A fact that is about to be written.</summary>
/// <param name="Text">What is known, on one line.</param>
/// <param name="Kind">One of <see cref="FactKind"/>.</param>
/// <param name="Origin">One of <see cref="FactOrigin"/>.</param>
/// <param name="Labels">Where the text may have come from that it was made of.</param>
internal sealed record NewFact(string Text, string Kind, string Origin, TextLabels Labels)
{
    /// <summary>The session that it rests on.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The turn.</summary>
    public Guid? TurnId { get; init; }

    /// <summary>The message in the session.</summary>
    public int? MessageNumber { get; init; }

    /// <summary>The consolidation that found it.</summary>
    public Guid? ConsolidationId { get; init; }
}
