using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Memory;

/// <summary>A fact as its user is shown it.</summary>
/// <param name="FactId">Its id.</param>
/// <param name="Text">What is known, on one line.</param>
/// <param name="Kind">person, preference, plan or note.</param>
/// <param name="State">kept (its line stands in MEMORY.md), quarantined or forgotten.</param>
/// <param name="EndedBy">Of one that is forgotten: rejected, forgotten, edited (the line was taken from the file) or undone.</param>
/// <param name="Origin">tool, consolidation or user.</param>
/// <param name="SessionId">The session that it rests on, which may be gone; null where it rests on none.</param>
/// <param name="TurnId">The turn.</param>
/// <param name="MessageNumber">The message in the session, where one was named.</param>
/// <param name="Labels">Where the text may have come from that it was made of.</param>
/// <param name="Revision">The revision of MEMORY.md that had it first; null where it never stood there.</param>
/// <param name="CreatedAt">When it came to be known.</param>
/// <param name="ChangedAt">When it came to its state.</param>
internal sealed record FactResource(
    Guid FactId, string Text, string Kind, string State, string? EndedBy, string Origin, Guid? SessionId, Guid? TurnId, int? MessageNumber, IReadOnlyList<string> Labels,
    long? Revision, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    public static FactResource Of(Fact fact) => new(
        fact.FactId, fact.Text, fact.Kind, fact.State, fact.EndedBy, fact.Origin, fact.SessionId, fact.TurnId, fact.MessageNumber, LabelSet.NamesOf(fact.Labels),
        fact.Revision, fact.CreatedAt, fact.ChangedAt);
}
