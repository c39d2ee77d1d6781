namespace Nanobot.Streams.Tests.Drills;

/// <summary>Drills one after the other: each has all modules as processes.</summary>
[CollectionDefinition(Name)]
public sealed class DrillCollection
{
    /// <summary>Its name.</summary>
    public const string Name = "drills";
}
