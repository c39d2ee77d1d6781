namespace Nanobot.Platform.Bus.Memory;

/// <summary>An event on its way: the bytes of its envelope, shared by all who take it up.</summary>
internal sealed record MemoryEntry(string Topic, byte[] Data);
