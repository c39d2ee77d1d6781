namespace Nanobot.Platform.Bus.Memory;

/// <summary>An event that was put aside, and why (<see cref="Events.DeadLetterMetadata"/>).</summary>
internal sealed record MemoryDeadLetter(string Topic, byte[] Data, IReadOnlyDictionary<string, string> Metadata);
