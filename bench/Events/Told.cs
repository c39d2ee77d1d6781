using Nanobot.Contracts;

namespace Nanobot.Bench.Events;

/// <summary>What is told.</summary>
/// <param name="Number">Which one.</param>
/// <param name="Note">As long as a usual event is.</param>
public sealed record Told(int Number, string Note = Told.Usual) : IIntegrationEvent<Told>
{
    /// <summary>Text of a usual length.</summary>
    public const string Usual = "A report was asked for: its id, its user, its kind, its options, and the moment at which it is due; some two hundred characters, as most events of this suite have; nothing of it is read.";

    /// <summary>Its topic.</summary>
    public const string Name = "bench.told.v1";

    /// <inheritdoc/>
    public static string Topic => Name;
}
