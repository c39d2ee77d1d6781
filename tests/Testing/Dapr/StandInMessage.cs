namespace Nanobot.Testing.Dapr;

/// <summary>What a broker keeps of one message.</summary>
/// <param name="Data">The envelope, or the bytes that were published raw.</param>
/// <param name="Metadata">What the publisher said beside it; the subscriber gets it as HTTP headers.</param>
public sealed record StandInMessage(byte[] Data, IReadOnlyDictionary<string, string> Metadata);
