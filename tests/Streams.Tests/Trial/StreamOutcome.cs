namespace Nanobot.Streams.Tests.Trial;

/// <summary>What became of one message.</summary>
/// <param name="Given">Tokens of its answer that the client was given.</param>
/// <param name="End">How it ended, for the count of the trial.</param>
internal sealed record StreamOutcome(long Given, string End);
